/** Attached files for tests. */
import type { AttachmentRef } from '../../../../shared/attachment.ts';

/** A file with a hash of its own; `sign` is one hex digit. */
export function attachment(sign: string, fields: Partial<AttachmentRef> = {}): AttachmentRef {
  return {
    hash: sign.repeat(64),
    name: `${sign}.csv`,
    mediaType: 'text/csv',
    kind: 'document',
    size: 2048,
    ...fields,
  };
}

/** An attached picture. */
export const picture = (sign: string, fields: Partial<AttachmentRef> = {}): AttachmentRef =>
  attachment(sign, {
    name: `${sign}.png`,
    mediaType: 'image/png',
    kind: 'image',
    width: 1200,
    height: 800,
    ...fields,
  });
