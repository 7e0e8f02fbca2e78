/** What a conversation refuses by itself, before main is asked. */
import type { AttachmentRef } from '../../../../shared/attachment.ts';
import type { ErrorInfo } from '../../../../shared/errors.ts';
import type { ConversationState } from './conversationState.ts';

export const busyInfo: ErrorInfo = { code: 'chat/busy', message: 'A prompt is being sent.', retryable: true };
export const emptyInfo: ErrorInfo = {
  code: 'chat/empty-prompt',
  message: 'The prompt is empty.',
  retryable: false,
};

/** Why a prompt cannot be sent, as far as it can be told without asking main; null where nothing is in its way. */
export function refuse(
  text: string,
  attachments: readonly AttachmentRef[],
  lanes: ConversationState['lanes'],
): ErrorInfo | null {
  if (text.trim() === '' && attachments.length === 0) return emptyInfo;
  const open = lanes.some(({ lane }) => lane.connectionId === null || lane.modelId === null);
  if (open || lanes.length === 0)
    return { code: 'chat/no-model', message: 'A lane has no model.', retryable: false };
  return null;
}
