/**
 * One composer for all lanes of a tab. The text lives in the textarea and nowhere else, so a key press costs the same
 * whether a line or a book stands in it; it is read when it is sent and for the draft.
 * Send and Stop are one place. While a reply streams the text is kept and Enter does nothing.
 */
import { ArrowUp, Square } from 'lucide-react';
import { useCallback, useLayoutEffect, useRef } from 'react';
import type { InputEvent, KeyboardEvent, RefObject } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import { isStreaming, messageOf } from '../store/conversationState.ts';
import { LaneChips } from './LaneChips.tsx';
import { Notice } from './Notice.tsx';
import { useSendKey } from './useSendKey.ts';
import './composer.css';

/** From this length on the field keeps its full height and its draft waits, so that no key press reads a book. */
const longText = 50_000;
/** How long the keyboard rests before a long draft is read, in milliseconds. A short one is read at once. */
const longDraftDelay = 1000;

export interface DraftKeeper {
  /** What stood in the composer when it was last seen. */
  read(): string;
  save(draft: string): void;
}

interface ComposerProps {
  readonly connections: readonly Connection[];
  readonly draft: DraftKeeper;
  readonly fieldRef: RefObject<HTMLTextAreaElement | null>;
}

/** Hands on what stands in the field: at once, or for a long text when the keyboard rests or the field is left. */
function useDraft(draft: DraftKeeper, fieldRef: ComposerProps['fieldRef']) {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const save = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    if (fieldRef.current !== null) draft.save(fieldRef.current.value);
  }, [draft, fieldRef]);
  useLayoutEffect(
    () => () => {
      if (timer.current !== null) save();
    },
    [save],
  );
  const note = (field: HTMLTextAreaElement) => {
    if (timer.current !== null) clearTimeout(timer.current);
    if (field.textLength > longText) timer.current = setTimeout(save, longDraftDelay);
    else save();
  };
  return { save, note };
}

export function Composer({ connections, draft, fieldRef }: ComposerProps) {
  const { store, view } = useChat();
  const streaming = useConversation(isStreaming);
  const notice = useConversation((state) => state.notice);
  const { save, note } = useDraft(draft, fieldRef);
  const isSendKey = useSendKey();

  const send = async () => {
    const field = fieldRef.current;
    if (field === null || streaming) return;
    const body = field.value;
    const sent = store.send(body);
    field.value = '';
    field.dataset['long'] = 'false';
    if (!(await sent)) {
      // Whatever was typed meanwhile stands after what could not be sent.
      field.value = field.value === '' ? body : `${body}\n\n${field.value}`;
      field.focus();
    }
    save();
  };

  const onInput = (event: InputEvent<HTMLTextAreaElement>) => {
    const field = event.currentTarget;
    field.dataset['long'] = String(field.textLength > longText);
    note(field);
  };

  const editLast = (): boolean => {
    const state = store.state.getState();
    const lane = state.lanes[0];
    const last = lane?.path.findLast(({ id }) => messageOf(state, id)?.role === 'user');
    if (lane === undefined || last === undefined || state.sending || isStreaming(state)) return false;
    view.setState({ editing: { laneId: lane.lane.id, messageId: last.id } });
    return true;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (isSendKey(event)) {
      event.preventDefault();
      void send();
    } else if (event.key === 'ArrowUp' && event.currentTarget.textLength === 0 && editLast()) {
      event.preventDefault();
    }
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {notice !== null && <Notice error={notice} />}
      <LaneChips connections={connections} />
      <div className="composer-box">
        <textarea
          ref={fieldRef}
          className="composer-field"
          aria-label={text.chat.composer.label}
          placeholder={text.chat.composer.placeholder}
          dir="auto"
          rows={1}
          defaultValue={draft.read()}
          onInput={onInput}
          onKeyDown={onKeyDown}
          onBlur={save}
        />
        {streaming ? (
          <Button key="stop" className="composer-button" icon={<Square />} onClick={() => void store.stop()}>
            {text.chat.composer.stop}
          </Button>
        ) : (
          <Button key="send" type="submit" variant="primary" className="composer-button" icon={<ArrowUp />}>
            {text.chat.composer.send}
          </Button>
        )}
      </div>
    </form>
  );
}
