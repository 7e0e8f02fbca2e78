/**
 * Says what a planned send would take, cost and run into, and changes nothing. Asked while a person types, so what a path holds is
 * counted once and kept; only the prompt is counted anew.
 */
import type { AttachmentRef } from '../../../shared/attachment.ts';
import type { Connection } from '../../../shared/connection.ts';
import type { Lane, Message } from '../../../shared/conversation.ts';
import type { ConnectionId, MessageId } from '../../../shared/ids.ts';
import type { RouteParsedInput } from '../../../shared/ipc/routes.ts';
import type { ModelInfo } from '../../../shared/model.ts';
import type { ContextStrategy, Parameters } from '../../../shared/parameters.ts';
import type {
  LanePreparation,
  Preparation,
  Problem,
  Repair,
  SwitchReport,
} from '../../../shared/preparation.ts';
import { plainText } from '../../../shared/stream.ts';
import type { CostKeeper } from '../../costs/CostKeeper.ts';
import type { History } from '../../history/History.ts';
import type { PreflightInput } from '../../preflight/preflight.ts';
import type { WireLimits } from '../../preflight/wireLimits.ts';
import { fileTokens, messageFraming } from '../requests/ContextMeter.ts';
import type { ContextMeter } from '../requests/ContextMeter.ts';
import { effectiveParameters } from '../requests/effectiveParameters.ts';
import { contextRoom, firstKept } from '../requests/fitContext.ts';
import { sentPath } from '../requests/sentPath.ts';
import type { ModelOnWire } from '../requests/RequestAssembler.ts';
import type { TokenRatios } from '../TokenRatios.ts';
import { switchReport } from './switchReport.ts';

/** What a check has found. */
export interface Findings {
  readonly repairs: readonly Repair[];
  readonly problems: readonly Problem[];
}

/** What a request is made of, for its price. Tokens. */
export interface PlannedTokens {
  readonly inputTokens: number;
  /** Of the input, what lies in a warm cache. */
  readonly cachedTokens: number;
  readonly expectedOutput: number;
}

interface PreparationOptions {
  readonly history: Pick<History, 'getLane' | 'listLanes' | 'getConversation' | 'readPath'>;
  readonly connectionOf: (id: ConnectionId) => Promise<Connection>;
  readonly knowModel: (connection: Connection, modelId: string) => Promise<ModelOnWire>;
  readonly check: (send: PreflightInput) => Promise<Findings>;
  readonly estimateUsd: (model: ModelInfo, tokens: PlannedTokens) => number | null;
  readonly standing: CostKeeper['standing'];
  readonly meter: ContextMeter;
  readonly ratios: Pick<TokenRatios, 'of'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface MeasuredMessage {
  readonly message: Message;
  readonly text: string;
  readonly textTokens: number;
}

/** A prompt as it is planned. */
type Plan = Pick<RouteParsedInput<'chat.prepare'>, 'text' | 'attachments'>;

/** How long a provider keeps a prefix in its cache, at least. */
const cacheLifeMs = 5 * 60 * 1000;
/** The length of a reply to a model that has not answered here yet, in tokens. */
const usualOutput = 500;
/** Bytes of a text file in one token. */
const textBytesPerToken = 3;
const keptPaths = 32;

function sizeOfFile(file: AttachmentRef, { images, documents }: WireLimits): number {
  const whole = file.kind === 'image' ? images : file.kind === 'document' ? documents : undefined;
  return whole === undefined && file.kind !== 'image'
    ? Math.ceil(file.size / textBytesPerToken)
    : fileTokens(file);
}

function filesOf(message: Message): readonly AttachmentRef[] {
  return message.role === 'user' ? (message.attachments ?? []) : [];
}

/** The files of an earlier message that go along: an image stays behind where the model takes none. */
function filesSent(message: Message, { images }: WireLimits): readonly AttachmentRef[] {
  return filesOf(message).filter(({ kind }) => kind !== 'image' || images !== undefined);
}

/** What the last reply of this very model left in its provider's cache, while it may still be there. */
function warmTokens(
  path: readonly MeasuredMessage[],
  lane: Lane,
  { cachesPrompts }: ModelInfo,
  now: number,
): number {
  const last = path.at(-1)?.message;
  if (cachesPrompts !== true || last?.role !== 'assistant' || last.usage === null) return 0;
  const { model, usage, timing } = last;
  const same = model.connectionId === lane.connectionId && model.modelId === lane.modelId;
  if (!same || now - (timing.endedAt ?? 0) > cacheLifeMs) return 0;
  return (usage.cacheRead ?? 0) + (usage.cacheWrite ?? 0);
}

function expectedOutput(path: readonly MeasuredMessage[]): number {
  const used = path.flatMap(({ message }) =>
    message.role === 'assistant' && message.usage !== null ? [message.usage.output] : [],
  );
  const recent = used.slice(-3);
  return recent.length === 0
    ? usualOutput
    : Math.round(recent.reduce((sum, output) => sum + output, 0) / recent.length);
}

export class PreparationService {
  readonly #options: PreparationOptions;
  readonly #paths = new Map<MessageId, Promise<readonly MeasuredMessage[]>>();

