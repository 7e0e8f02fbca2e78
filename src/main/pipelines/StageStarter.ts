/**
 * Makes the rows of the next stage of a run: what each step is asked, by whom it is answered, and where it stands in the tree. Writes
 * nothing itself, so that a stage that may not begin leaves no trace.
 */
import type { Clock } from '../../shared/clock.ts';
import type { Connection } from '../../shared/connection.ts';
import type { AssistantMessage, Lane, Message, UserMessage } from '../../shared/conversation.ts';
import { AppError } from '../../shared/errors.ts';
import type { ConnectionId, MessageId } from '../../shared/ids.ts';
import type { Parameters } from '../../shared/parameters.ts';
import type { PipelineRun, PipelineStep, StepKey, StepRun } from '../../shared/pipeline.ts';
import { plainText } from '../../shared/stream.ts';
import type { History, NewTurn } from '../history/History.ts';
import { conversationText } from './conversationText.ts';
import { layStage } from './layStage.ts';
import type { Exchange, LaidCall, LaidStage } from './layStage.ts';
import { asksFor, planStage, stepOf } from './planStage.ts';
import type { PlannedCall, StagePlan } from './planStage.ts';
import { begun, callsOf, callsToBegin, moved, sameCall } from './runState.ts';
import { assertAffordable } from './stageCost.ts';
import type { CostingOptions } from './stageCost.ts';
import { assertModel, chosenModel, modelRefOf } from './stepModels.ts';

export interface StageStarterOptions extends CostingOptions {
  readonly history: Pick<
    History,
    'deviceId' | 'getMessage' | 'getLane' | 'getConversation' | 'listConnections'
  >;
  /** What of the path down to a message goes along in an ordinary request. */
  readonly contextOf: (id: MessageId) => Promise<readonly Message[]>;
  /** The name of a model as people know it; its id where nothing better is known. */
  readonly modelName: (connection: Connection, modelId: string) => string;
  /** What holds where settings lie within each other, given from the outermost to the innermost. */
  readonly effectiveParameters: (...layers: readonly (Parameters | undefined)[]) => Parameters;
  readonly clock: Clock;
}

/** A stage that can be written. */
export interface ReadyStage {
  readonly turn: NewTurn & { readonly run: PipelineRun };
  /** The replies that begin then. */
  readonly started: readonly { readonly reply: AssistantMessage; readonly connection: Connection }[];
}

/** Who answers a call. */
interface Answerer {
  readonly planned: PlannedCall;
  readonly modelId: string;
  readonly connection: Connection;
}

/** A call that costs something, whether it begins now or has begun. */
interface CallOnItsWay extends Omit<Answerer, 'planned'> {
  readonly step: PipelineStep;
  readonly prompt: string;
}

export class StageStarter {
  readonly #options: StageStarterOptions;

  constructor(options: StageStarterOptions) {
    this.#options = options;
  }

