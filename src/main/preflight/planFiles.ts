/**
 * Decides for every file of a conversation how it goes on the wire: whole, as its text, or not at all. Pure. What the newest
 * prompt brings counts first, and only about that is a problem raised, because only that can still be changed; what an earlier
 * message has and the wire does not take goes as text, or is named in its place.
 */
import type { AttachmentRef } from '../../shared/attachment.ts';
import type { Problem, Repair } from '../../shared/preparation.ts';
import { documentNames, isRenamed } from './documentNames.ts';
import type { WireLimits } from './wireLimits.ts';

/** A file with what becomes of it. */
export type PlannedFile =
  | { readonly as: 'image'; readonly file: AttachmentRef; readonly limits: ImageLimits }
  | { readonly as: 'document'; readonly file: AttachmentRef; readonly name: string }
  | { readonly as: 'text'; readonly file: AttachmentRef }
  /** Named in a line of text, so that what was said of it still makes sense. */
  | { readonly as: 'mention'; readonly file: AttachmentRef };

export interface FilePlan {
  /** For each message, its files in their order. */
  readonly messages: readonly (readonly PlannedFile[])[];
  readonly repairs: readonly Repair[];
  readonly problems: readonly Problem[];
}

type FileLimits = Pick<WireLimits, 'images' | 'documents'>;
type ImageLimits = NonNullable<WireLimits['images']>;

/** A file and the message that it belongs to, counted from the first. */
interface Placed {
  readonly file: AttachmentRef;
  readonly message: number;
}

/** Types that every image can be turned into. */
const commonTypes = ['image/png', 'image/jpeg'];

function seesImage({ mediaType }: AttachmentRef, { images }: FileLimits): boolean {
  return images !== undefined && [mediaType, ...commonTypes].some((type) => images.mediaTypes.includes(type));
}

function takesDocument({ kind, mediaType, size }: AttachmentRef, { documents }: FileLimits): boolean {
  return (
    kind === 'document' &&
    documents !== undefined &&
    documents.mediaTypes.includes(mediaType) &&
    size <= documents.maxBytes
  );
}

/** The newest message's first, then those of earlier ones, newest first; within a message in its order. */
function newestFirst(placed: readonly Placed[]): readonly Placed[] {
  return placed.toSorted((a, b) => b.message - a.message);
}

interface Bounds {
  readonly maxCount: number;
  readonly maxTotalBytes?: number;
}

/** As many as the wire takes, the newest first; one that is too large for what is left is passed over. */
function chosen(
  placed: readonly Placed[],
  { maxCount, maxTotalBytes = Infinity }: Bounds,
): ReadonlySet<Placed> {
  const taken = new Set<Placed>();
  let room = maxTotalBytes;
  for (const it of newestFirst(placed)) {
    if (taken.size === maxCount) break;
    if (it.file.size > room) continue;
    room -= it.file.size;
    taken.add(it);
  }
  return taken;
}

/** What a single image may weigh, so that all of them together keep to what the request may. */
function shared(images: ImageLimits, count: number): ImageLimits {
  const { maxBytes, maxTotalBytes = Infinity } = images;
  return { ...images, maxBytes: Math.min(maxBytes, Math.floor(maxTotalBytes / Math.max(count, 1))) };
}

function imageIsChanged(
  { mediaType, size, width = 0, height = 0 }: AttachmentRef,
  limits: ImageLimits,
): boolean {
  const { mediaTypes, maxBytes, maxEdge } = limits;
  return !mediaTypes.includes(mediaType) || size > maxBytes || Math.max(width, height) > maxEdge;
}

/** What is said of a file of the newest prompt. A text that goes as text is not worth a word. */
function repairsOf(planned: PlannedFile): readonly Repair[] {
  const { file } = planned;
  const { hash } = file;
  if (planned.as === 'image' && imageIsChanged(file, planned.limits)) {
    const { maxEdge, maxBytes } = planned.limits;
    return [{ kind: 'image-resized', hash, maxEdge, maxBytes }];
  }
  if (planned.as === 'document' && isRenamed(file.name, planned.name)) {
    return [{ kind: 'renamed', hash, name: planned.name }];
  }
  const isPlainText = file.kind === 'text' || file.mediaType.startsWith('text/');
  return planned.as === 'text' && !isPlainText ? [{ kind: 'sent-as-text', hash }] : [];
}

function problemsOf(newest: readonly AttachmentRef[], limits: FileLimits): readonly Problem[] {
  const images = newest.filter(({ kind }) => kind === 'image');
  if (limits.images === undefined) return images.map(({ hash }) => ({ kind: 'images-not-taken', hash }));
  const strange = images.filter((file) => !seesImage(file, limits));
  const { maxCount } = limits.images;
  return [
    ...strange.map(({ hash, mediaType }): Problem => ({ kind: 'format-not-taken', hash, mediaType })),
    ...(images.length > maxCount ? [{ kind: 'too-many-images' as const, limit: maxCount }] : []),
  ];
}

/** Plans the files of a conversation, message by message; the last one is the prompt that is about to be sent. */
export function planFiles(files: readonly (readonly AttachmentRef[])[], limits: FileLimits): FilePlan {
  const placed = files.map((own, message) => own.map((file): Placed => ({ file, message })));
  const all = placed.flat();
  // Images are made smaller until all of them fit, so only their number is bounded.
  const images = chosen(
    all.filter(({ file }) => file.kind === 'image' && seesImage(file, limits)),
    { maxCount: limits.images?.maxCount ?? 0 },
  );
  const imageLimits = limits.images === undefined ? undefined : shared(limits.images, images.size);
  const whole = all.filter(({ file }) => takesDocument(file, limits));
  const documents = chosen(whole, limits.documents ?? { maxCount: 0 });
  const names = documentNames(
    whole.map(({ file }) => file.name),
    limits.documents?.names ?? 'free',
  );
  const nameOf = new Map(whole.map((it, index) => [it, names[index] ?? it.file.name]));

  const plan = (it: Placed): PlannedFile => {
    const { file } = it;
    if (imageLimits !== undefined && images.has(it)) return { as: 'image', file, limits: imageLimits };
    if (documents.has(it)) return { as: 'document', file, name: nameOf.get(it) ?? file.name };
    return { as: file.kind === 'image' ? 'mention' : 'text', file };
  };
  const messages = placed.map((own) => own.map(plan));
  return {
    messages,
    repairs: (messages.at(-1) ?? []).flatMap(repairsOf),
    problems: problemsOf(files.at(-1) ?? [], limits),
  };
}
