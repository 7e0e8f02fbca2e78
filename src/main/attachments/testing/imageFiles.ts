/** Pictures made by the codec of the app, and the metadata that a camera adds. */
import type Vips from 'wasm-vips';

export interface Picture {
  readonly width: number;
  readonly height: number;
}

/** Something that does not compress away: noise in colour, see-through where asked for. */
export type PictureFormat = 'png' | 'transparent-png' | 'jpeg' | 'gif' | 'webp';

async function loadVips(): Promise<typeof Vips> {
  const { default: load } = await import('wasm-vips');
  return load({ dynamicLibraries: [] });
}

const loading = loadVips();

function noise(vips: typeof Vips, { width, height }: Picture): Vips.Image {
  const band = (): Vips.Image => vips.Image.gaussnoise(width, height, { mean: 128, sigma: 40 });
  return band().bandjoin([band(), band()]).cast('uchar').copy({ interpretation: 'srgb' });
}

/** A picture of the given size. */
export async function pictureFile(format: PictureFormat, size: Picture): Promise<Uint8Array> {
  const vips = await loading;
  const image = noise(vips, size);
  switch (format) {
    case 'png':
      return image.pngsaveBuffer();
    case 'transparent-png':
      return image.bandjoin(128).pngsaveBuffer();
    case 'jpeg':
      return image.jpegsaveBuffer();
    case 'gif':
      return image.gifsaveBuffer();
    case 'webp':
      return image.webpsaveBuffer();
  }
}

/** What the codec says of a picture. */
export async function inspectPicture(
  data: Uint8Array,
): Promise<Picture & { readonly pages: number; readonly fields: readonly string[] }> {
  const vips = await loading;
  const image = vips.Image.newFromBuffer(data);
  const names = image.getFields();
  const fields = Array.from({ length: names.size() }, (_, index) => names.get(index) ?? '');
  const pages = fields.includes('n-pages') ? image.getInt('n-pages') : 1;
  return { width: image.width, height: image.height, pages, fields };
}

/** A GIF of several frames. */
export async function animatedGif({ width, height }: Picture, frames: number): Promise<Uint8Array> {
  const vips = await loading;
  const strip = noise(vips, { width, height: height * frames });
  strip.setInt('page-height', height);
  return strip.gifsaveBuffer();
}

/** Puts an Exif segment into a JPEG: an orientation, and the place where it was taken. */
export function withExif(jpeg: Uint8Array, orientation: number): Uint8Array {
  // TIFF, little-endian: two entries (orientation, pointer to GPS), then a GPS directory with the reference of its latitude.
  const tiff = new DataView(new ArrayBuffer(56));
  tiff.setUint16(0, 0x4949);
  tiff.setUint16(2, 42, true);
  tiff.setUint32(4, 8, true);
  tiff.setUint16(8, 2, true);
  const entry = (offset: number, tag: number, type: number, value: number): void => {
    tiff.setUint16(offset, tag, true);
    tiff.setUint16(offset + 2, type, true);
    tiff.setUint32(offset + 4, type === 2 ? 2 : 1, true);
    tiff.setUint32(offset + 8, value, true);
  };
  entry(10, 0x0112, 3, orientation);
  entry(22, 0x8825, 4, 38);
  tiff.setUint32(34, 0, true);
  tiff.setUint16(38, 1, true);
  entry(40, 0x0001, 2, 'N'.charCodeAt(0));
  const body = [...new TextEncoder().encode('Exif\0\0'), ...new Uint8Array(tiff.buffer)];
  const length = body.length + 2;
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, length >> 8, length & 0xff, ...body, ...jpeg.subarray(2)]);
}
