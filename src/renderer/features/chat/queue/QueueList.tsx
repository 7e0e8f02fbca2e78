/**
 * The prompts that wait, above the field, in the order in which they will be sent; and, where nothing is sent by itself, why.
 * Words never get lost here: what is withdrawn goes back to the composer, and so does an edit whose prompt was sent meanwhile.
 */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { AttachmentRef } from '../../../../shared/attachment.ts';
import type { ErrorInfo } from '../../../../shared/errors.ts';
import type { QueuedPromptId } from '../../../../shared/ids.ts';
import type { QueuedPrompt } from '../../../../shared/queue.ts';
import { describeError } from '../../../app/text/en/errors.ts';
import { text } from '../../../app/text/text.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useAnnounce } from '../../../ui/LiveRegion.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import { editQueued, resumeQueue, steerQueued, withdrawQueued } from '../store/queueDeeds.ts';
import { QueuedEditor } from './QueuedEditor.tsx';
import { QueuedRow } from './QueuedRow.tsx';
import './queue.css';

const words = text.chat.queue;

interface QueueListProps {
  /** Puts words and files back into the composer. */
  readonly onGiveBack: (words: string, files: readonly AttachmentRef[]) => void;
  /** Where the focus goes when the row it stood on is gone. */
  readonly onFocusLost: () => void;
}

/** Shown while anything waits; stays mounted for the sake of an edit. */
export function QueueList({ onGiveBack, onFocusLost }: QueueListProps) {
  const { store } = useChat();
  const announce = useAnnounce();
  const { items, held, refusal } = useConversation((state) => state.queue);
  const edit = useQueueEdit(items, onGiveBack);
  const withdraw = async (prompt: QueuedPrompt) => {
    if (!(await withdrawQueued(store, prompt.id))) return;
    onGiveBack(prompt.text, prompt.attachments);
    announce(words.withdrawn);
    onFocusLost();
  };
  const steer = async (id: QueuedPromptId) => {
    if (await steerQueued(store, id)) onFocusLost();
  };
  const goOn = async () => {
    if (await resumeQueue(store)) onFocusLost();
  };
  if (items.length === 0) return null;
  return (
    <section className="queue" aria-label={words.label}>
      {held === null ? (
        <p className="queue-note">{words.waiting(items.length)}</p>
      ) : (
        <Banner
          tone="warning"
          role="status"
          actions={
            <Button size="sm" onClick={() => void goOn()}>
              {words.resume}
            </Button>
          }
        >
          {held === 'refused' && refusal !== undefined ? <Refusal error={refusal} /> : words.held[held]}
        </Banner>
      )}
      <ol className="queue-rows">
        {items.map((prompt, index) => (
          <li key={prompt.id} className="queue-row" aria-label={words.position(index + 1)}>
            {edit.id === prompt.id ? (
              <QueuedEditor
                label={words.edit(index + 1)}
                initial={prompt.text}
                onTyped={edit.noteTyped}
                onSave={(changed) => void edit.save(prompt.id, changed).then(onFocusLost)}
                onCancel={() => {
                  edit.leave();
                  onFocusLost();
                }}
              />
            ) : (
              <QueuedRow
                prompt={prompt}
                position={index + 1}
                onEdit={() => {
                  edit.begin(prompt.id);
                }}
                onWithdraw={() => void withdraw(prompt)}
                onSteer={() => void steer(prompt.id)}
              />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Why the first prompt could not be sent, and what helps. */
function Refusal({ error }: { readonly error: ErrorInfo }) {
  const { title, next } = describeError(error);
  return (
    <>
      {words.held.refused} {title} {next}
    </>
  );
}

/** The one prompt that is being edited. Where it is sent meanwhile, what was typed goes to the composer. */
function useQueueEdit(items: readonly QueuedPrompt[], onGiveBack: QueueListProps['onGiveBack']) {
  const { store } = useChat();
  const [id, setId] = useState<QueuedPromptId | null>(null);
  const typed = useRef<string | null>(null);
  const rescue = useEffectEvent(() => {
    if (typed.current !== null) onGiveBack(typed.current, []);
    typed.current = null;
    setId(null);
  });
  const gone = id !== null && !items.some((item) => item.id === id);
  useEffect(() => {
    if (gone) rescue();
  }, [gone]);
  const leave = () => {
    typed.current = null;
    setId(null);
  };
  return {
    id,
    begin: (next: QueuedPromptId) => {
      typed.current = null;
      setId(next);
    },
    leave,
    noteTyped: (changed: string) => {
      typed.current = changed;
    },
    save: async (edited: QueuedPromptId, changed: string) => {
      if (await editQueued(store, edited, changed)) leave();
    },
  };
}
