/**
 * The entry of the worker that opens files which nobody vouches for. The parsers are loaded when the first file of their kind
 * comes. Whatever they throw means that the file is unreadable; what it said is not passed on, since it may quote the file.
 */
import { parentPort } from 'node:worker_threads';
import { AppError } from '../../shared/errors.ts';
import type { ErrorInfo } from '../../shared/errors.ts';
import type { ResizeImage } from './createImageResizer.ts';
import type { FileJob, FileJobAnswer, FileJobKind, FileJobs } from './fileJobs.ts';

function requirePort(): NonNullable<typeof parentPort> {
  if (parentPort === null) throw new Error('This file is the entry of a worker.');
  return parentPort;
}

const port = requirePort();
let resizer: Promise<ResizeImage> | null = null;

async function loadResizer(): Promise<ResizeImage> {
  const { createImageResizer } = await import('./createImageResizer.ts');
  return createImageResizer();
}

async function perform(job: FileJob): Promise<FileJobs[FileJobKind]['output']> {
  if (job.kind === 'image') {
    resizer ??= loadResizer();
    const resize = await resizer;
    return resize(job.input.data, job.input.mediaType, job.input.limits);
  }
  const { extractText } = await import('./extraction/extractText.ts');
  return extractText(job.input.mediaType, job.input.data);
}

function failureOf(caught: unknown): ErrorInfo {
  const error =
    caught instanceof AppError ? caught : new AppError('attachment/unreadable', 'The file cannot be read.');
  return error.toInfo();
}

async function answerTo(job: FileJob): Promise<FileJobAnswer> {
  try {
    return { kind: 'done', output: await perform(job) };
  } catch (caught) {
    return { kind: 'failed', error: failureOf(caught) };
  }
}

port.on('message', (job: FileJob) => {
  void answerTo(job).then((answer) => {
    port.postMessage(answer);
  });
});
