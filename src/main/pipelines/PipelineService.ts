/**
 * Runs pipelines inside ordinary conversations. A run is a row that says how far it is, and messages that say what was asked and said;
 * the two are written together, so that a crash at any moment leaves a run that can go on. Whatever is done to the runs of one
 * conversation is done one after the other, from what is stored: there is no second truth in memory.
 *
 * Only a person begins a run and lets one go on that waits. While one runs its lane is held, so that no prompt slips in between.
 */
import { maxPromptLength } from '../../shared/conversation.ts';
import type { AssistantMessage, Lane } from '../../shared/conversation.ts';
import { AppError, toErrorInfo } from '../../shared/errors.ts';
import type { ConversationId, LaneId, MessageId, PipelineRunId } from '../../shared/ids.ts';
import type { RouteOutput, RouteParsedInput } from '../../shared/ipc/routes.ts';
import type { PipelineRun, StepKey, StepModel } from '../../shared/pipeline.ts';
import type { EmitEvent } from '../chat/ports.ts';
import type { History } from '../history/History.ts';
import { assertInput, assertSound, variablesFor } from './checkStart.ts';
import { estimateRun } from './estimateRun.ts';
import {
  edited,
  ended,
  held,
  isAnswering,
  resumed,
  retried,
  sameCall,
  settled,
  skipped,
  stopped,
} from './runState.ts';
import { asLeft, isLeftBehind, outcomes } from './leftBehind.ts';
import { nameConversation } from './nameConversation.ts';
import type { NamingOptions } from './nameConversation.ts';
import { inputMessage, newRun } from './newRun.ts';
import { SerialWork } from './SerialWork.ts';
import { StageStarter } from './StageStarter.ts';
import type { ReadyStage, StageStarterOptions } from './StageStarter.ts';

/** The live replies, as far as runs have to do with them. */
export interface StepReplies {
  readonly closing: boolean;
  /** Counts replies as live; the returned function lets them begin. */
  prepare(replies: ReadyStage['started']): () => void;
  isLive(id: MessageId): boolean;
  isLaneBusy(id: LaneId): boolean;
  hold(id: LaneId): void;
  release(id: LaneId): void;
  stop(id: MessageId): Promise<void>;
  announce(id: ConversationId): Promise<void>;
}

export interface PipelineServiceOptions extends StageStarterOptions, NamingOptions {
  readonly history: History;
  readonly replies: StepReplies;
  readonly emit: EmitEvent;
}

type StepAddress = RouteParsedInput<'pipelines.skip'>;

export class PipelineService {
  readonly #options: PipelineServiceOptions;
  readonly #starter: StageStarter;
  readonly #work = new SerialWork<ConversationId>();

  constructor(options: PipelineServiceOptions) {
    this.#options = options;
    this.#starter = new StageStarter(options);
  }

