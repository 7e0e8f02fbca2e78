/**
 * The states of a run, as pure functions from one run to the next. A call is one step, or one part of a split one. Rules:
 * - A stage begins when every call of the one before is done or skipped; only a `running` run begins anything by itself.
 * - A call that fails or is stopped lets its siblings come to their ends; then the run waits for a person. After a stop none begins.
 * - What a person changes about a call (another try, other words, leaving it out) takes back every later stage and nothing beside it.
 * - A run knows replies by their ids only. A call that waits with an id is asked again beside that reply.
 */
import type { ErrorInfo } from '../../shared/errors.ts';
import type { MessageId } from '../../shared/ids.ts';
import type { Pipeline, PipelineRun, StepKey, StepModel, StepRun } from '../../shared/pipeline.ts';
import { pipelineLimits } from '../../shared/workspaceLimits.ts';

/** How the reply of a call ended. */
export type CallOutcome = Extract<StepRun['status'], 'done' | 'failed' | 'stopped'>;

export function sameCall(a: StepKey, b: StepKey): boolean {
  return a.stage === b.stage && a.step === b.step && a.part === b.part;
}

/** The calls of a run that has not begun. A step that will be split is one call until its text is there. */
export function unbegunSteps({ stages }: Pick<Pipeline, 'stages'>): StepRun[] {
  return stages.flatMap(({ steps }, stage) => steps.map((_step, step) => unbegun(stage, step, null)));
}

function unbegun(stage: number, step: number, model: StepModel | null): StepRun {
  return { key: { stage, step, part: null }, status: 'waiting', messageId: null, model };
}

function isComplete({ status }: StepRun): boolean {
  return status === 'done' || status === 'skipped';
}

/** Whether a reply of the run may still be on its way. */
export function isAnswering({ steps }: PipelineRun): boolean {
  return steps.some(({ status }) => status === 'running');
}

/** The calls of one stage in order. */
export function callsOf({ steps }: PipelineRun, stage: number): readonly StepRun[] {
  return steps.filter(({ key }) => key.stage === stage);
}

/** The first stage that is not complete; null when there is none. */
export function currentStage({ steps }: PipelineRun): number | null {
  return steps.find((call) => !isComplete(call))?.key.stage ?? null;
}

/** How many calls of a run are on their way at most: enough for any fan-out, and not all parts of a long text at once. */
const callsAtOnce = pipelineLimits.stepsOfStage;

/** The calls that are to begin now, all of one stage and the first that wait in it. */
export function callsToBegin(run: PipelineRun): readonly StepRun[] {
  const stage = currentStage(run);
  if (run.state !== 'running' || stage === null) return [];
  const calls = callsOf(run, stage);
  const running = calls.filter(({ status }) => status === 'running').length;
  return calls.filter(({ status }) => status === 'waiting').slice(0, Math.max(0, callsAtOnce - running));
}

/** Comes to rest where nothing is on its way and nothing can begin. `now` is milliseconds since 1970. */
export function settled(run: PipelineRun, now: number): PipelineRun {
  if (isAnswering(run)) return run;
  if (currentStage(run) === null) return { ...run, state: 'done', endedAt: run.endedAt ?? now };
  return run.state === 'running' && callsToBegin(run).length === 0 ? { ...run, state: 'waiting' } : run;
}

function changed(run: PipelineRun, change: (call: StepRun) => StepRun): PipelineRun {
  return { ...run, steps: run.steps.map(change) };
}

function changedAt(run: PipelineRun, key: StepKey, change: Partial<StepRun>): PipelineRun {
  return changed(run, (call) => (sameCall(call.key, key) ? { ...call, ...change } : call));
}

/** A run that goes on, whatever it waited for. */
function going({ problem: _problem, ...run }: PipelineRun): PipelineRun {
  return { ...run, state: 'running', endedAt: null };
}

/** Takes back all stages after one. A model that was chosen for a whole step stays chosen. */
function takenBackAfter(run: PipelineRun, stage: number): PipelineRun {
  const later = unbegunSteps(run.pipeline).filter(({ key }) => key.stage > stage);
  const kept = run.steps.filter(({ key }) => key.stage <= stage);
  return {
    ...run,
    steps: [
      ...kept,
      ...later.map((call) => {
        const before = run.steps.find(({ key }) => sameCall(key, call.key));
        return { ...call, model: before?.model ?? null };
      }),
    ],
  };
}

