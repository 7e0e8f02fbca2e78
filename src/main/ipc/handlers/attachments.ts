import type { AttachmentIntake, IntakeStores } from '../../attachments/AttachmentIntake.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function attachmentHandlers(attachments: AttachmentIntake): HandlersOf<'attachments'> {
  return {
    'attachments.add': ({ name, data, temporary }) => attachments.add(name, data, placeOf(temporary)),
    'attachments.choose': ({ temporary }) => attachments.choose(placeOf(temporary)),
    'attachments.image': ({ hash, maxEdge }) => attachments.image(hash, maxEdge),
  };
}

function placeOf(temporary: true | undefined): keyof IntakeStores {
  return temporary === undefined ? 'history' : 'memory';
}
