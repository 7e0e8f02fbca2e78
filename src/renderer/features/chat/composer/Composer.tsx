/**
 * One composer for all lanes of a tab. The text lives in the field, so a key press costs the same whether a line or a book is
 * sent. Send and Stop are one place. While a reply streams the text is kept and Enter does nothing.
 */
import { ArrowUp, Square } from 'lucide-react';
import { useEffect } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import { isStreaming, messageOf } from '../store/conversationState.ts';
import { LaneChips } from './LaneChips.tsx';
import { Notice } from './Notice.tsx';
import { Pastes } from './Pastes.tsx';
import { joinPrompt } from './promptText.ts';
import type { DraftKeeper } from './usePrompt.ts';
import { usePrompt } from './usePrompt.ts';
import { useSendKey } from './useSendKey.ts';
import './composer.css';

interface ComposerProps {
  readonly connections: readonly Connection[];
  readonly draft: DraftKeeper;
  readonly fieldRef: RefObject<HTMLTextAreaElement | null>;
}

export function Composer({ connections, draft, fieldRef }: ComposerProps) {
  const { store, view } = useChat();
  const streaming = useConversation(isStreaming);
  const notice = useConversation((state) => state.notice);
  const prompt = usePrompt(draft, fieldRef);
  const isSendKey = useSendKey();
  // Send and Stop take each other's place; a focus that stood on the one that went comes back to the text.
  useEffect(() => {
    if (document.activeElement === document.body) fieldRef.current?.focus({ preventScroll: true });
  }, [fieldRef, streaming]);

  const send = async () => {
    if (streaming) return;
    const taken = prompt.take();
    if (await store.send(joinPrompt(taken))) return;
    prompt.giveBack(taken);
    fieldRef.current?.focus();
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
        <Pastes pastes={prompt.pastes} onRemove={prompt.removePaste} />
        <textarea
          ref={fieldRef}
          className="composer-field"
          aria-label={text.chat.composer.label}
          placeholder={text.chat.composer.placeholder}
          dir="auto"
          rows={1}
          defaultValue={prompt.initialTyped}
          onInput={prompt.noteTyped}
          onKeyDown={onKeyDown}
          onBlur={prompt.flush}
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