  constructor(options: PreparationOptions) {
    this.#options = options;
  }

  /** Lanes without a model are left out: that they lack one is told elsewhere. */
  async prepare(input: RouteParsedInput<'chat.prepare'>): Promise<Preparation> {
    const { history, standing } = this.#options;
    const [{ conversation }, all] = await Promise.all([
      history.getConversation(input.conversationId),
      history.listLanes(input.conversationId),
    ]);
    const wanted = all.filter(({ id }) => input.laneIds.includes(id));
    const lanes = (
      await Promise.all(wanted.map((lane) => this.#prepareLane(lane, conversation, input)))
    ).filter((lane) => lane !== null);
    const known = lanes.flatMap(({ estimateUsd }) => (estimateUsd === null ? [] : [estimateUsd]));
    const budget = await standing({
      conversationId: input.conversationId,
      lanes: lanes.flatMap(({ laneId, estimateUsd }) => {
        const connectionId = wanted.find(({ id }) => id === laneId)?.connectionId ?? null;
        return connectionId === null ? [] : [{ connectionId, estimateUsd }];
      }),
    });
    return {
      lanes,
      totalUsd: known.length === 0 ? null : known.reduce((sum, usd) => sum + usd, 0),
      budget,
    };
  }

  /** Rejects with `connection/not-found` where the lane would go on with a connection that is gone. */
  async switchReport({ id, choice }: RouteParsedInput<'lanes.switchReport'>): Promise<SwitchReport> {
    const { history, connectionOf, knowModel } = this.#options;
    const lane = await history.getLane(id);
    if (lane.headId === null || choice.connectionId === null || choice.modelId === null) {
      return { drops: [], lostCacheUsd: null };
    }
    const connection = await connectionOf(choice.connectionId);
    const [path, known] = await Promise.all([
      history.readPath(lane.headId),
      knowModel(connection, choice.modelId),
    ]);
    return switchReport(path, { ...known, connectionId: connection.id });
  }

  async #prepareLane(
    lane: Lane,
    conversation: { readonly parameters?: Parameters; readonly contextStrategy?: ContextStrategy },
    plan: Plan,
  ): Promise<LanePreparation | null> {
    const { connectionOf, knowModel, check, estimateUsd, ratios, now } = this.#options;
    if (lane.connectionId === null || lane.modelId === null) return null;
    const connection = await connectionOf(lane.connectionId);
    const { model, limits } = await knowModel(connection, lane.modelId);
    const parameters = effectiveParameters(conversation.parameters, lane.parameters);
    const strategy = conversation.contextStrategy ?? { kind: 'stop' };
    const path = lane.headId === null ? [] : await this.#measure(lane.headId);
    const ratio = ratios.of({ connectionId: lane.connectionId, modelId: lane.modelId });
    const cut = await this.#cut(path, { plan, model, limits, parameters, strategy, ratio });
    const checked = await check({
      limits,
      messages: [
        ...path.map(({ message, text }) => ({ role: message.role, text, files: filesOf(message) })),
        { role: 'user', text: plan.text, files: plan.attachments },
      ],
      parameters,
      inputTokens: cut.inputTokens,
      room: strategy.kind === 'stop' ? contextRoom(model, parameters) : null,
    });
    const tokens: PlannedTokens = {
      inputTokens: cut.inputTokens,
      cachedTokens:
        cut.droppedMessages > 0 ? 0 : Math.min(cut.inputTokens, warmTokens(path, lane, model, now())),
      expectedOutput: Math.min(expectedOutput(path), parameters.maxOutput ?? Number.MAX_SAFE_INTEGER),
    };
    const { droppedMessages, inputTokens } = cut;
    const isCut = {
      kind: 'context-cut',
      droppedMessages,
      summarised: strategy.kind === 'summarise',
    } as const;
    return {
      laneId: lane.id,
      repairs: droppedMessages === 0 ? [...checked.repairs] : [...checked.repairs, isCut],
      problems: [...checked.problems],
      inputTokens,
      window: model.contextWindow ?? null,
      // The demo is built in and costs nothing; of any other model that must be known.
      estimateUsd: connection.provider === 'demo' ? 0 : estimateUsd(model, tokens),
    };
  }

  /** What the request takes after the cut that the strategy would make. */
  async #cut(
    path: readonly MeasuredMessage[],
    lane: ModelOnWire & {
      readonly plan: Plan;
      readonly parameters: Parameters;
      readonly strategy: ContextStrategy;
      readonly ratio: number;
    },
  ): Promise<{ readonly inputTokens: number; readonly droppedMessages: number }> {
    const { meter } = this.#options;
    const { plan, model, limits, parameters, strategy, ratio } = lane;
    const filesSize = (files: readonly AttachmentRef[]): number =>
      files.reduce((sum, file) => sum + sizeOfFile(file, limits), 0);
    const [system, prompt] = await Promise.all([meter.text(parameters.system ?? ''), meter.text(plan.text)]);
    const sizes = [
      ...path.map(({ message, textTokens }) => ({
        text: textTokens,
        files: filesSize(filesSent(message, limits)),
      })),
      { text: prompt, files: filesSize(plan.attachments) },
    ];
    const room = contextRoom(model, parameters);
    // Where the request itself will be cut: by tokens as they are counted here, in the room that is left of them.
    const counted = sizes.map(({ text, files }) => text + files + messageFraming);
    const first =
      strategy.kind === 'stop' || room === null ? 0 : firstKept(counted, Math.floor(room / ratio) - system);
    const kept = sizes
      .slice(first)
      .reduce((sum, { text, files }) => sum + text * ratio + files, system * ratio);
    return { inputTokens: Math.ceil(kept), droppedMessages: first };
  }

  /** The path to a message with the tokens of its texts. A path never changes: a message's words are final once it is a head. */
  #measure(headId: MessageId): Promise<readonly MeasuredMessage[]> {
    const known = this.#paths.get(headId);
    if (known !== undefined) return known;
    const measured = this.#read(headId);
    this.#paths.set(headId, measured);
    const forget = (): void => void this.#paths.delete(headId);
    // A reply that still streams has more to say.
    measured.then((path) => {
      const last = path.at(-1)?.message;
      if (last?.role === 'assistant' && last.status === 'streaming') forget();
    }, forget);
    const [oldest] = this.#paths.keys();
    if (this.#paths.size > keptPaths && oldest !== undefined) this.#paths.delete(oldest);
    return measured;
  }

  async #read(headId: MessageId): Promise<readonly MeasuredMessage[]> {
    const { history, meter } = this.#options;
    const path = sentPath(await history.readPath(headId));
    const said = path.map((message) => ({ message, text: plainText(message.parts) }));
    const counts = await Promise.all(said.map(({ text }) => meter.text(text)));
    return said.map((entry, index) => ({ ...entry, textTokens: counts[index] ?? 0 }));
  }
}
