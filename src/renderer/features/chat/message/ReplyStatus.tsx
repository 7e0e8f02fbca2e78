/**
 * What became of a reply, where that was not simply its end: said inside the message it belongs to, with what the server
 * said as a quotation, the request id, and the one or two buttons that help.
 */
import type { AssistantMessage } from '../../../../shared/conversation.ts';
import type { ErrorInfo } from '../../../../shared/errors.ts';
import type { LaneId } from '../../../../shared/ids.ts';
import type { ErrorAction } from '../../../app/text/en/errors.ts';
import { describeError } from '../../../app/text/en/errors.ts';
import { text } from '../../../app/text/text.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useChat } from '../ChatContext.ts';
import { useBlind } from '../compare/blind.ts';
import { isStepOfRun } from '../pipelines/runPlaces.ts';
import { useSecondsUntil } from './useSecondsUntil.ts';
import { continueReply, keepReply, retryReply } from '../store/replyDeeds.ts';

interface ReplyStatusProps {
  readonly laneId: LaneId;
  readonly message: AssistantMessage;
}

export function ReplyStatus({ laneId, message }: ReplyStatusProps) {
  const hidden = useBlind();
  const words = text.chat.status;
  const inRun = isStepOfRun(message);
  if (hidden && message.status === 'error') return <HiddenFailure laneId={laneId} message={message} />;
  if (message.status === 'error' && message.error !== null) {
    return <FailedReply laneId={laneId} message={message} error={message.error} />;
  }
  if (message.status === 'interrupted') return <InterruptedReply laneId={laneId} message={message} />;
  if (message.status === 'cancelled') return <p className="message-note">{words.stopped}</p>;
  switch (message.stopReason) {
    case 'length':
      return (
        <Banner
          tone="info"
          actions={inRun ? undefined : <ContinueButton laneId={laneId} message={message} />}
        >
          {words.length} {!inRun && words.lengthNext}
        </Banner>
      );
    case 'filter':
      return <Banner tone="warning">{words.filter}</Banner>;
    case 'context':
      return (
        <Banner tone="warning">
          {words.context} {words.contextNext}
        </Banner>
      );
    case 'tool':
      return <Banner tone="info">{words.tool}</Banner>;
    case 'end':
    case 'cancelled':
    case null:
      return null;
  }
}

/** A failure in blind mode: what the server said, its hints and its buttons could all give the model away. */
function HiddenFailure({ laneId, message }: ReplyStatusProps) {
  const { store } = useChat();
  return (
    <Banner
      tone="danger"
      actions={
        isStepOfRun(message) ? undefined : (
          <Button size="sm" onClick={() => void retryReply(store, laneId, message.id)}>
            {text.compare.blind.retry}
          </Button>
        )
      }
    >
      {text.compare.blind.failed}
    </Banner>
  );
}

function ContinueButton({ laneId, message }: ReplyStatusProps) {
  const { store } = useChat();
  return (
    <Button size="sm" onClick={() => void continueReply(store, laneId, message.id)}>
      {text.chat.status.continue}
    </Button>
  );
}

function InterruptedReply({ laneId, message }: ReplyStatusProps) {
  const { store } = useChat();
  const words = text.chat.status;
  // The bar of the run says how it goes on.
  if (isStepOfRun(message)) return <Banner tone="warning">{words.interrupted}</Banner>;
  return (
    <Banner
      tone="warning"
      title={words.interrupted}
      actions={
        <>
          {message.parts.length > 0 && <ContinueButton laneId={laneId} message={message} />}
          <Button size="sm" onClick={() => void retryReply(store, laneId, message.id)}>
            {text.chat.message.retry}
          </Button>
          <Button size="sm" variant="ghost" onClick={() => void keepReply(store, message.id)}>
            {words.keep}
          </Button>
        </>
      }
    >
      {words.interruptedNext}
    </Banner>
  );
}

/** What asks a model again. A step of a run is asked again by its run, and its bar offers that. */
const asksAgain: ReadonlySet<ErrorAction> = new Set(['retry', 'choose-model', 'edit-prompt']);

function FailedReply({ laneId, message, error }: ReplyStatusProps & { readonly error: ErrorInfo }) {
  const { title, next, quote, actions } = describeError(error);
  const remedies = isStepOfRun(message) ? actions.filter((action) => !asksAgain.has(action)) : actions;
  const requestId = error.details?.requestId ?? message.requestId;
  return (
    <Banner
      tone="danger"
      title={title}
      actions={remedies.map((action) => (
        <FailureButton key={action} action={action} laneId={laneId} message={message} error={error} />
      ))}
    >
      {/* Where the server asked for a pause, the button counts it down; a sentence would stand still. */}
      {error.details?.retryAfterSeconds === undefined && <p>{next}</p>}
      {quote !== null && (
        <figure className="message-quote">
          <figcaption className="message-note">{text.errors.serverSaid}</figcaption>
          <blockquote dir="auto">{quote}</blockquote>
        </figure>
      )}
      {requestId !== null && (
        <p className="message-note">
          {text.errors.requestId} <code>{requestId}</code>
        </p>
      )}
    </Banner>
  );
}

interface FailureButtonProps extends ReplyStatusProps {
  readonly action: ErrorAction;
  readonly error: ErrorInfo;
}

function FailureButton({ action, laneId, message, error }: FailureButtonProps) {
  const { store, view, commands } = useChat();
  const askedToWait = error.details?.retryAfterSeconds ?? 0;
  const since = message.timing.endedAt ?? message.updatedAt;
  const left = useSecondsUntil(since + askedToWait * 1000);
  const waiting = action === 'retry' && left > 0;
  const act = (button: Element) => {
    switch (action) {
      case 'retry':
        void retryReply(store, laneId, message.id);
        return;
      case 'sign-in':
        commands.signIn(message.model.connectionId);
        return;
      case 'open-network-settings':
        commands.openSettings('network');
        return;
      case 'open-budgets':
        commands.openSettings('budgets');
        return;
      case 'choose-region':
      case 'open-connection':
        commands.openConnection(message.model.connectionId);
        return;
      case 'add-connection':
        commands.openConnection(null);
        return;
      case 'choose-model':
        view.setState({
          picking: { purpose: { kind: 'retry', laneId, messageId: message.id }, anchor: button },
        });
        return;
      case 'edit-prompt':
        if (message.parentId !== null) view.setState({ editing: { laneId, messageId: message.parentId } });
        return;
      case 'new-chat':
        commands.newChat();
    }
  };
  return (
    <Button
      size="sm"
      disabled={waiting}
      onClick={(event) => {
        act(event.currentTarget);
      }}
    >
      {waiting ? text.errors.retryIn(left) : text.errors.actions[action]}
    </Button>
  );
}
