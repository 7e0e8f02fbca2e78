import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { UserMessage } from '../../../../shared/conversation.ts';
import type { LaneId, MessageId } from '../../../../shared/ids.ts';
import { plainText } from '../../../../shared/stream.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useChat, useChatView, useConversation } from '../ChatContext.ts';
import { SynthesisPrompt } from '../compare/Sources.tsx';
import { isLaneBusy, laneOf } from '../store/conversationState.ts';
import { BranchSwitch } from './BranchSwitch.tsx';
import { CopyButton } from './CopyButton.tsx';
import { MessageEditor } from './MessageEditor.tsx';
import { MoreButton } from './MoreButton.tsx';
import { PromptFiles } from './PromptFiles.tsx';
import { UnsentNote } from './UnsentNote.tsx';
import { useMessageContextMenu } from './useMessageContextMenu.ts';
import './message.css';

/** Characters of a prompt that are drawn at once; a book that was pasted is unfolded piece by piece. */
const pieceLength = 20_000;
/** A prompt that is folded shows this much. */
const foldedLength = 6_000;

const noFiles: NonNullable<UserMessage['attachments']> = [];

interface PromptProps {
  readonly laneId: LaneId;
  readonly message: UserMessage;
  readonly siblingIds: readonly MessageId[];
}

/** What a person wrote, exactly as it was written. */
export function Prompt({ laneId, message, siblingIds }: PromptProps) {
  const { view } = useChat();
  const editing = useChatView(
    ({ editing: open }) => open?.messageId === message.id && open.laneId === laneId,
  );
  const pending = useConversation(
    (state) => state.sending && state.lanes.some(({ path }) => path.at(-1)?.id === message.id),
  );
  const busy = useConversation((state) => isLaneBusy(state, laneId));
  // A step of a pipeline is sent by its run.
  const unsent = useConversation(
    (state) => message.step === undefined && laneOf(state, laneId)?.path.at(-1)?.id === message.id,
  );
  const onContextMenu = useMessageContextMenu(laneId, message.id);
  const body = plainText(message.parts);
  return (
    <article
      className="message message-user"
      aria-label={text.chat.you}
      data-pending={pending ? '' : undefined}
      onContextMenu={editing ? undefined : onContextMenu}
    >
      <h3 className="message-author">{text.chat.you}</h3>
      {editing ? (
        <>
          <PromptFiles files={message.attachments ?? noFiles} />
          <MessageEditor laneId={laneId} message={message} />
        </>
      ) : (
        <>
          <PromptFiles files={message.attachments ?? noFiles} />
          {body !== '' && (
            <SynthesisPrompt sources={message.sources}>
              <FoldedText body={body} />
            </SynthesisPrompt>
          )}
          <footer className="message-footer">
            <BranchSwitch laneId={laneId} id={message.id} siblingIds={siblingIds} />
            {unsent && !busy && <UnsentNote laneId={laneId} id={message.id} />}
            <div className="message-actions" role="group" aria-label={text.chat.message.actions}>
              <CopyButton body={body} />
              <IconButton
                size="sm"
                label={text.chat.message.edit}
                icon={<Pencil aria-hidden="true" />}
                disabled={pending || busy}
                onClick={() => {
                  view.setState({ editing: { laneId, messageId: message.id } });
                }}
              />
              <MoreButton laneId={laneId} id={message.id} />
            </div>
          </footer>
        </>
      )}
    </article>
  );
}

function FoldedText({ body }: { readonly body: string }) {
  const [shown, setShown] = useState(foldedLength);
  const left = body.length - shown;
  return (
    <>
      <p className="message-prompt" dir="auto">
        {left > 0 ? `${body.slice(0, shown)}…` : body}
      </p>
      {left > 0 && (
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            setShown(shown + pieceLength);
          }}
        >
          {text.chat.message.showMore(left)}
        </Button>
      )}
    </>
  );
}
