/** What crosses between main and the worker that opens files. Both ends are ours, so the types are the contract. */
import type { ErrorInfo } from '../../shared/errors.ts';
import type { EncodedImage, ImageLimits } from './createImageResizer.ts';

/** The two things that are done with a file, what each needs and what comes of it. */
export interface FileJobs {
  readonly text: {
    readonly input: { readonly mediaType: string; readonly data: Uint8Array };
    readonly output: string;
  };
  readonly image: {
    readonly input: { readonly mediaType: string; readonly data: Uint8Array; readonly limits: ImageLimits };
    readonly output: EncodedImage;
  };
}

export type FileJobKind = keyof FileJobs;

/** One job. Jobs are done one after the other, so an answer belongs to the job that was sent last. */
export type FileJob = {
  [K in FileJobKind]: { readonly kind: K; readonly input: FileJobs[K]['input'] };
}[FileJobKind];

export type FileJobAnswer =
  | { readonly kind: 'done'; readonly output: FileJobs[FileJobKind]['output'] }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };
