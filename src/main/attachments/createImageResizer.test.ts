import { beforeAll, describe, expect, it } from 'vitest';
import { createImageResizer } from './createImageResizer.ts';
import type { ResizeImage } from './createImageResizer.ts';
import { animatedGif, inspectPicture, pictureFile, withExif } from './testing/imageFiles.ts';

const mebibyte = 1024 * 1024;
const large = { width: 900, height: 600 };
let resize: ResizeImage;

beforeAll(async () => {
  resize = await createImageResizer();
});

describe('resizing', () => {
  it.each([
    ['png', 'image/png', 'image/png'],
    ['jpeg', 'image/jpeg', 'image/jpeg'],
    ['gif', 'image/gif', 'image/png'],
    ['webp', 'image/webp', 'image/jpeg'],
  ] as const)('makes a %s fit and keeps its shape', async (format, mediaType, expected) => {
    const file = await pictureFile(format, large);
    const image = resize(file, mediaType, { maxEdge: 300, maxBytes: mebibyte });
    expect(image.mediaType).toBe(expected);
    expect(await inspectPicture(image.data)).toMatchObject({ width: 300, height: 200, pages: 1 });
  });

  it('never enlarges', async () => {
    const file = await pictureFile('png', { width: 40, height: 30 });
    const image = resize(file, 'image/png', { maxEdge: 4000, maxBytes: mebibyte });
    expect(await inspectPicture(image.data)).toMatchObject({ width: 40, height: 30 });
  });

  it('turns a photo upright and drops where it was taken', async () => {
    const photo = withExif(await pictureFile('jpeg', large), 6);
    expect((await inspectPicture(photo)).fields.join()).toContain('GPS');
    const image = resize(photo, 'image/jpeg', { maxEdge: 300, maxBytes: mebibyte });
    const { width, height, fields } = await inspectPicture(image.data);
    expect([width, height]).toEqual([200, 300]);
    expect(fields.join()).not.toMatch(/exif|gps|icc|xmp|iptc/iu);
  });

  it('keeps the first frame of a film', async () => {
    const film = await animatedGif({ width: 120, height: 90 }, 3);
    expect((await inspectPicture(film)).pages).toBe(3);
    const image = resize(film, 'image/gif', { maxEdge: 60, maxBytes: mebibyte });
    expect(await inspectPicture(image.data)).toMatchObject({ width: 60, height: 45, pages: 1 });
  });

  it('goes as far down as the bytes demand, by JPEG where nothing is see-through', async () => {
    const file = await pictureFile('png', large);
    const image = resize(file, 'image/png', { maxEdge: 900, maxBytes: 60_000 });
    expect(image.mediaType).toBe('image/jpeg');
    expect(image.data.length).toBeLessThanOrEqual(60_000);
  });

  it('keeps what is see-through', async () => {
    const file = await pictureFile('transparent-png', large);
    const image = resize(file, 'image/png', { maxEdge: 900, maxBytes: 200_000 });
    expect(image.mediaType).toBe('image/png');
    expect(image.data.length).toBeLessThanOrEqual(200_000);
  });

  it('writes the type that is asked for', async () => {
    const file = await pictureFile('transparent-png', large);
    const limits = { maxEdge: 900, maxBytes: mebibyte, mediaTypes: ['image/jpeg'] };
    expect(resize(file, 'image/png', limits).mediaType).toBe('image/jpeg');
  });

  it('refuses what is broken and what cannot be small enough', async () => {
    const file = await pictureFile('png', large);
    expect(() => resize(file.subarray(0, 30), 'image/png', { maxEdge: 100, maxBytes: mebibyte })).toThrow();
    expect(() => resize(file, 'image/png', { maxEdge: 100, maxBytes: 10 })).toThrow(
      expect.objectContaining({ code: 'attachment/unreadable' }),
    );
  });
});