/** Makes one call of each part, where a text is split. `partsOf` says in how many. */
export function withParts(
  run: PipelineRun,
  stage: number,
  partsOf: (step: number) => number | null,
): PipelineRun {
  const steps = run.steps.flatMap((call): readonly StepRun[] => {
    const { key, status } = call;
    const parts = key.stage === stage && key.part === null && status === 'waiting' ? partsOf(key.step) : null;
    if (parts === null) return [call];
    return Array.from({ length: parts }, (_, part) => ({ ...call, key: { ...key, part } }));
  });
  return { ...run, steps };
}

/** The given calls are on their way: each streams into its reply. */
export function begun(
  run: PipelineRun,
  calls: readonly { readonly key: StepKey; readonly messageId: MessageId }[],
): PipelineRun {
  return calls.reduce(
    (next, { key, messageId }) => changedAt(next, key, { status: 'running', messageId }),
    run,
  );
}

/** A reply has ended. One that the run does not wait for changes nothing. */
export function ended(
  run: PipelineRun,
  messageId: MessageId,
  outcome: CallOutcome,
  now: number,
): PipelineRun {
  const next = changed(run, (call) =>
    call.messageId === messageId && call.status === 'running' ? { ...call, status: outcome } : call,
  );
  // Whoever stops a part of a long text, or throws the conversation away, does not ask for the parts that are left.
  const goesOn = outcome !== 'stopped' || callsToBegin(next).length === 0;
  return settled(goesOn ? next : stopped(next), now);
}

/** Nothing more begins by itself. What is on its way is ended by whoever stops the run. */
export function stopped(run: PipelineRun): PipelineRun {
  return run.state === 'running' ? { ...run, state: 'waiting' } : run;
}

/** Waits because a stage could not begin. The step that `problem` names has failed, so that a person can find other ways for it. */
export function held(run: PipelineRun, problem: ErrorInfo): PipelineRun {
  const stage = currentStage(run);
  const isToBlame = ({ key, status }: StepRun): boolean =>
    key.stage === stage &&
    status === 'waiting' &&
    run.pipeline.stages[key.stage]?.steps[key.step]?.name === problem.details?.field;
  const failed = changed(run, (call) => (isToBlame(call) ? { ...call, status: 'failed' } : call));
  return { ...failed, state: 'waiting', problem };
}

/** Goes on: what has failed or was stopped is asked again. */
export function resumed(run: PipelineRun): PipelineRun {
  return changed(going(run), (call) =>
    call.status === 'failed' || call.status === 'stopped' ? { ...call, status: 'waiting' } : call,
  );
}

/** One call is asked again, by `model` or, where it is null, by its own. Of one whose stage has not begun, the model is set. */
export function retried(run: PipelineRun, key: StepKey, model: StepModel | null, now: number): PipelineRun {
  return settled(takenBackAfter(changedAt(going(run), key, { status: 'waiting', model }), key.stage), now);
}

/** One call is left out. */
export function skipped(run: PipelineRun, key: StepKey, now: number): PipelineRun {
  return settled(takenBackAfter(changedAt(going(run), key, { status: 'skipped' }), key.stage), now);
}

/** One call has other words now: those of the given reply. */
export function edited(run: PipelineRun, key: StepKey, messageId: MessageId, now: number): PipelineRun {
  return settled(takenBackAfter(changedAt(going(run), key, { status: 'done', messageId }), key.stage), now);
}

/** Replies of calls stand elsewhere in the tree now: copies took their places. */
export function moved(run: PipelineRun, places: ReadonlyMap<MessageId, MessageId>): PipelineRun {
  return changed(run, (call) =>
    call.messageId === null ? call : { ...call, messageId: places.get(call.messageId) ?? call.messageId },
  );
}

/**
 * The run as the end of the app has left it. `outcomeOf` says how a reply ended; null where it was never written, so that its call
 * has not begun.
 */
export function cutOff(
  run: PipelineRun,
  outcomeOf: (messageId: MessageId) => CallOutcome | null,
  now: number,
): PipelineRun {
  const next = changed(run, (call) => {
    if (call.status !== 'running') return call;
    const outcome = call.messageId === null ? null : outcomeOf(call.messageId);
    return outcome === null ? { ...call, status: 'waiting', messageId: null } : { ...call, status: outcome };
  });
  return settled(stopped(next), now);
}
