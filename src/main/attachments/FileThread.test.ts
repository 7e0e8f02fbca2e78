import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../shared/clock.ts';
import type { Clock } from '../../shared/clock.ts';
import { FileThread } from './FileThread.ts';
import { pdfMediaType } from './fileType.ts';
import { pictureFile } from './testing/imageFiles.ts';
import { pdfFile } from './testing/pdfFile.ts';

const entry = new URL('fileWorker.ts', import.meta.url);
const hello = { mediaType: 'text/plain', data: Buffer.from('hello') };
const manyPages = {
  mediaType: pdfMediaType,
  data: pdfFile(Array.from({ length: 3000 }, () => ['a page of many'])),
};

/** A clock whose hours pass at once: each look at it is a minute later, and whoever waits is called in the next turn. */
function hastyClock(): Clock {
  let now = 0;
  return {
    now: () => (now += 60_000),
    after: (_ms, callback) => {
      const immediate = setImmediate(callback);
      return () => {
        clearImmediate(immediate);
      };
    },
  };
}

const threads: FileThread[] = [];

function open(options: Partial<ConstructorParameters<typeof FileThread>[0]> = {}): FileThread {
  const thread = new FileThread({ entry, clock: systemClock, ...options });
  threads.push(thread);
  return thread;
}

afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.close()));
});

describe('FileThread', () => {
  it('does one job after the other', async () => {
    const thread = open();
    const picture = await pictureFile('png', { width: 100, height: 50 });
    const [text, pdf, image] = await Promise.all([
      thread.run('text', hello),
      thread.run('text', { mediaType: pdfMediaType, data: pdfFile([['from a PDF']]) }),
      thread.run('image', {
        mediaType: 'image/png',
        data: picture,
        limits: { maxEdge: 20, maxBytes: 100_000 },
      }),
    ]);
    expect([text, pdf, image.mediaType]).toEqual(['hello', 'from a PDF', 'image/png']);
  });

  it('says that a broken file is unreadable, without a word of it, and goes on', async () => {
    const thread = open();
    const broken = { mediaType: pdfMediaType, data: Buffer.from('%PDF-1.7 my secret diary') };
    await expect(thread.run('text', broken)).rejects.toMatchObject({
      code: 'attachment/unreadable',
      message: 'The file cannot be read.',
    });
    expect(await thread.run('text', hello)).toBe('hello');
  });

  it('gives up a file that takes too long', async () => {
    const thread = open({ clock: hastyClock() });
    await expect(thread.run('text', manyPages)).rejects.toMatchObject({ code: 'attachment/unreadable' });
  });

  it('gives up a file that takes too much memory, and opens the next one', async () => {
    let inUse = 0;
    const thread = open({ memoryInUse: () => (inUse += 1_000_000_000) });
    await expect(thread.run('text', manyPages)).rejects.toMatchObject({ code: 'attachment/unreadable' });
    inUse = -Infinity;
    expect(await thread.run('text', hello)).toBe('hello');
  });

  it('starts again after it was closed', async () => {
    const thread = open();
    expect(await thread.run('text', hello)).toBe('hello');
    await thread.close();
    expect(await thread.run('text', hello)).toBe('hello');
  });

  it('turns away a job whose worker is gone', async () => {
    const thread = open();
    const answer = thread.run('text', manyPages);
    const turnedAway = expect(answer).rejects.toMatchObject({ code: 'attachment/unreadable' });
    setImmediate(() => void thread.close());
    await turnedAway;
  });
});
