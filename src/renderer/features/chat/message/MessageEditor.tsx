/**
 * Other words for a message, written where it stands. Saving makes a branch; the first version stays beside it. What was typed
 * is kept until it is saved, also when the row scrolls out of sight or Esc leaves the edit.
 */
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Message } from '../../../../shared/conversation.ts';
import type { LaneId } from '../../../../shared/ids.ts';
import { plainText } from '../../../../shared/stream.ts';
import { printShortcut } from '../../../app/commands/shortcuts.ts';
import { text } from '../../../app/text/text.ts';
import { useStatus } from '../../../app/WorkspaceContext.ts';
import { Button } from '../../../ui/Button.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import { useSendKey } from '../composer/useSendKey.ts';
import { isPromptBelow, saveAndResend, saveAsBranch } from '../store/branchDeeds.ts';
import '../../../ui/Field.css';

interface MessageEditorProps {
  readonly laneId: LaneId;
  readonly message: Message;
}

const words = text.chat.branches.edit;

type Save = typeof saveAsBranch;

/** Edits a prompt or a reply. */
export function MessageEditor({ laneId, message }: MessageEditorProps) {
  const { store, view, commands } = useChat();
  const editor = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const platform = useStatus((state) => state.platform);
  const isSendKey = useSendKey();
  const resendable = useConversation(
    (state) => message.role === 'user' || isPromptBelow(state, laneId, message.id),
  );
  const body = plainText(message.parts);
  const [kept, setKept] = useState(() => store.editDrafts.has(message.id));
  useEffect(() => {
    field.current?.focus();
    // With its buttons: they stand below the field.
    editor.current?.scrollIntoView({ block: 'nearest' });
  }, []);

  const close = () => {
    view.setState({ editing: null });
    commands.focusComposer();
  };
  const save = async (how: Save) => {
    if (!(await how(store, laneId, message.id, field.current?.value ?? ''))) return;
    store.editDrafts.delete(message.id);
    close();
  };
  const startOver = () => {
    store.editDrafts.delete(message.id);
    if (field.current !== null) field.current.value = body;
    setKept(false);
    field.current?.focus();
  };
  const noteTyped = () => {
    const typed = field.current?.value ?? '';
    if (typed === body) store.editDrafts.delete(message.id);
    else store.editDrafts.set(message.id, typed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const how = saveKey(event) ?? (message.role === 'user' && isSendKey(event) ? saveAndResend : null);
    if (event.key === 'Escape') {
      // Here Esc leaves the edit; it must not stop a reply as well.
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (how !== null) {
      event.preventDefault();
      if (how === saveAsBranch || resendable) void save(how);
    }
  };

  const saveShortcut = printShortcut('Mod+Enter', platform);
  return (
    <div ref={editor} className="message-editor">
      {kept && (
        <p className="message-note message-editor-kept">
          {words.kept}
          <Button size="sm" variant="ghost" onClick={startOver}>
            {words.startOver}
          </Button>
        </p>
      )}
      <textarea
        ref={field}
        className="ui-input"
        dir="auto"
        aria-label={message.role === 'user' ? text.chat.editPrompt.label : words.reply}
        defaultValue={store.editDrafts.get(message.id) ?? body}
        onInput={noteTyped}
        onKeyDown={onKeyDown}
      />
      <div className="message-editor-row">
        <span className="message-note">
          {resendable
            ? words.hint(saveShortcut, printShortcut('Mod+Shift+Enter', platform))
            : words.hintSave(saveShortcut)}
        </span>
        <Button size="sm" variant="ghost" onClick={close}>
          {words.cancel}
        </Button>
        {resendable && (
          <Button size="sm" onClick={() => void save(saveAndResend)}>
            {words.resend}
          </Button>
        )}
        <Button size="sm" variant="primary" onClick={() => void save(saveAsBranch)}>
          {words.save}
        </Button>
      </div>
    </div>
  );
}

/** Ctrl or Cmd with Enter saves; with Shift as well it also sends. */
function saveKey(event: KeyboardEvent): Save | null {
  if (event.key !== 'Enter' || event.altKey || !(event.ctrlKey || event.metaKey)) return null;
  return event.shiftKey ? saveAndResend : saveAsBranch;
}
