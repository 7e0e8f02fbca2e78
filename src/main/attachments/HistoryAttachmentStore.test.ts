import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { maxAttachmentBytes } from '../../shared/attachment.ts';
import type { AttachmentRef } from '../../shared/attachment.ts';
import { systemClock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import { openLocalHistory } from '../history/openLocalHistory.ts';
import { FileThread } from './FileThread.ts';
import { HistoryAttachmentStore } from './HistoryAttachmentStore.ts';
import { inspectPicture, pictureFile } from './testing/imageFiles.ts';
import { docxFile, paragraph } from './testing/officeFiles.ts';
import { pdfFile } from './testing/pdfFile.ts';

const thread = new FileThread({ entry: new URL('fileWorker.ts', import.meta.url), clock: systemClock });
const history = openLocalHistory();

/** Counts what is opened, so that what is remembered shows. */
let opened = 0;
const reader: Pick<FileThread, 'run'> = {
  run: (kind, input) => {
    opened += 1;
    return thread.run(kind, input);
  },
};
const store = new HistoryAttachmentStore(history, reader);

afterAll(async () => {
  await thread.close();
  await history.close();
});

function add(name: string, data: string | Uint8Array): Promise<AttachmentRef> {
  return store.add({ name, data: typeof data === 'string' ? Buffer.from(data) : data });
}

describe('taking a file in', () => {
  it('names what it is by its bytes', async () => {
    const data = await pictureFile('png', { width: 30, height: 20 });
    expect(await add('/tmp/photo.jpg', data)).toEqual({
      hash: createHash('sha256').update(data).digest('hex'),
      name: 'photo.jpg',
      mediaType: 'image/png',
      kind: 'image',
      size: data.length,
      width: 30,
      height: 20,
    });
  });

  it('gives back the bytes, whatever name the same ones come with', async () => {
    const first = await add('a.txt', 'the same');
    const second = await add('b.txt', 'the same');
    expect(second).toEqual({ ...first, name: 'b.txt' });
    expect(Buffer.from(await store.read(first.hash)).toString()).toBe('the same');
  });

  it.each([
    ['too large', new Uint8Array(maxAttachmentBytes + 1), 'attachment/too-large'],
    ['empty', new Uint8Array(), 'attachment/unreadable'],
    ['a program', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 0), 'attachment/unsupported'],
    [
      'an image without an end to its header',
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      'attachment/unreadable',
    ],
    [
      'an image of more pixels than can be decoded',
      Buffer.from('GIF89a\xff\xff\xff\xff\x00\x00\x00', 'latin1'),
      'attachment/too-large',
    ],
  ])('refuses what is %s', async (_what, data, code) => {
    await expect(add('file.bin', data)).rejects.toMatchObject({ code, details: { fileName: 'file.bin' } });
  });

  it('takes any bytes or refuses them, and gives back what it took', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1 }), fc.uint8Array({ maxLength: 400 }), async (name, data) => {
        const ref = await store.add({ name, data }).catch((caught: unknown) => caught);
        if (ref instanceof AppError) expect(ref.code).toMatch(/^attachment\//u);
        else expect(Buffer.from(await store.read((ref as AttachmentRef).hash))).toEqual(Buffer.from(data));
      }),
    );
  });

  it('knows nothing of a file that was never stored', async () => {
    await expect(store.read('0'.repeat(64))).rejects.toMatchObject({ code: 'attachment/missing' });
  });
});

describe('reading a text', () => {
  it('opens a file once', async () => {
    const file = await add('report.docx', docxFile(paragraph('Hello')));
    const before = opened;
    expect(await store.textOf(file)).toBe('Hello');
    expect(await store.textOf(file)).toBe('Hello');
    expect(opened).toBe(before + 1);
  });

  it('tries a broken file once and names it', async () => {
    const file = await add('broken.pdf', '%PDF-1.7');
    const before = opened;
    const unreadable = { code: 'attachment/unreadable', details: { fileName: 'broken.pdf' } };
    await expect(store.textOf(file)).rejects.toMatchObject(unreadable);
    await expect(store.textOf(file)).rejects.toMatchObject(unreadable);
    expect(opened).toBe(before + 1);
  });

  it('finds none in an empty page', async () => {
    expect(await store.textOf(await add('scan.pdf', pdfFile([[]])))).toBe('');
  });
});

describe('an image for the wire', () => {
  const limits = { maxEdge: 50, maxBytes: 100_000 };

  it('goes as it is while it fits', async () => {
    const data = await pictureFile('gif', { width: 50, height: 20 });
    const image = await store.imageWithin(await add('a.gif', data), limits);
    expect(image).toMatchObject({ mediaType: 'image/gif', resized: false });
    expect(Buffer.from(image.data)).toEqual(Buffer.from(data));
  });

  it('is made to fit, and made once', async () => {
    const file = await add('a.png', await pictureFile('png', { width: 200, height: 100 }));
    const before = opened;
    const image = await store.imageWithin(file, limits);
    expect(await inspectPicture(image.data)).toMatchObject({ width: 50, height: 25 });
    expect(image.resized).toBe(true);
    expect(await store.imageWithin(file, limits)).toEqual(image);
    expect(opened).toBe(before + 1);
  });

  it('changes its type where the wire does not take it', async () => {
    const file = await add('b.gif', await pictureFile('gif', { width: 40, height: 20 }));
    const image = await store.imageWithin(file, { ...limits, mediaTypes: ['image/png', 'image/jpeg'] });
    expect(image).toMatchObject({ mediaType: 'image/png', resized: true });
  });

  it('is always made anew to be shown', async () => {
    const data = await pictureFile('jpeg', { width: 40, height: 20 });
    const { hash } = await add('c.jpg', data);
    const image = await store.thumbnail(hash, 100);
    expect(await inspectPicture(image.data)).toMatchObject({ width: 40, height: 20 });
    const { hash: text } = await add('c.txt', 'no picture');
    await expect(store.thumbnail(text, 100)).rejects.toMatchObject({ code: 'attachment/unsupported' });
  });
});
