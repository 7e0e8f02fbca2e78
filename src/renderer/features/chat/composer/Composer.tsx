/**
 * One composer for all lanes of a tab. The text lives in the field, so a key press costs the same whether a line or a book is
 * sent. Send and Stop are one place. While a reply streams where the prompt would go, Enter lets it wait its turn.
 */
import { lazy, Suspense, useEffect, useId, useMemo, useRef } from 'react';
import type { ClipboardEvent, KeyboardEvent, RefObject } from 'react';
import type { AttachmentRef } from '../../../../shared/attachment.ts';
import type { Connection } from '../../../../shared/connection.ts';
import { useCommand } from '../../../app/commands/useCommands.ts';
import { text } from '../../../app/text/text.ts';
import { useAnnounce } from '../../../ui/LiveRegion.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import type { FileDraft } from '../files/FileDraft.ts';
import { useBlind } from '../compare/blind.ts';
import { isStepOfRun } from '../pipelines/runPlaces.ts';
import { useLaneNames } from '../lane/useLaneName.ts';
import { growingIn, isStreaming, messageOf } from '../store/conversationState.ts';
import { addToQueue } from '../store/queueDeeds.ts';
import { targetedLanes } from '../store/targets.ts';
import { ComposerNews } from './ComposerNews.tsx';
import { ComposerTools } from './ComposerTools.tsx';
import { DraftFileList } from './DraftFileList.tsx';
import { LaneChips } from './LaneChips.tsx';
import { Pastes } from './Pastes.tsx';
import { planNotes } from './plan/planNotes.ts';
import { PlanNotices } from './plan/PlanNotices.tsx';
import { useSendPlan } from './plan/useSendPlan.ts';
import { Slash } from './slash/Slash.tsx';
import { joinPrompt } from './promptText.ts';
import { insertText, pastedInto } from './pasteInto.ts';
import type { DraftKeeper } from './usePrompt.ts';
import { usePrompt } from './usePrompt.ts';
import { useSendKey } from './useSendKey.ts';
import './composer.css';

/** The first paint of an empty chat has nothing to measure, and does without popups. */
const PlanMeter = lazy(async () => ({ default: (await import('./plan/PlanMeter.tsx')).PlanMeter }));

interface ComposerProps {
  readonly connections: readonly Connection[];
  readonly draft: DraftKeeper;
  readonly files: FileDraft;
  readonly fieldRef: RefObject<HTMLTextAreaElement | null>;
}

export function Composer({ connections, draft, files, fieldRef }: ComposerProps) {
  const { store, view } = useChat();
  const notesId = useId();
  const streaming = useConversation(isStreaming);
  const announce = useAnnounce();
  // Lanes that stream make a prompt wait only where it would go to them.
  const waits = useConversation((state) =>
    targetedLanes(state).some((lane) => growingIn(state, lane) !== undefined),
  );
  const names = useLaneNames();
  const hidden = useBlind();
  const readText = useRef(() => draft.read());
  const { plan, noteChange } = useSendPlan(files, readText);
  const notes = useMemo(() => planNotes(plan.preparation, names), [names, plan.preparation]);
  const prompt = usePrompt(draft, fieldRef, noteChange);
  const isSendKey = useSendKey();
  const budget = plan.preparation?.budget ?? null;
  const blocked = !plan.empty && (notes.blocked || budget?.level === 'hard');
  useEffect(() => {
    readText.current = prompt.read;
  });
  // Send and Stop take each other's place; a focus that stood on the one that went comes back to the text.
  useEffect(() => {
    if (document.activeElement === document.body) fieldRef.current?.focus({ preventScroll: true });
  }, [fieldRef, streaming]);

  const focus = () => fieldRef.current?.focus();
  const giveBack = (words: string, attachments: readonly AttachmentRef[]) => {
    prompt.giveBack({ pastes: [], typed: words });
    files.giveBack(attachments);
  };

  useCommand('composer.clear', () => {
    prompt.take();
    files.take();
  });

  const send = async () => {
    if (blocked) return;
    const taken = prompt.take();
    const attachments = files.take();
    const words = joinPrompt(taken);
    const laneIds = targetedLanes(store.state.getState()).map(({ lane }) => lane.id);
    const done = waits
      ? await addToQueue(store, { laneIds, text: words, attachments })
      : await store.send(words, attachments);
    if (done && waits) announce(text.chat.queue.added);
    if (done) return;
    prompt.giveBack(taken);
    files.giveBack(attachments);
    focus();
  };

  const editLast = (): boolean => {
    const state = store.state.getState();
    const lane = state.lanes[0];
    const last = lane?.path.findLast(({ id }) => {
      const message = messageOf(state, id);
      return message?.role === 'user' && !isStepOfRun(message);
    });
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

  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const pasted = pastedInto(event.clipboardData);
    if (pasted === null) return;
    event.preventDefault();
    if (pasted.kind === 'files') void files.add(pasted.files);
    else insertText(event.currentTarget, pasted.markdown);
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ComposerNews onGiveBack={giveBack} onFocusLost={focus} />
      {!plan.empty && <PlanNotices id={notesId} notes={notes.general} budget={budget} />}
      <div className="composer-head">
        <LaneChips connections={connections} />
        {plan.preparation !== null && !hidden && (
          <Suspense fallback={null}>
            <PlanMeter preparation={plan.preparation} empty={plan.empty} names={names} />
          </Suspense>
        )}
      </div>
      <div className="composer-box">
        <Slash fieldRef={fieldRef} readText={prompt.read} />
        <DraftFileList id={`${notesId}-files`} draft={files} notes={notes} />
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
          onPaste={onPaste}
          onBlur={prompt.flush}
        />
        <ComposerTools
          waits={waits}
          blocked={blocked}
          reasonIds={`${notesId} ${notesId}-files`}
          onAddFiles={() => void files.choose().then(focus)}
        />
      </div>
    </form>
  );
}
