import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { useSendKey } from '../composer/useSendKey.ts';
import '../../../ui/Field.css';

interface QueuedEditorProps {
  readonly label: string;
  readonly initial: string;
  /** Told with every key, so that nothing is lost when the prompt is sent meanwhile. */
  readonly onTyped: (words: string) => void;
  readonly onSave: (words: string) => void;
  readonly onCancel: () => void;
}

/** Other words for a prompt that waits, written where it stands. */
export function QueuedEditor({ label, initial, onTyped, onSave, onCancel }: QueuedEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const isSendKey = useSendKey();
  useEffect(() => {
    field.current?.focus();
  }, []);
  const save = () => {
    onSave(field.current?.value ?? '');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      // Here Esc leaves the edit; it must not stop a reply as well.
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    } else if (isSendKey(event)) {
      event.preventDefault();
      save();
    }
  };
  return (
    <div className="queue-editor">
      <textarea
        ref={field}
        className="ui-input"
        dir="auto"
        aria-label={label}
        defaultValue={initial}
        onInput={(event) => {
          onTyped(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="queue-editor-row">
        <Button size="sm" variant="ghost" onClick={onCancel}>
          {text.chat.queue.cancel}
        </Button>
        <Button size="sm" variant="primary" onClick={save}>
          {text.chat.queue.save}
        </Button>
      </div>
    </div>
  );
}
