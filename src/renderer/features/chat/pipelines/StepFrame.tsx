/**
 * A message of a run. What the run was started with is an ordinary prompt with the pipeline's name on it; every step is one line
 * that unfolds to its prompt and its reply; what the run came to stands there in full.
 */
import { ChevronRight, Workflow } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AssistantMessage, Message, Step, UserMessage } from '../../../../shared/conversation.ts';
import type { LaneId } from '../../../../shared/ids.ts';
import type { PipelineRun } from '../../../../shared/pipeline.ts';
import { text } from '../../../app/text/text.ts';
import { useConversation } from '../ChatContext.ts';
import { useBlind } from '../compare/blind.ts';
import { costText } from '../message/FigureLine.tsx';
import { laneOf } from '../store/conversationState.ts';
import { RunBar } from './RunBar.tsx';
import { stateOfReply, totalOf, totalWords } from './runFigures.ts';
import { placeInRun, replyAfter } from './runPlaces.ts';
import { StepActions } from './StepActions.tsx';
import { StepPrompt } from './StepPrompt.tsx';
import { usePipelineRuns, useRun, useUnfolded } from './useRun.ts';
import { useRunReplies } from './useRunReplies.ts';
import './pipelineRuns.css';

const words = text.pipelines.run;

interface StepFrameProps {
  readonly laneId: LaneId;
  readonly message: Message;
  /** The message as it is drawn without a run. */
  readonly children: ReactNode;
}

/** Frames a message that belongs to a run, and leaves every other one as it is. */
export function StepFrame({ message, ...rest }: StepFrameProps) {
  const { step } = message;
  return step === undefined ? rest.children : <Framed {...rest} message={message} step={step} />;
}

function Framed({ laneId, message, step, children }: StepFrameProps & { readonly step: Step }) {
  const run = useRun(step.runId);
  const place = useConversation((state) => placeInRun(state, laneOf(state, laneId), message.id));
  return (
    <>
      {message.role === 'user' ? (
        <FramedPrompt laneId={laneId} message={message} step={step} run={run}>
          {children}
        </FramedPrompt>
      ) : (
        <FramedReply message={message} step={step} run={run}>
          {children}
        </FramedReply>
      )}
      {place === 'end' && <RunBar runId={step.runId} />}
      {place !== 'within' && run?.state === 'done' && <EndedRun run={run} />}
    </>
  );
}

interface FramedProps<M> {
  readonly message: M;
  readonly step: Step;
  readonly run: PipelineRun | undefined;
  readonly children: ReactNode;
}

function FramedPrompt({
  laneId,
  message,
  step,
  run,
  children,
}: FramedProps<UserMessage> & { readonly laneId: LaneId }) {
  const runs = usePipelineRuns();
  const unfolded = useUnfolded(message.id);
  const hidden = useBlind();
  const reply = useConversation((state) => replyAfter(state, laneOf(state, laneId), message.id));
  if (step.role === 'input') {
    return (
      <>
        <div className="run-row">
          <p className="run-label">
            <Workflow aria-hidden="true" />
            {run === undefined ? words.inputUnknown : words.input(run.pipeline.name)}
          </p>
        </div>
        {children}
      </>
    );
  }
  const call = run?.steps.find(({ messageId }) => messageId !== null && messageId === reply?.id);
  const state = call?.status ?? (reply === null ? 'waiting' : stateOfReply(reply));
  return (
    <>
      <div className="run-row">
        <button
          type="button"
          className="run-step"
          data-state={state}
          aria-expanded={unfolded}
          onClick={() => {
            runs.toggle(message.id);
          }}
        >
          <ChevronRight className="run-step-chevron" aria-hidden="true" />
          <span className="run-step-name">{words.step(step.name, step.part)}</span>
          <span className="run-step-facts">
            {hidden ? words.states[state] : factsOf(reply, words.states[state])}
          </span>
        </button>
      </div>
      {unfolded && <StepPrompt message={message} name={words.step(step.name, step.part)} />}
    </>
  );
}

/** `Claude · done · 2.1 s · $0.0042`. */
function factsOf(reply: AssistantMessage | null, state: string): string {
  if (reply === null) return state;
  const { startedAt, endedAt } = reply.timing;
  const parts = [
    reply.model.modelName,
    state,
    endedAt === null ? null : words.seconds(endedAt - startedAt),
    costText(reply),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

function FramedReply({ message, step, run, children }: FramedProps<AssistantMessage>) {
  const unfolded = useUnfolded(message.parentId);
  const call = run?.steps.find(({ messageId }) => messageId === message.id);
  return (
    <>
      {(unfolded || step.final) && children}
      {unfolded && run !== undefined && call !== undefined && run.state !== 'running' && (
        <StepActions
          message={message}
          step={{ runId: run.id, key: call.key }}
          model={call.model}
          name={words.step(step.name, step.part)}
        />
      )}
    </>
  );
}

/** What a run has cost, once it is over. */
function EndedRun({ run }: { readonly run: PipelineRun }) {
  const hidden = useBlind();
  const replies = useRunReplies(run);
  const total = hidden ? null : totalWords(totalOf(replies));
  return (
    <div className="run-row">
      <p className="run-ended">
        {words.done(run.pipeline.name)}
        {total !== null && ` · ${words.totalOf}: ${total}`}
      </p>
    </div>
  );
}
