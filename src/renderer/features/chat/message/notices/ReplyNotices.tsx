/**
 * What happened around a reply: attempts, changes of place, what was left out. Calm lines in the message they belong to; a
 * wait counts down and can be given up, which is the same as stopping the reply.
 */
import {
  ArrowRightLeft,
  FilePen,
  History,
  KeyRound,
  MapPin,
  Scissors,
  ShieldAlert,
  SlidersHorizontal,
} from 'lucide-react';
import type { AssistantMessage } from '../../../../../shared/conversation.ts';
import type { LaneId } from '../../../../../shared/ids.ts';
import { revealInvisible } from '../../../../../shared/invisibleText.ts';
import type { Notice } from '../../../../../shared/stream.ts';
import { describeError } from '../../../../app/text/en/errors.ts';
import { text } from '../../../../app/text/text.ts';
import { Button } from '../../../../ui/Button.tsx';
import { useChat } from '../../ChatContext.ts';
import { useBlind } from '../../compare/blind.ts';
import { useSecondsUntil } from '../useSecondsUntil.ts';
import './notices.css';

const icons: Readonly<Record<Notice['kind'], typeof History>> = {
  retrying: History,
  'parameter-dropped': SlidersHorizontal,
  rerouted: ArrowRightLeft,
  'failed-over': MapPin,
  'signed-in-again': KeyRound,
  guardrail: ShieldAlert,
  'context-cut': Scissors,
  'attachment-changed': FilePen,
};

interface ReplyNoticesProps {
  readonly laneId: LaneId;
  readonly message: AssistantMessage;
}

/** The notices of a reply. A wait is news only while the reply is waited for. */
export function ReplyNotices({ laneId, message }: ReplyNoticesProps) {
  const hidden = useBlind();
  const waits = message.status === 'streaming' && message.parts.length === 0;
  const notices = (message.notices ?? []).filter(({ kind }) => waits || kind !== 'retrying');
  // Attempts, places and dropped parameters are a model's own.
  if (hidden || notices.length === 0) return null;
  return (
    <ul className="notices" aria-label={text.chat.replyNotices.label}>
      {notices.map((notice, index) => {
        const Icon = icons[notice.kind];
        return (
          <li key={index}>
            <Icon aria-hidden="true" />
            {notice.kind === 'retrying' ? (
              <Countdown notice={notice} laneId={laneId} />
            ) : (
              <NoticeText notice={notice} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

function NoticeText({ notice }: { readonly notice: Notice }) {
  const words = text.chat.replyNotices;
  const cause = 'code' in notice ? causeOf(notice.code) : null;
  const sentence = words.sentence(notice, cause);
  if (notice.kind !== 'guardrail' || notice.trace === undefined) return <span>{sentence}</span>;
  return (
    <div>
      {sentence}
      <details className="notice-trace">
        <summary>{words.trace}</summary>
        <pre>{revealInvisible(notice.trace)}</pre>
      </details>
    </div>
  );
}

interface CountdownProps {
  readonly notice: Extract<Notice, { kind: 'retrying' }>;
  readonly laneId: LaneId;
}

function Countdown({ notice, laneId }: CountdownProps) {
  const { store } = useChat();
  const left = useSecondsUntil(notice.until);
  const words = text.chat.replyNotices;
  return (
    <span className="notice-wait">
      <span>
        {causeOf(notice.code)} {left > 0 ? words.retryIn(left) : words.retryNow}
      </span>
      <Button size="sm" onClick={() => void store.stop(laneId)}>
        {words.cancel}
      </Button>
    </span>
  );
}

function causeOf(code: Extract<Notice, { kind: 'retrying' }>['code']): string {
  return describeError({ code, message: '', retryable: true }).title;
}
