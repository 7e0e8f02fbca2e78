import { RefreshCw, Split } from 'lucide-react';
import type { AssistantMessage } from '../../../../shared/conversation.ts';
import type { LaneId, MessageId } from '../../../../shared/ids.ts';
import type { MessagePart } from '../../../../shared/stream.ts';
import { plainText } from '../../../../shared/stream.ts';
import { text } from '../../../app/text/text.ts';
import { Markdown } from '../../../rendering/markdown/Markdown.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useChat, useChatView, useConversation } from '../ChatContext.ts';
import { useAuthorName } from '../compare/blind.ts';
import { ReplySources } from '../compare/Sources.tsx';
import { isStepOfRun } from '../pipelines/runPlaces.ts';
import { isLaneBusy } from '../store/conversationState.ts';
import { BranchSwitch } from './BranchSwitch.tsx';
import { CopyButton } from './CopyButton.tsx';
import { Details } from './Details.tsx';
import { FigureLine } from './FigureLine.tsx';
import { MarkList } from './MarkList.tsx';
import { MessageEditor } from './MessageEditor.tsx';
import { MoreButton } from './MoreButton.tsx';
import { ReplyNotices } from './notices/ReplyNotices.tsx';
import { OriginNote } from './OriginNote.tsx';
import { Reasoning } from './Reasoning.tsx';
import { ReplyStatus } from './ReplyStatus.tsx';
import { useMessageContextMenu } from './useMessageContextMenu.ts';
import { retryReply } from '../store/replyDeeds.ts';
import './message.css';

interface ReplyProps {
  readonly laneId: LaneId;
  readonly message: AssistantMessage;
  readonly siblingIds: readonly MessageId[];
}

/** A model's reply, growing or settled, with what became of it. */
export function Reply({ laneId, message, siblingIds }: ReplyProps) {
  const streaming = message.status === 'streaming';
  const author = useAuthorName(laneId, message);
  const editing = useChatView(
    ({ editing: open }) => open?.messageId === message.id && open.laneId === laneId,
  );
  const onContextMenu = useMessageContextMenu(laneId, message.id);
  return (
    <article
      className="message message-reply"
      aria-label={author}
      aria-busy={streaming}
      onContextMenu={editing ? undefined : onContextMenu}
    >
      <h3 className="message-author">{author}</h3>
      {editing ? (
        <MessageEditor laneId={laneId} message={message} />
      ) : (
        <ReplyBody laneId={laneId} message={message} siblingIds={siblingIds} />
      )}
    </article>
  );
}

function ReplyBody({ laneId, message, siblingIds }: ReplyProps) {
  const streaming = message.status === 'streaming';
  const last = message.parts.length - 1;
  return (
    <>
      <ReplyNotices laneId={laneId} message={message} />
      {message.parts.map((part, index) => (
        <ReplyPart
          key={`${part.type} ${String(part.block)}`}
          part={part}
          growing={streaming && index === last}
          reasoningTokens={message.usage?.reasoning}
        />
      ))}
      {streaming && last < 0 && !isWaiting(message) && (
        <p className="message-waiting">{text.chat.message.waiting}</p>
      )}
      <ReplySources parentId={message.parentId} />
      <ReplyStatus laneId={laneId} message={message} />
      {!streaming && <ReplyFooter laneId={laneId} message={message} siblingIds={siblingIds} />}
    </>
  );
}

/** Another attempt is announced with its own countdown, which says more than that nothing has come yet. */
function isWaiting({ notices }: AssistantMessage): boolean {
  return notices?.some(({ kind }) => kind === 'retrying') ?? false;
}

interface ReplyPartProps {
  readonly part: MessagePart;
  readonly growing: boolean;
  readonly reasoningTokens: number | undefined;
}

function ReplyPart({ part, growing, reasoningTokens }: ReplyPartProps) {
  if (part.type === 'reasoning') return <Reasoning part={part} growing={growing} tokens={reasoningTokens} />;
  return <Markdown text={part.text} streaming={growing} />;
}

function ReplyFooter({ laneId, message, siblingIds }: ReplyProps) {
  const { store, view } = useChat();
  const busy = useConversation((state) => isLaneBusy(state, laneId));
  const words = text.chat.message;
  const inRun = isStepOfRun(message);
  return (
    <footer className="message-footer">
      <BranchSwitch laneId={laneId} id={message.id} siblingIds={siblingIds} />
      <FigureLine message={message} />
      <MarkList id={message.id} />
      <OriginNote origin={message.origin} />
      <div className="message-actions" role="group" aria-label={words.actions}>
        <CopyButton body={plainText(message.parts)} />
        {!inRun && message.status !== 'error' && message.status !== 'interrupted' && (
          <IconButton
            size="sm"
            label={words.retry}
            icon={<RefreshCw aria-hidden="true" />}
            disabled={busy}
            onClick={() => void retryReply(store, laneId, message.id)}
          />
        )}
        {!inRun && (
          <IconButton
            size="sm"
            label={words.retryWith}
            icon={<Split aria-hidden="true" />}
            aria-haspopup="dialog"
            disabled={busy}
            onClick={(event) => {
              view.setState({
                picking: {
                  purpose: { kind: 'retry', laneId, messageId: message.id },
                  anchor: event.currentTarget,
                },
              });
            }}
          />
        )}
        <Details message={message} />
        <MoreButton laneId={laneId} id={message.id} />
      </div>
    </footer>
  );
}
