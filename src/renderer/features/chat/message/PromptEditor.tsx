import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { LaneId, MessageId } from '../../../../shared/ids.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { useChat } from '../ChatContext.ts';
import { useSendKey } from '../composer/useSendKey.ts';
import '../../../ui/Field.css';

interface PromptEditorProps {
  readonly laneId: LaneId;
  readonly messageId: MessageId;
  readonly body: string;
}

/** Rewrites a prompt where it stands. Asking again makes a branch; the first version stays beside it. */
export function PromptEditor({ laneId, messageId, body }: PromptEditorProps) {
  const { store, view, commands } = useChat();
  const field = useRef<HTMLTextAreaElement>(null);
  const isSendKey = useSendKey();
  useEffect(() => {
    field.current?.focus();
  }, []);
  const close = () => {
    view.setState({ editing: null });
    commands.focusComposer();
  };
  const save = async () => {
    if (await store.editPrompt(laneId, messageId, field.current?.value ?? '')) close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      // Here Esc gives up the edit; it must not stop a reply as well.
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (isSendKey(event)) {
      event.preventDefault();
      void save();
    }
  };
  return (
    <div className="message-editor">
      <textarea
        ref={field}
        className="ui-input"
        dir="auto"
        aria-label={text.chat.editPrompt.label}
        defaultValue={body}
        onKeyDown={onKeyDown}
      />
      <div className="message-editor-row">
        <span className="message-note">{text.chat.editPrompt.hint}</span>
        <Button size="sm" onClick={close}>
          {text.chat.editPrompt.cancel}
        </Button>
        <Button size="sm" variant="primary" onClick={() => void save()}>
          {text.chat.editPrompt.save}
        </Button>
      </div>
    </div>
  );
}
