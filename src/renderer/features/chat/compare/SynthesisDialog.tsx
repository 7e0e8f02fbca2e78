/** Sends the answers to a turn to one model, with a prompt that can be changed, and has it write one answer from them. */
import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ErrorInfo } from '../../../../shared/errors.ts';
import type { MessageId } from '../../../../shared/ids.ts';
import type { StepModel } from '../../../../shared/pipeline.ts';
import { maxLanes } from '../../../../shared/workspaceLimits.ts';
import { errorInfoOf } from '../../../app/client.ts';
import { ModelField } from '../../../app/models/ModelField.tsx';
import { describeError } from '../../../app/text/en/errors.ts';
import { text } from '../../../app/text/text.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import { focusLaneSoon } from '../lane/focusLane.ts';
import { laneOf } from '../store/conversationState.ts';
import { useBlind } from './blind.ts';
import { answersMark, synthesise, synthesisPrompt } from './synthesise.ts';
import type { LaneReply, Turn } from './turnReplies.ts';
import { repliesTo } from './turnReplies.ts';
import { useSourceNames } from './useSourceNames.ts';
import './compare.css';

const words = text.compare.synthesis;
/** Fewer answers are nothing to bring together. */
const fewest = 2;

interface SynthesisDialogProps {
  readonly turn: Turn | null;
  readonly onClose: () => void;
}

type Sending = { readonly kind: 'no' | 'yes' } | { readonly kind: 'failed'; readonly error: ErrorInfo };

/** An answer can be brought in once it has ended and holds something. */
const isUsable = ({ reply }: LaneReply): boolean => reply.status !== 'streaming' && reply.parts.length > 0;

/** The model of the first lane, which is there to be asked in any case. */
function useFirstModel(): StepModel | null {
  return useConversation(
    useShallow((state) => {
      const lane = state.lanes[0]?.lane;
      const { connectionId = null, modelId = null } = lane ?? {};
      return connectionId === null || modelId === null ? null : { connectionId, modelId };
    }),
  );
}

export function SynthesisDialog({ turn, onClose }: SynthesisDialogProps) {
  const { store, view } = useChat();
  const hidden = useBlind();
  const names = useSourceNames(turn);
  const usable = useConversation(
    useShallow((state) =>
      repliesTo(state, turn)
        .filter(isUsable)
        .map(({ reply }) => reply),
    ),
  );
  const first = useFirstModel();
  const isFull = useConversation((state) => state.lanes.length >= maxLanes);
  const [left, setLeft] = useState<ReadonlySet<MessageId>>(new Set());
  // While names are hidden, not even the model that is proposed may tell one.
  const [model, setModel] = useState<StepModel | null>(hidden ? null : first);
  const [template, setTemplate] = useState(words.template);
  const [sending, setSending] = useState<Sending>({ kind: 'no' });

  const chosen = usable.filter(({ id }) => !left.has(id));
  const hasMark = template.includes(answersMark);
  const ready = chosen.length >= fewest && hasMark && (isFull || model !== null) && sending.kind !== 'yes';
  const send = async () => {
    const replies = repliesTo(store.state.getState(), turn);
    const sources = replies.filter(({ reply }) => chosen.some(({ id }) => id === reply.id));
    const prompt = synthesisPrompt(template, sources, names);
    setSending({ kind: 'yes' });
    try {
      const choice = model ?? { connectionId: null, modelId: null };
      const place = await synthesise(store, { choice, sources, prompt });
      onClose();
      if (place === null) return;
      view.setState({ reveal: place });
      focusLaneSoon(place.laneId);
    } catch (caught) {
      setSending({ kind: 'failed', error: errorInfoOf(caught) });
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      description={words.description}
      closeLabel={text.compare.close}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="primary" disabled={!ready} onClick={() => void send()}>
            {sending.kind === 'yes' ? words.sending : words.send}
          </Button>
        </>
      }
    >
      {sending.kind === 'failed' && <Failure error={sending.error} />}
      {usable.length < fewest ? (
        <EmptyState title={text.compare.diff.tooFew} />
      ) : (
        <>
          <fieldset className="synthesis-answers">
            <legend className="ui-field-label">{words.answers}</legend>
            {usable.map(({ id }) => (
              <Checkbox
                key={id}
                label={names.get(id) ?? ''}
                checked={!left.has(id)}
                onChange={(checked) => {
                  setLeft(new Set(checked ? [...left].filter((other) => other !== id) : [...left, id]));
                }}
              />
            ))}
            {chosen.length < fewest && <p className="ui-field-hint">{words.choose}</p>}
          </fieldset>
          {isFull ? (
            <FullNote hidden={hidden} turn={turn} />
          ) : (
            <ModelField
              label={words.model}
              value={model}
              onChange={setModel}
              hint={model === null ? words.chooseModel : undefined}
            />
          )}
          <TextArea
            label={words.prompt}
            hint={words.promptHint}
            error={hasMark ? undefined : words.noAnswers}
            value={template}
            rows={9}
            onChange={setTemplate}
          />
        </>
      )}
    </Dialog>
  );
}

function Failure({ error }: { readonly error: ErrorInfo }) {
  const { title, next } = describeError(error);
  return (
    <Banner tone="danger" role="alert" title={title}>
      {next}
    </Banner>
  );
}

/** Where the synthesis goes when there is no room for one more lane. */
function FullNote({ hidden, turn }: { readonly hidden: boolean; readonly turn: Turn | null }) {
  const name = useConversation((state) => {
    const place = turn?.places[0];
    const reply = place === undefined ? undefined : laneOf(state, place.laneId);
    return reply?.lane.modelId ?? '';
  });
  return <Banner tone="info">{hidden ? words.fullHidden : words.full(name)}</Banner>;
}
