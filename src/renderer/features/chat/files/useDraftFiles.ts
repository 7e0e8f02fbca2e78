import { useSyncExternalStore } from 'react';
import type { AttachmentRef } from '../../../../shared/attachment.ts';
import type { FileDraft } from './FileDraft.ts';

/** The files of a draft; renders again when they change. */
export function useDraftFiles(draft: FileDraft): readonly AttachmentRef[] {
  return useSyncExternalStore(
    (listener) => draft.subscribe(listener),
    () => draft.files,
  );
}
