import type { AttachmentIntake } from '../../attachments/AttachmentIntake.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function attachmentHandlers(attachments: AttachmentIntake): HandlersOf<'attachments'> {
  return {
    'attachments.add': ({ name, data }) => attachments.add(name, data),
    'attachments.choose': () => attachments.choose(),
    'attachments.image': ({ hash, maxEdge }) => attachments.image(hash, maxEdge),
  };
}
