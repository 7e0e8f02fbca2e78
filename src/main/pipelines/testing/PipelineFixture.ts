/** Runs of pipelines on a real history, with a provider steered by the test. */
import { AppError } from '../../../shared/errors.ts';
import { newId } from '../../../shared/ids.ts';
import type { ConnectionId, LaneId } from '../../../shared/ids.ts';
import type { Message } from '../../../shared/conversation.ts';
import type { BudgetStanding } from '../../../shared/money.ts';
import type { Pipeline, PipelineRun, PipelineStep, StepRun } from '../../../shared/pipeline.ts';
import { plainText } from '../../../shared/stream.ts';
import { ChatFixture } from '../../chat/testing/ChatFixture.ts';
import type { ScriptedStream } from '../../chat/testing/ScriptedProvider.ts';
import type { History } from '../../history/History.ts';
import { effectiveParameters } from '../../chat/requests/effectiveParameters.ts';
import { sentPath } from '../../chat/requests/sentPath.ts';
import { estimateUsd } from '../../costs/pricing.ts';
import { PipelineService } from '../PipelineService.ts';

/** A step with a prompt of its own. */
export function step(name: string, prompt: string, more: Partial<PipelineStep> = {}): PipelineStep {
  return { name, prompt, model: null, ...more };
}

/** A pipeline of the given stages. */
export function pipelineWith(
  stages: readonly (readonly PipelineStep[])[],
  variables: readonly string[] = [],
): Pipeline {
  return {
    id: newId(),
    name: 'A pipeline',
    description: '',
    variables: variables.map((name) => ({ name, label: name, initial: '' })),
    stages: stages.map((steps) => ({ steps: [...steps] })),
    updatedAt: 1,
  };
}

/** Draft, then two critiques side by side, then both brought together. */
export const fanOut = pipelineWith([
  [step('Draft', 'Draft {{input}}')],
  [step('B', 'B on {{previous}}'), step('C', 'C on {{step.Draft}}')],
  [step('Merge', 'Merge {{previous}}')],
]);

export class PipelineFixture {
  readonly chat: ChatFixture;
  readonly service: PipelineService;
  readonly laneId: LaneId;
  /** Where the next stage stands with the budgets. */
  standing: BudgetStanding = { level: 'within', scope: null, spentUsd: 0, limitUsd: null };
  /** How many calls were weighed together, each time that somebody asked. */
  readonly weighed: number[] = [];

  private constructor(chat: ChatFixture, laneId: LaneId) {
    this.chat = chat;
    this.laneId = laneId;
    const { history, runs, clock, told } = chat;
    const note = (...parts: readonly unknown[]): void => void chat.logged.push(JSON.stringify(parts));
    this.service = new PipelineService({
      history,
      replies: runs,
      contextOf: async (id) => sentPath(await history.readPath(id)),
      modelName: (_connection, modelId) => `Model ${modelId}`,
      effectiveParameters,
      knowModel: async (_connection, modelId) => chat.known(modelId),
      estimateUsd,
      countTokens: async (text) => text.length,
      tokenRatio: (_id: ConnectionId) => 1,
      standing: async ({ lanes }) => {
        this.weighed.push(lanes.length);
        return this.standing;
      },
      titleFrom: (prompt) => prompt.slice(0, 20),
      clock,
      emit: (name, payload) => void told.push({ name, payload } as (typeof told)[number]),
      logger: { info: note, warn: note, error: note },
    });
    chat.onEnded = (final) => {
      this.service.replyEnded(final);
    };
  }

  /** Opens a conversation with one lane, in memory unless a history is given. */
  static async open(modelId: string | null = 'm1', history: History | null = null): Promise<PipelineFixture> {
    const chat = await ChatFixture.open([modelId], { history });
    const [lane] = await chat.lanes();
    if (lane === undefined) throw new Error('There is a lane.');
    return new PipelineFixture(chat, lane.id);
  }

  /** Starts a run and lets its first stage begin. */
  async start(
    pipeline: Pipeline,
    input = 'a poem',
    variables: Readonly<Record<string, string>> = {},
  ): Promise<PipelineRun> {
    const { conversationId } = this.chat;
    const { laneId } = this;
    const run = await this.service.start({
      id: newId(),
      conversationId,
      laneId,
      pipeline,
      input,
      variables: { ...variables },
    });
    await this.chat.begin();
    return run;
  }

  /** The requests that wait for their answer, oldest first. */
  get open(): readonly ScriptedStream[] {
    return this.chat.provider.streams.filter(({ closed }) => !closed);
  }

  /** The prompts of those requests; each is sent alone. */
  get asked(): readonly string[] {
    return this.open.map(({ request }) => request.messages.map(({ text }) => text).join(' | '));
  }

  /** Answers the oldest request, or the one whose prompt begins so, and lets happen what follows. */
  async answer(text: string, beginning = ''): Promise<void> {
    const stream = this.streamFor(beginning);
    stream.text(text);
    stream.finish();
    await this.chat.begin();
    await this.chat.begin();
  }

  async fail(beginning = ''): Promise<void> {
    this.streamFor(beginning).fail(new AppError('provider/bad-request', 'test'));
    await this.chat.begin();
    await this.chat.begin();
  }

  streamFor(beginning: string): ScriptedStream {
    const stream = this.open.find(
      ({ request }) => request.messages.at(-1)?.text.startsWith(beginning) === true,
    );
    if (stream === undefined) throw new Error(`Nobody asks "${beginning}".`);
    return stream;
  }

  run({ id }: Pick<PipelineRun, 'id'>): Promise<PipelineRun> {
    return this.chat.history.getPipelineRun(id);
  }

  /** The lane's path from its root. */
  async path(): Promise<readonly Message[]> {
    const { headId } = await this.chat.history.getLane(this.laneId);
    return headId === null ? [] : this.chat.history.readPath(headId);
  }

  /** The words of the lane's path, a prompt marked with `>`. */
  async words(): Promise<readonly string[]> {
    return (await this.path()).map(
      (message) => (message.role === 'user' ? '> ' : '') + plainText(message.parts),
    );
  }
}

/** The calls of a run as `stage.step[.part] status`. */
export function statesOf({ steps }: Pick<PipelineRun, 'steps'>): readonly string[] {
  return steps.map(({ key, status }: StepRun) => {
    const part = key.part === null ? '' : `.${key.part}`;
    return `${key.stage}.${key.step}${part} ${status}`;
  });
}

/** A call by its place. */
export const call = (stage: number, index = 0, part: number | null = null) => ({ stage, step: index, part });
