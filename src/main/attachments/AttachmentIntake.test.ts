import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maxAttachmentBytes } from '../../shared/attachment.ts';
import { systemClock } from '../../shared/clock.ts';
import { openLocalHistory } from '../history/openLocalHistory.ts';
import { AttachmentIntake } from './AttachmentIntake.ts';
import { FileThread } from './FileThread.ts';
import { HistoryAttachmentStore } from './HistoryAttachmentStore.ts';
import { inspectPicture, pictureFile } from './testing/imageFiles.ts';

const thread = new FileThread({ entry: new URL('fileWorker.ts', import.meta.url), clock: systemClock });
const history = openLocalHistory();
const store = new HistoryAttachmentStore(history, thread);
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-attachments-'));
});

afterAll(async () => {
  await thread.close();
  await history.close();
  await rm(folder, { recursive: true });
});

function intake(paths: readonly string[] = []): AttachmentIntake {
  return new AttachmentIntake({ history: store, memory: store }, async () => paths);
}

describe('choosing files', () => {
  it('takes those that it can and names the others without their folder', async () => {
    const [text, huge] = [join(folder, 'notes.md'), join(folder, 'huge.csv')];
    await writeFile(text, '# Notes');
    await writeFile(huge, '');
    // Nothing but a size: whoever read it whole would need the memory for it.
    await truncate(huge, maxAttachmentBytes + 1);
    const { added, refused } = await intake([text, huge, folder, join(folder, 'gone.txt')]).choose('history');
    expect(added).toMatchObject([{ name: 'notes.md', mediaType: 'text/markdown', size: 7 }]);
    expect(refused.map(({ name, error }) => [name, error.code])).toEqual([
      ['huge.csv', 'attachment/too-large'],
      [expect.stringContaining('switchyard-attachments-'), 'attachment/unsupported'],
      ['gone.txt', 'attachment/unreadable'],
    ]);
    expect(JSON.stringify(refused)).not.toContain(tmpdir());
  });

  it('takes nothing when the dialog was closed', async () => {
    expect(await intake().choose('history')).toEqual({ added: [], refused: [] });
  });
});

describe('what crosses the bridge', () => {
  it('comes in and goes out as base64', async () => {
    const data = await pictureFile('png', { width: 80, height: 60 });
    const { hash } = await intake().add('shot.png', Buffer.from(data).toString('base64'), 'history');
    const shown = await intake().image(hash, 40);
    expect(shown.mediaType).toBe('image/png');
    expect(await inspectPicture(Buffer.from(shown.data, 'base64'))).toMatchObject({ width: 40, height: 30 });
  });
});
