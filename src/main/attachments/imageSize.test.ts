import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageSize } from './imageSize.ts';
import type { ImageMediaType } from './imageSize.ts';
import { pictureFile, withExif } from './testing/imageFiles.ts';

const types: readonly ImageMediaType[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

describe('imageSize', () => {
  it.each([
    ['png', 'image/png'],
    ['jpeg', 'image/jpeg'],
    ['gif', 'image/gif'],
    ['webp', 'image/webp'],
  ] as const)('reads the header of a %s file', async (format, mediaType) => {
    const file = await pictureFile(format, { width: 317, height: 211 });
    expect(imageSize(mediaType, file)).toEqual({ width: 317, height: 211 });
  });

  it('tells a photo as it is shown', async () => {
    const photo = await pictureFile('jpeg', { width: 300, height: 200 });
    expect(imageSize('image/jpeg', withExif(photo, 6))).toEqual({ width: 200, height: 300 });
    expect(imageSize('image/jpeg', withExif(photo, 3))).toEqual({ width: 300, height: 200 });
  });

  it('knows nothing of a header that was cut off', async () => {
    const photo = await pictureFile('jpeg', { width: 300, height: 200 });
    expect(imageSize('image/jpeg', photo.subarray(0, 20))).toBeNull();
  });

  it('survives any bytes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.uint8Array({ maxLength: 300 }), (type, data) => {
        const size = imageSize(type, data);
        expect(size === null || (size.width > 0 && size.height > 0)).toBe(true);
      }),
    );
  });
});
