import { describe, expect, it } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { ConversationId, MessageId, RunId } from '../../shared/ids.ts';
import { ManualClock } from '../../shared/testing/ManualClock.ts';
import type { JournalEntry } from '../history/History.ts';
import { RunJournal } from './RunJournal.ts';

/** A journal on a disk whose writes end when the test says so. */
function newJournal() {
  const clock = new ManualClock(0);
  const writes: { readonly entries: readonly JournalEntry[]; end: (error?: Error) => void }[] = [];
  const history = {
    appendJournal: (entries: readonly JournalEntry[]) =>
      new Promise<void>((resolve, reject) => {
        writes.push({
          entries,
          end: (error) => {
            if (error === undefined) resolve();
            else reject(error);
          },
        });
      }),
  };
  const failures: unknown[] = [];
  const journal = new RunJournal({ history, clock });
  const open = () =>
    journal.open(
      { runId: newId<RunId>(), messageId: newId<MessageId>(), conversationId: newId<ConversationId>() },
      (caught) => {
        failures.push(caught);
      },
    );
  return { clock, writes, failures, open };
}

const a = { type: 'text', block: 0, delta: 'a' } as const;
const b = { type: 'text', block: 0, delta: 'b' } as const;

async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('RunJournal', () => {
  it('writes what came within 100 ms of all replies at once, joined', () => {
    const { clock, writes, open } = newJournal();
    const first = open();
    const second = open();
    first.push(a);
    clock.advance(40);
    first.push(b);
    second.push(a);
    clock.advance(59);
    expect(writes).toHaveLength(0);
    clock.advance(1);
    expect(writes).toHaveLength(1);
    expect(writes[0]?.entries).toMatchObject([
      { seq: 1, events: [{ delta: 'ab' }] },
      { seq: 1, events: [{ delta: 'a' }] },
    ]);
  });

  it('has one write at a time, and larger ones on a slow disk', async () => {
    const { clock, writes, open } = newJournal();
    const writer = open();
    writer.push(a);
    clock.advance(100);
    writer.push(a);
    clock.advance(1000);
    writer.push(b);
    expect(writes).toHaveLength(1);
    writes[0]?.end();
    await settle();
    clock.advance(100);
    expect(writes[1]?.entries).toMatchObject([{ seq: 2, events: [{ delta: 'ab' }] }]);
  });

  it('closes after the write that is under way and drops what waits', async () => {
    const { clock, writes, open } = newJournal();
    const writer = open();
    writer.push(a);
    clock.advance(100);
    writer.push(b);
    let closed = false;
    const closing = writer.close().then(() => {
      closed = true;
    });
    await settle();
    expect(closed).toBe(false);
    writes[0]?.end();
    await closing;
    writer.push(a);
    clock.advance(1000);
    expect(writes).toHaveLength(1);
    expect(clock.waiting).toBe(0);
  });

  it('reports a failed write once to each reply that was in it, and goes on for the others', async () => {
    const { clock, writes, failures, open } = newJournal();
    const first = open();
    const second = open();
    const third = open();
    first.push(a);
    second.push(a);
    clock.advance(100);
    third.push(b);
    const error = new Error('disk full');
    writes[0]?.end(error);
    await settle();
    first.push(b);
    expect(failures).toEqual([error, error]);
    clock.advance(100);
    expect(writes[1]?.entries).toMatchObject([{ seq: 1, events: [{ delta: 'b' }] }]);
    expect(writes[1]?.entries).toHaveLength(1);
  });
});
