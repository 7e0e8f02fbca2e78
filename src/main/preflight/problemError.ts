import type { AttachmentRef } from '../../shared/attachment.ts';
import { AppError } from '../../shared/errors.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Problem } from '../../shared/preparation.ts';

const codes: Readonly<Record<Problem['kind'], ErrorCode | null>> = {
  'images-not-taken': 'attachment/unsupported',
  'format-not-taken': 'attachment/unsupported',
  'file-too-large': 'attachment/too-large',
  'no-text-found': 'attachment/unreadable',
  'too-many-images': 'attachment/too-many',
  'too-many-documents': 'attachment/too-many',
  'invalid-extra-body': 'chat/invalid-extra-body',
  // The count is ours and only close; the server knows.
  'context-too-long': null,
};

/** What a problem means once somebody sends all the same; null where the server has the last word. `files` gives names. */
export function problemError(problem: Problem, files: readonly AttachmentRef[]): AppError | null {
  const code = codes[problem.kind];
  if (code === null) return null;
  const file = 'hash' in problem ? files.find(({ hash }) => hash === problem.hash) : undefined;
  return new AppError(code, `The request cannot be sent like this: ${problem.kind}.`, {
    details: {
      ...(file !== undefined && { fileName: file.name }),
      ...('limit' in problem && { limit: problem.limit }),
    },
  });
}
