/**
 * Pictures are decoded by libvips compiled to WebAssembly, in a worker: a malformed file can at worst end a sandbox that has
 * no access to anything (docs/adr/0013). What comes out is upright, in sRGB, without any metadata, a single frame, and never
 * larger than what went in.
 */
import type Vips from 'wasm-vips';
import { AppError } from '../../shared/errors.ts';

export interface ImageLimits {
  /** Pixels of the longer side at most. */
  readonly maxEdge: number;
  readonly maxBytes: number;
  /** What may come out, `image/jpeg` or `image/png` among it; all that the app knows when left out. */
  readonly mediaTypes?: readonly string[];
}

export interface EncodedImage {
  readonly data: Uint8Array;
  readonly mediaType: string;
}

export type ResizeImage = (data: Uint8Array, mediaType: string, limits: ImageLimits) => EncodedImage;

/** Good enough for reading small print, and the second try. */
const jpegQualities = [88, 75] as const;
/** How much smaller each next try is, by its longer side. */
const shrink = 0.75;
const smallestEdge = 64;

/** Ways to write one picture, best first: lossless where it came lossless, JPEG where nothing is see-through. */
function encodings(
  image: Vips.Image,
  isPhoto: boolean,
  mediaTypes: readonly string[],
): readonly (() => EncodedImage)[] {
  const isTaken = (mediaType: string): boolean => mediaTypes.includes(mediaType);
  const png = (): EncodedImage => ({ data: image.pngsaveBuffer({ keep: 'none' }), mediaType: 'image/png' });
  const jpegs = jpegQualities.map((Q) => (): EncodedImage => ({
    data: image.jpegsaveBuffer({ Q, keep: 'none', background: [255, 255, 255] }),
    mediaType: 'image/jpeg',
  }));
  const mayBeJpeg = isTaken('image/jpeg') && (!image.hasAlpha() || !isTaken('image/png'));
  const lossy = mayBeJpeg ? jpegs : [];
  return isTaken('image/png') && (!isPhoto || lossy.length === 0) ? [png, ...lossy] : lossy;
}

/** The first encoding that is small enough, or null. */
function smallEnough(encodings: readonly (() => EncodedImage)[], maxBytes: number): EncodedImage | null {
  for (const encode of encodings) {
    const encoded = encode();
    if (encoded.data.length <= maxBytes) return encoded;
  }
  return null;
}

/** Decoded once, upright and in sRGB; `down` never enlarges. */
function decodeWithin(data: Uint8Array, edge: number, vips: typeof Vips): Vips.Image {
  const thumbnail = vips.Image.thumbnailBuffer(data, edge, { height: edge, size: 'down' });
  const standard = thumbnail.colourspace('srgb');
  const pixels = standard.copyMemory();
  thumbnail.delete();
  standard.delete();
  return pixels;
}

function encodeWithin(
  image: Vips.Image,
  isPhoto: boolean,
  { maxBytes, mediaTypes }: { readonly maxBytes: number; readonly mediaTypes: readonly string[] },
): EncodedImage {
  const fitting = smallEnough(encodings(image, isPhoto, mediaTypes), maxBytes);
  if (fitting !== null) return fitting;
  const edge = Math.floor(Math.max(image.width, image.height) * shrink);
  if (edge < smallestEdge) {
    throw new AppError('attachment/unreadable', 'The image cannot be made small enough.');
  }
  const smaller = image.thumbnailImage(edge, { height: edge, size: 'down' });
  try {
    return encodeWithin(smaller, isPhoto, { maxBytes, mediaTypes });
  } finally {
    smaller.delete();
  }
}

/** Loads the codec, which takes about a tenth of a second. The function that results throws for what is no image. */
export async function createImageResizer(): Promise<ResizeImage> {
  const { default: load } = await import('wasm-vips');
  // The modules that it could load besides are for formats that are not taken here.
  const vips = await load({ dynamicLibraries: [], print: () => undefined, printErr: () => undefined });
  vips.blockUntrusted(true);
  vips.concurrency(1);
  vips.Cache.max(0);
  return (data, mediaType, { maxEdge, maxBytes, mediaTypes = ['image/jpeg', 'image/png'] }) => {
    const isPhoto = mediaType === 'image/jpeg' || mediaType === 'image/webp';
    const image = decodeWithin(data, maxEdge, vips);
    try {
      return encodeWithin(image, isPhoto, { maxBytes, mediaTypes });
    } finally {
      image.delete();
    }
  };
}
