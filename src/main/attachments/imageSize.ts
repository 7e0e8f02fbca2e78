/**
 * Width and height from an image's header, in pixels, as it is shown: a photo that was taken upright counts as upright. Only
 * the header is read, so a picture of any size is told at once and a broken one costs nothing.
 */

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

export type ImageMediaType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';

/** Reads numbers at offsets. Throws a RangeError past the end, which `imageSize` takes as a broken header. */
type Reader = DataView<ArrayBufferLike>;

function asciiAt(view: Reader, offset: number, length: number): string {
  return Array.from({ length }, (_, index) => String.fromCharCode(view.getUint8(offset + index))).join('');
}

/** PNG §11.2.2: the first chunk is IHDR. */
function pngSize(view: Reader): ImageSize | null {
  if (asciiAt(view, 12, 4) !== 'IHDR') return null;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** GIF89a §18: the logical screen. */
function gifSize(view: Reader): ImageSize {
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

function uint24(view: Reader, offset: number): number {
  return view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
}

/** RFC 9649 §2.5–2.7: the first chunk is VP8, VP8L or VP8X. */
function webpSize(view: Reader): ImageSize | null {
  switch (asciiAt(view, 12, 4)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
    default:
      return null;
  }
}

const orientationTag = 0x0112;

/** Exif 3.0 §4.6.4: whether the orientation in an APP1 segment turns the picture by a quarter. */
function isTurned(view: Reader, segment: number, end: number): boolean {
  if (asciiAt(view, segment, 4) !== 'Exif') return false;
  const tiff = segment + 6;
  const little = asciiAt(view, tiff, 2) === 'II';
  const directory = tiff + view.getUint32(tiff + 4, little);
  const entries = view.getUint16(directory, little);
  for (let index = 0; index < entries; index += 1) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > end) return false;
    if (view.getUint16(entry, little) === orientationTag) return view.getUint16(entry + 8, little) >= 5;
  }
  return false;
}

function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** ITU-T T.81 §B.2: segments up to the frame header. */
function jpegSize(view: Reader): ImageSize | null {
  let turned = false;
  let offset = 2;
  for (;;) {
    if (view.getUint8(offset) !== 0xff) return null;
    const marker = view.getUint8(offset + 1);
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    const length = view.getUint16(offset + 2);
    if (length < 2) return null;
    if (isFrameHeader(marker)) {
      const [height, width] = [view.getUint16(offset + 5), view.getUint16(offset + 7)];
      return turned ? { width: height, height: width } : { width, height };
    }
    if (marker === 0xe1) turned ||= isTurned(view, offset + 4, offset + 2 + length);
    offset += 2 + length;
  }
}

const readers: Readonly<Record<ImageMediaType, (view: Reader) => ImageSize | null>> = {
  'image/png': pngSize,
  'image/jpeg': jpegSize,
  'image/gif': gifSize,
  'image/webp': webpSize,
};

/** The size of an image of a known type, or null when its header is broken or names no size. */
export function imageSize(mediaType: ImageMediaType, data: Uint8Array): ImageSize | null {
  try {
    const size = readers[mediaType](new DataView(data.buffer, data.byteOffset, data.byteLength));
    return size === null || size.width === 0 || size.height === 0 ? null : size;
  } catch (caught) {
    if (caught instanceof RangeError) return null;
    throw caught;
  }
}
