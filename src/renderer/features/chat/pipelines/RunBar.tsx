/**
 * A run that is not over: how far it is, what it has cost, and while it waits for a person, why and what can be done. It stands at
 * one place while the conversation grows, so the focus on its buttons survives every step.
 */
import { Pause, Play, Square, Workflow } from 'lucide-react';
import { useState } from 'react';
import type { AssistantMessage } from '../../../../shared/conversation.ts';
import type { PipelineRunId } from '../../../../shared/ids.ts';
import type { PipelineRun, StepRun } from '../../../../shared/pipeline.ts';
import { plainText } from '../../../../shared/stream.ts';
import { describeError } from '../../../app/text/en/errors.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { useChat } from '../ChatContext.ts';
import { useBlind } from '../compare/blind.ts';
import { EditOutputDialog } from './EditOutputDialog.tsx';
import { RetryWithDialog } from './RetryWithDialog.tsx';
import { resumeRun, retryStep, skipStep, stopRun } from './runDeeds.ts';
import { callName, progressOf, totalOf, totalWords } from './runFigures.ts';
import { useRun } from './useRun.ts';
import { useRunReplies } from './useRunReplies.ts';
import './pipelineRuns.css';

const words = text.pipelines.run;

/** The bar of a run; nothing once it has ended. */
export function RunBar({ runId }: { readonly runId: PipelineRunId }) {
  const run = useRun(runId);
  return run === undefined || run.state === 'done' ? null : <LiveRun run={run} />;
}

function LiveRun({ run }: { readonly run: PipelineRun }) {
  const { store } = useChat();
  const replies = useRunReplies(run);
  const running = run.state === 'running';
  const hidden = useBlind();
  const total = hidden ? null : totalWords(totalOf(replies));
  return (
    <section className="run-bar" aria-label={words.bar(run.pipeline.name)} data-state={run.state}>
      <div className="run-bar-head">
        {running ? <Workflow aria-hidden="true" /> : <Pause aria-hidden="true" />}
        <p className="run-bar-text" role="status">
          <span className="run-bar-name">{run.pipeline.name}</span>
          <span>{progressWords(run)}</span>
          {total !== null && (
            <span className="run-bar-total">
              {total} {words.spent}
            </span>
          )}
        </p>
        {running ? (
          <Button key="stop" size="sm" icon={<Square />} onClick={() => void stopRun(store, run.id)}>
            {words.stop}
          </Button>
        ) : (
          <Button
            key="continue"
            size="sm"
            variant="primary"
            icon={<Play />}
            onClick={() => void resumeRun(store, run.id)}
          >
            {words.continue}
          </Button>
        )}
      </div>
      {!running && <WaitingRun run={run} replies={replies} />}
    </section>
  );
}

function progressWords(run: PipelineRun): string {
  const { done, total } = progressOf(run);
  const names = run.steps.filter(({ status }) => status === 'running').map((call) => callName(run, call));
  return words.progress(done, total, names);
}

interface WaitingRunProps {
  readonly run: PipelineRun;
  readonly replies: readonly AssistantMessage[];
}

/** Why a run waits, in one sentence. */
function reasonOf({ run, replies }: WaitingRunProps): string {
  if (run.problem !== undefined) {
    const { title, next } = describeError(run.problem);
    return `${title} ${next}`;
  }
  const failed = run.steps.filter(({ status }) => status === 'failed');
  if (failed.length > 0) return words.waitsFailed(failed.map((call) => callName(run, call)));
  return replies.some(({ status }) => status === 'interrupted') ? words.waitsCut : words.waitsStopped;
}

function WaitingRun({ run, replies }: WaitingRunProps) {
  const open = run.steps.filter(({ status }) => status === 'failed' || status === 'stopped');
  return (
    <>
      <p className="run-bar-reason" role="status">
        {reasonOf({ run, replies })}
      </p>
      {open.length > 0 && (
        <ul className="run-bar-steps">
          {open.map((call) => (
            <OpenStep
              key={`${String(call.key.stage)} ${String(call.key.step)} ${String(call.key.part)}`}
              run={run}
              call={call}
              reply={replies.find(({ id }) => id === call.messageId)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

interface OpenStepProps {
  readonly run: PipelineRun;
  readonly call: StepRun;
  readonly reply: AssistantMessage | undefined;
}

/** A step that failed or was stopped, and every way on. */
function OpenStep({ run, call, reply }: OpenStepProps) {
  const { store } = useChat();
  const [dialog, setDialog] = useState<'none' | 'model' | 'output'>('none');
  const name = callName(run, call);
  const step = { runId: run.id, key: call.key };
  const close = () => {
    setDialog('none');
  };
  // What went wrong may name the server.
  const hidden = useBlind();
  const error = hidden ? null : (reply?.error ?? null);
  return (
    <li className="run-bar-step">
      <p>
        <span className="run-bar-name">{name}</span> {words.states[call.status]}
        {error !== null && <span className="run-bar-error"> · {describeError(error).title}</span>}
      </p>
      <div className="run-bar-actions">
        <Button
          size="sm"
          aria-label={words.retryNamed(name)}
          onClick={() => void retryStep(store, step, call.model)}
        >
          {words.retry}
        </Button>
        <Button
          size="sm"
          variant="ghost"
          aria-label={words.retryWithNamed(name)}
          onClick={() => {
            setDialog('model');
          }}
        >
          {words.retryWith}
        </Button>
        {/* A step that was never asked has no output yet. */}
        {call.messageId !== null && (
          <Button
            size="sm"
            variant="ghost"
            aria-label={words.editNamed(name)}
            onClick={() => {
              setDialog('output');
            }}
          >
            {words.edit}
          </Button>
        )}
        <Button
          size="sm"
          variant="ghost"
          aria-label={words.skipNamed(name)}
          onClick={() => void skipStep(store, step)}
        >
          {words.skip}
        </Button>
      </div>
      {dialog === 'model' && <RetryWithDialog step={step} name={name} onClose={close} />}
      {dialog === 'output' && (
        <EditOutputDialog
          step={step}
          name={name}
          output={reply === undefined ? '' : plainText(reply.parts)}
          onClose={close}
        />
      )}
    </li>
  );
}