  /** What the end of the app has cut off waits for a person. Called once at the start; never rejects. */
  async restore(): Promise<void> {
    const { history, logger } = this.#options;
    try {
      for (const run of await history.listRunningPipelines()) {
        await this.#work.run(run.conversationId, async () =>
          this.#keep(await asLeft(run, history, this.#now())),
        );
      }
    } catch (caught) {
      logger.error('The runs of pipelines could not be read.', caught);
    }
  }

  /** Resolves when all that was begun is written. */
  async close(): Promise<void> {
    await this.#work.idle();
  }

  /** Rejects with `pipeline/invalid` and `history/not-found`. */
  async estimate(input: RouteParsedInput<'pipelines.estimate'>): Promise<RouteOutput<'pipelines.estimate'>> {
    const { pipeline, variables } = input;
    assertSound(pipeline);
    const lane = await this.#laneOf(input);
    const [connections, parametersOf, conversation] = await Promise.all([
      this.#starter.connections(),
      this.#starter.parameters(lane),
      this.#starter.conversationAbove({ pipeline }, lane.headId),
    ]);
    const given = { input: input.input.slice(0, maxPromptLength), variables, conversation };
    return estimateRun({ ...given, pipeline, lane, connections, parametersOf }, this.#options);
  }

  /** Rejects with `pipeline/…`, `chat/…` and `connection/not-found`, and then nothing is written. */
  start(input: RouteParsedInput<'pipelines.start'>): Promise<PipelineRun> {
    return this.#work.run(input.conversationId, async () => {
      const { history } = this.#options;
      assertSound(input.pipeline);
      assertInput(input);
      const variables = variablesFor(input.pipeline, input.variables);
      const lane = await this.#laneOf(input);
      this.#assertFree(lane.id, lane.headId);
      return this.#holding(lane.id, async () => {
        const message = inputMessage(input, lane.headId, { now: this.#now(), deviceId: history.deviceId });
        const stage = await this.#starter.ready(newRun(input, variables, message), message);
        if (stage === null) throw new AppError('internal', 'A sound pipeline has nothing to begin.');
        await nameConversation(input, this.#options);
        const { turn, started } = stage;
        return this.#begin({ turn: { ...turn, prompts: [message, ...turn.prompts] }, started });
      });
    });
  }

  /** Stopping a run that does not run is no error. Resolves when its replies have ended. */
  async stop({ runId }: { readonly runId: PipelineRunId }): Promise<PipelineRun> {
    const { history, replies } = this.#options;
    const { conversationId } = await history.getPipelineRun(runId);
    const run = await this.#work.run(conversationId, async () => {
      const found = await this.#read(runId);
      return found.state === 'running' ? this.#keep(stopped(found)) : found;
    });
    const running = run.steps.filter(({ status }) => status === 'running');
    await Promise.all(running.map(async ({ messageId }) => messageId !== null && replies.stop(messageId)));
    return this.#work.run(conversationId, () => this.#read(runId));
  }

  /** Rejects with `pipeline/not-waiting` and `chat/busy`, as all changes of a run do. */
  resume({ runId }: { readonly runId: PipelineRunId }): Promise<PipelineRun> {
    return this.#change(runId, (run) => {
      if (run.state !== 'waiting') throw new AppError('pipeline/not-waiting', 'The run does not wait.');
      return resumed(run);
    });
  }

  retry({ runId, key, model }: StepAddress & { readonly model: StepModel | null }): Promise<PipelineRun> {
    return this.#change(runId, (run) => retried(withCall(run, key), key, model, this.#now()));
  }

  skip({ runId, key }: StepAddress): Promise<PipelineRun> {
    return this.#change(runId, (run) => skipped(withCall(run, key), key, this.#now()));
  }

  /** Rejects with `history/not-found` for a step that has said nothing. */
  editOutput({ runId, key, text }: StepAddress & { readonly text: string }): Promise<PipelineRun> {
    return this.#change(runId, async (run) => {
      if (text.length > maxPromptLength) {
        throw new AppError('chat/prompt-too-large', 'The output is too long.', {
          details: { limit: maxPromptLength },
        });
      }
      const written = await this.#starter.edit(withCall(run, key), key, text);
      const next = edited(written.run, key, written.editedId, this.#now());
      // Kept as waiting until the next stage is there, so that a crash between the two loses nothing.
      const kept = next.state === 'running' ? stopped(next) : next;
      await this.#options.history.beginTurn({ ...written.turn, run: kept });
      this.#tellMoved(run.conversationId);
      return next;
    });
  }

  async runs({ conversationId }: { readonly conversationId: ConversationId }): Promise<PipelineRun[]> {
    const runs = await this.#options.history.listPipelineRuns(conversationId);
    return Promise.all(runs.map((run) => this.#asItIs(run)));
  }

  /** Hears of every reply that has ended. */
  replyEnded({ id, conversationId, status, step }: AssistantMessage): void {
    const outcome = outcomes[status];
    if (step === undefined || outcome === null) return;
    const work = this.#work.run(conversationId, async () => {
      const run = await this.#options.history.getPipelineRun(step.runId);
      const isAwaited = run.steps.some((call) => call.messageId === id && call.status === 'running');
      if (isAwaited) await this.#advance(ended(run, id, outcome, this.#now()));
    });
    work.catch((caught: unknown) => {
      // A conversation that is deleted for good takes its runs along.
      if (toErrorInfo(caught).code === 'history/not-found') return;
      this.#options.logger.error('A pipeline could not go on.', caught);
    });
  }

  #now(): number {
    return this.#options.clock.now();
  }

  /** What a person changes about a run that rests; then it goes on as far as it can. */
  async #change(
    runId: PipelineRunId,
    change: (run: PipelineRun) => PipelineRun | Promise<PipelineRun>,
  ): Promise<PipelineRun> {
    const { conversationId } = await this.#options.history.getPipelineRun(runId);
    return this.#work.run(conversationId, async () => {
      const run = await this.#read(runId);
      if (run.state === 'running') throw new AppError('pipeline/not-waiting', 'The run is still running.');
      if (isAnswering(run)) throw busy();
      this.#assertFree(run.laneId, null);
      return this.#holding(run.laneId, async () => this.#advance(await change(run)));
    });
  }

  /** Lets no prompt into the lane meanwhile. Where the work comes to nothing the lane is free again. */
  async #holding(laneId: LaneId, work: () => Promise<PipelineRun>): Promise<PipelineRun> {
    const { replies } = this.#options;
    replies.hold(laneId);
    try {
      return await work();
    } catch (caught) {
      replies.release(laneId);
      throw caught;
    }
  }

  /** Begins what can begin, or keeps the run with what holds it up. */
  async #advance(run: PipelineRun): Promise<PipelineRun> {
    if (run.state !== 'running') return this.#keep(run);
    if (this.#options.replies.closing) return this.#keep(stopped(run));
    try {
      const input = await this.#options.history.getMessage(run.inputId);
      if (input.role !== 'user') throw new AppError('internal', 'A run does not begin with a prompt.');
      const stage = await this.#starter.ready(run, input);
      if (stage === null) return await this.#keep(settled(run, this.#now()));
      // Thrown away between two stages, when there was no reply to be stopped.
      const { conversation } = await this.#options.history.getConversation(run.conversationId);
      return await (conversation.trashedAt === null ? this.#begin(stage) : this.#keep(stopped(run)));
    } catch (caught) {
      const problem = toErrorInfo(caught);
      if (problem.code === 'internal') this.#options.logger.error('A stage could not begin.', caught);
      return this.#keep(held(run, problem));
    }
  }

  async #begin({ turn, started }: ReadyStage): Promise<PipelineRun> {
    const { history, replies, emit } = this.#options;
    const { run } = turn;
    await history.beginTurn(turn);
    const letBegin = replies.prepare(started);
    try {
      emit('pipeline.changed', { run });
      await replies.announce(run.conversationId);
      this.#tellMoved(run.conversationId);
    } finally {
      letBegin();
    }
    return run;
  }

  async #keep(run: PipelineRun): Promise<PipelineRun> {
    const { history, replies, emit } = this.#options;
    await history.savePipelineRun(run);
    if (run.state !== 'running') replies.release(run.laneId);
    emit('pipeline.changed', { run });
    return run;
  }

  #tellMoved(id: ConversationId): void {
    this.#options.emit('conversation.moved', { id, by: null });
  }

  async #read(runId: PipelineRunId): Promise<PipelineRun> {
    return this.#asItIs(await this.#options.history.getPipelineRun(runId));
  }

  async #asItIs(run: PipelineRun): Promise<PipelineRun> {
    const { history, replies } = this.#options;
    const isLeft = isLeftBehind(run, (id) => replies.isLive(id));
    return isLeft ? asLeft(run, history, this.#now()) : run;
  }

  #assertFree(laneId: LaneId, headId: MessageId | null): void {
    const { replies } = this.#options;
    // A lane that was added on the path of another one may end in that one's live reply.
    const waitsForOther = headId !== null && replies.isLive(headId);
    if (replies.closing || waitsForOther || replies.isLaneBusy(laneId)) throw busy();
  }

  async #laneOf(input: { readonly conversationId: ConversationId; readonly laneId: LaneId }): Promise<Lane> {
    const lane = await this.#options.history.getLane(input.laneId);
    if (lane.conversationId === input.conversationId) return lane;
    throw new AppError('history/not-found', 'There is no such lane here.');
  }
}

function busy(): AppError {
  return new AppError('chat/busy', 'A reply is still streaming here.', { retryable: true });
}

/** Throws `history/not-found` for a call that the run does not have. */
function withCall(run: PipelineRun, key: StepKey): PipelineRun {
  if (run.steps.some((call) => sameCall(call.key, key))) return run;
  throw new AppError('history/not-found', 'The run has no such step.');
}
