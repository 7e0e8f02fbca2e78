/**
 * Attachments in the history. A file is checked once, when it comes in; from then on only its hash travels, and whatever opens
 * it does so in a worker. Texts and pictures made smaller are remembered, because every request sends its whole context again.
 */
import { webcrypto } from 'node:crypto';
import { maxAttachmentBytes } from '../../shared/attachment.ts';
import type { AttachmentRef, ContentHash } from '../../shared/attachment.ts';
import { AppError, toErrorInfo } from '../../shared/errors.ts';
import type { ErrorInfo } from '../../shared/errors.ts';
import type { History } from '../history/History.ts';
import { attachmentName } from './attachmentName.ts';
import type { AttachmentStore } from './AttachmentStore.ts';
import { BoundedCache } from './BoundedCache.ts';
import type { EncodedImage, ImageLimits } from './createImageResizer.ts';
import type { FileThread } from './FileThread.ts';
import { fileType } from './fileType.ts';
import type { FileType } from './fileType.ts';
import { imageSize } from './imageSize.ts';
import type { ImageSize } from './imageSize.ts';

/** Most pixels of an image: what decodes within the memory of the codec. */
const maxPixels = 100_000_000;
/** What is remembered, in characters and in bytes. */
const maxRememberedText = 30_000_000;
const maxRememberedImages = 64 * 1024 * 1024;

const knownImageTypes: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

type StoredFiles = Pick<History, 'saveAttachment' | 'readAttachment'>;
type FileReader = Pick<FileThread, 'run'>;

function refusal(
  code: 'too-large' | 'unsupported' | 'unreadable',
  fileName: string,
  limit?: number,
): AppError {
  const reasons = {
    'too-large': 'The file is too large.',
    unsupported: 'Files of this kind are not taken.',
    unreadable: 'The file is empty or broken.',
  };
  return new AppError(`attachment/${code}`, reasons[code], {
    details: { fileName, ...(limit === undefined ? {} : { limit }) },
  });
}

async function hashOf(data: Uint8Array): Promise<ContentHash> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', Uint8Array.from(data))).toString('hex');
}

function sizeOf(name: string, type: FileType, data: Uint8Array): ImageSize | Record<never, never> {
  if (type.kind !== 'image') return {};
  const size = imageSize(type.mediaType, data);
  if (size === null) throw refusal('unreadable', name);
  if (size.width * size.height > maxPixels) throw refusal('too-large', name);
  return size;
}

export class HistoryAttachmentStore implements AttachmentStore {
  readonly #files: StoredFiles;
  readonly #reader: FileReader;
  /** Also what could not be read, so that a broken file is not tried again at every key press. */
  readonly #texts = new BoundedCache<string | ErrorInfo>(maxRememberedText);
  readonly #images = new BoundedCache<EncodedImage>(maxRememberedImages);

  constructor(files: StoredFiles, reader: FileReader) {
    this.#files = files;
    this.#reader = reader;
  }

  async add(file: { readonly name: string; readonly data: Uint8Array }): Promise<AttachmentRef> {
    const { data } = file;
    const name = attachmentName(file.name);
    if (data.length > maxAttachmentBytes) throw refusal('too-large', name, maxAttachmentBytes);
    if (data.length === 0) throw refusal('unreadable', name);
    const type = await fileType(name, data);
    if (type === null) throw refusal('unsupported', name);
    const { kind, mediaType } = type;
    const size = sizeOf(name, type, data);
    const hash = await hashOf(data);
    await this.#files.saveAttachment({ hash, mediaType, data });
    return { hash, name, mediaType, kind, size: data.length, ...size };
  }

  async read(hash: ContentHash): Promise<Uint8Array> {
    const { data } = await this.#files.readAttachment(hash);
    return data;
  }

  async textOf(file: AttachmentRef): Promise<string> {
    const found = this.#texts.get(file.hash) ?? (await this.#readText(file));
    if (typeof found === 'string') return found;
    throw new AppError(found.code, found.message, { details: { ...found.details, fileName: file.name } });
  }

  async imageWithin(
    file: AttachmentRef,
    limits: ImageLimits,
  ): Promise<EncodedImage & { readonly resized: boolean }> {
    const { hash, mediaType, size, width = Infinity, height = Infinity } = file;
    const { mediaTypes = knownImageTypes } = limits;
    if (
      Math.max(width, height) <= limits.maxEdge &&
      size <= limits.maxBytes &&
      mediaTypes.includes(mediaType)
    ) {
      return { data: await this.read(hash), mediaType, resized: false };
    }
    return { ...(await this.#encode(hash, limits)), resized: true };
  }

  thumbnail(hash: ContentHash, maxEdge: number): Promise<EncodedImage> {
    return this.#encode(hash, { maxEdge, maxBytes: maxAttachmentBytes });
  }

  async #readText({ hash, mediaType }: AttachmentRef): Promise<string | ErrorInfo> {
    const data = await this.read(hash);
    const found = await this.#reader
      .run('text', { mediaType, data })
      .catch((caught: unknown) => toErrorInfo(caught));
    this.#texts.set(hash, found, typeof found === 'string' ? found.length : 1);
    return found;
  }

  async #encode(hash: ContentHash, limits: ImageLimits): Promise<EncodedImage> {
    const key = JSON.stringify([hash, limits.maxEdge, limits.maxBytes, limits.mediaTypes]);
    const remembered = this.#images.get(key);
    if (remembered !== undefined) return remembered;
    const { data, mediaType } = await this.#files.readAttachment(hash);
    if (!knownImageTypes.includes(mediaType)) {
      throw new AppError('attachment/unsupported', 'The file is no image.');
    }
    const image = await this.#reader.run('image', { mediaType, data, limits });
    this.#images.set(key, image, image.data.length);
    return image;
  }
}