  /**
   * The next stage of a run; null where nothing begins now. `input` is the run's first message, which need not be written yet. Rejects
   * with `pipeline/…`, `chat/…`, `connection/not-found` and `history/not-found`.
   */
  async ready(run: PipelineRun, input: UserMessage): Promise<ReadyStage | null> {
    const stage = callsToBegin(run)[0]?.key.stage;
    if (stage === undefined) return null;
    const plan = await this.#plan(run, stage, input);
    const lane = await this.#options.history.getLane(run.laneId);
    const answerers = await this.#answerers(plan, lane);
    const said = await this.#saidIn(plan.run, stage);
    const calls = answerers.map(({ planned: { step, prompt }, ...who }) => ({ step, prompt, ...who }));
    await this.#assertAffordable([...calls, ...(await this.#underWay(plan.run, stage, said))], lane);
    const laidCalls = callsOf(plan.run, stage).map((call): LaidCall => {
      const answerer = answerers.find(({ planned }) => sameCall(planned.call.key, call.key));
      const deed = answerer === undefined ? ({ kind: 'keep' } as const) : this.#ask(run, answerer, input);
      return { said: said(call), deed };
    });
    const laid = layStage(laidCalls, this.#baseOf(plan.run, stage), this.#placeOf(run));
    return this.#readyStage(plan.run, stage, laid, answerers);
  }

  /** The rows that other words for a call take, and the run with the replies that were copied on the way. */
  async edit(
    run: PipelineRun,
    key: StepKey,
    text: string,
  ): Promise<{ readonly turn: NewTurn; readonly run: PipelineRun; readonly editedId: MessageId }> {
    const said = await this.#saidIn(run, key.stage);
    const calls = callsOf(run, key.stage);
    const laid = layStage(
      calls.map((call) => ({
        said: said(call),
        deed: sameCall(call.key, key) ? { kind: 'edit', text } : { kind: 'keep' },
      })),
      this.#baseOf(run, key.stage),
      this.#placeOf(run),
    );
    const editedId = laid.replyIds[calls.findIndex((call) => sameCall(call.key, key))] ?? null;
    if (editedId === null) throw new AppError('history/not-found', 'This step has said nothing.');
    return { turn: turnOf(run, laid), run: moved(run, placesOf(calls, laid)), editedId };
  }

  async #plan(run: PipelineRun, stage: number, input: UserMessage): Promise<StagePlan> {
    const earlier = run.steps.filter(({ key, status }) => key.stage < stage && status === 'done');
    const texts = new Map<MessageId, string>();
    await Promise.all(
      earlier.map(async ({ messageId }) => {
        if (messageId === null) return;
        texts.set(messageId, plainText((await this.#options.history.getMessage(messageId)).parts));
      }),
    );
    return planStage(run, {
      textOf: ({ messageId }) => (messageId === null ? '' : (texts.get(messageId) ?? '')),
      conversation: await this.conversationAbove(run, input.parentId),
    });
  }

  /** What `{{conversation}}` stands for; empty where no step asks for it. */
  async conversationAbove(
    { pipeline }: Pick<PipelineRun, 'pipeline'>,
    parentId: MessageId | null,
  ): Promise<string> {
    const isAsked = pipeline.stages.some(({ steps }) =>
      steps.some(({ prompt }) => asksFor(prompt, 'conversation')),
    );
    if (parentId === null || !isAsked) return '';
    return conversationText(await this.#options.contextOf(parentId));
  }

  async connections(): Promise<ReadonlyMap<ConnectionId, Connection>> {
    return new Map((await this.#options.history.listConnections()).map((found) => [found.id, found]));
  }

  /** What holds for the steps of a run in this lane. */
  async parameters(lane: Lane): Promise<(step: PipelineStep) => Parameters> {
    const { history, effectiveParameters } = this.#options;
    const { conversation } = await history.getConversation(lane.conversationId);
    return (step) => effectiveParameters(conversation.parameters, lane.parameters, step.parameters);
  }

  async #answerers({ calls }: StagePlan, lane: Lane): Promise<readonly Answerer[]> {
    const connections = await this.connections();
    return calls.map((planned) => {
      const { call, step } = planned;
      const { model, connection } = assertModel(chosenModel(call.model, step, lane), connections, step);
      return { planned, modelId: model.modelId, connection };
    });
  }

  /** The calls of the stage that are being answered: what they take is spent as good as surely, and counted nowhere yet. */
  async #underWay(
    run: PipelineRun,
    stage: number,
    said: (call: StepRun) => Exchange | null,
  ): Promise<readonly CallOnItsWay[]> {
    const connections = await this.connections();
    return callsOf(run, stage).flatMap((call) => {
      const exchange = call.status === 'running' ? said(call) : null;
      const connection = exchange === null ? undefined : connections.get(exchange.reply.model.connectionId);
      if (exchange === null || connection === undefined) return [];
      const { prompt, reply } = exchange;
      const step = stepOf(run, call.key);
      return [{ step, prompt: plainText(prompt.parts), modelId: reply.model.modelId, connection }];
    });
  }

  async #assertAffordable(calls: readonly CallOnItsWay[], lane: Lane): Promise<void> {
    const parametersOf = await this.parameters(lane);
    await assertAffordable(
      lane.conversationId,
      calls.map(({ step, ...call }) => ({ ...call, parameters: parametersOf(step) })),
      this.#options,
    );
  }

  /** The files of the input go along wherever the input does. */
  #ask(run: PipelineRun, { planned, connection, modelId }: Answerer, input: UserMessage): LaidCall['deed'] {
    const { call, step, prompt } = planned;
    const { stage, part } = call.key;
    const takesInput = asksFor(step.prompt, 'input') || (step.split?.of === 'input' && part === 0);
    const final = stage === run.pipeline.stages.length - 1;
    return {
      kind: 'ask',
      step: { runId: run.id, role: 'step', name: step.name, part, final },
      text: prompt,
      model: modelRefOf(connection, modelId, this.#options.modelName(connection, modelId)),
      attachments: takesInput ? (input.attachments ?? []) : [],
    };
  }

  /** What the calls of a stage have been asked and have said. A reply that was deleted for good counts as never given. */
  async #saidIn(run: PipelineRun, stage: number): Promise<(call: StepRun) => Exchange | null> {
    const known = new Map<MessageId, Exchange>();
    await Promise.all(
      callsOf(run, stage).map(async ({ messageId }) => {
        const exchange = messageId === null ? null : await this.#exchangeOf(messageId);
        if (exchange !== null) known.set(exchange.reply.id, exchange);
      }),
    );
    return ({ messageId }) => (messageId === null ? null : (known.get(messageId) ?? null));
  }

  async #exchangeOf(id: MessageId): Promise<Exchange | null> {
    const { history } = this.#options;
    try {
      const reply = await history.getMessage(id);
      if (reply.role !== 'assistant' || reply.parentId === null) return null;
      const prompt = await history.getMessage(reply.parentId);
      return prompt.role === 'user' ? { prompt, reply } : null;
    } catch (caught) {
      if (caught instanceof AppError && caught.code === 'history/not-found') return null;
      throw caught;
    }
  }

  /** What a stage hangs on: the last reply of the stages before it, or the input. */
  #baseOf(run: PipelineRun, stage: number): MessageId {
    const before = run.steps.filter(({ key, messageId }) => key.stage < stage && messageId !== null);
    return before.at(-1)?.messageId ?? run.inputId;
  }

  #placeOf({ conversationId, laneId }: PipelineRun) {
    const { history, clock } = this.#options;
    return { conversationId, laneId, deviceId: history.deviceId, now: clock.now() };
  }

  #readyStage(run: PipelineRun, stage: number, laid: LaidStage, answerers: readonly Answerer[]): ReadyStage {
    const calls = callsOf(run, stage);
    const started: ReadyStage['started'][number][] = [];
    const fresh: { key: StepKey; messageId: MessageId }[] = [];
    for (const [index, { key }] of calls.entries()) {
      const answerer = answerers.find(({ planned }) => sameCall(planned.call.key, key));
      const reply = laid.replies.find(({ id }) => id === laid.replyIds[index]);
      if (answerer === undefined || reply === undefined) continue;
      started.push({ reply, connection: answerer.connection });
      fresh.push({ key, messageId: reply.id });
    }
    return { turn: { ...turnOf(run, laid), run: begun(moved(run, placesOf(calls, laid)), fresh) }, started };
  }
}

/** Where replies stand now that stood elsewhere. */
function placesOf(calls: readonly StepRun[], laid: LaidStage): ReadonlyMap<MessageId, MessageId> {
  return new Map(
    calls.flatMap(({ messageId }, index) => {
      const now = laid.replyIds[index] ?? null;
      return messageId === null || now === null || now === messageId ? [] : [[messageId, now] as const];
    }),
  );
}

function turnOf({ conversationId, laneId }: PipelineRun, { prompts, replies, headId }: LaidStage): NewTurn {
  return { conversationId, prompts, replies, heads: [{ laneId, headId }] };
}
