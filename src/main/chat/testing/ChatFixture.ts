/**
 * A chat on a real history in memory, with a provider steered by the test, a clock that stands still and a record of what
 * the window was told. Writes of the history can be made to fail.
 */
import type { Connection, ConnectionSecret } from '../../../shared/connection.ts';
import type { AssistantMessage, Lane } from '../../../shared/conversation.ts';
import type { AppError } from '../../../shared/errors.ts';
import { newId } from '../../../shared/ids.ts';
import type { ConnectionId, ConversationId, LaneId, MessageId, TurnId } from '../../../shared/ids.ts';
import type { EventName, EventPayloads } from '../../../shared/ipc/events.ts';
import type { ModelInfo } from '../../../shared/model.ts';
import type { Cost } from '../../../shared/money.ts';
import type { Usage } from '../../../shared/stream.ts';
import { ManualClock } from '../../../shared/testing/ManualClock.ts';
import { MessageReader } from '../../conversations/MessageReader.ts';
import type { History, JournalEntry } from '../../history/History.ts';
import { openLocalHistory } from '../../history/openLocalHistory.ts';
import type { WireTrace } from '../../inspection/WireTrace.ts';
import { Redactor } from '../../logging/Redactor.ts';
import { ChatService } from '../ChatService.ts';
import { LiveRuns } from '../LiveRuns.ts';
import { accountFor } from '../accountFor.ts';
import { accountForSummary } from '../accountForSummary.ts';
import { ContextMeter } from '../requests/ContextMeter.ts';
import { ContextSummariser } from '../requests/ContextSummariser.ts';
import { RequestAssembler } from '../requests/RequestAssembler.ts';
import type { ModelOnWire } from '../requests/RequestAssembler.ts';
import { MemoryModelNotes } from '../../models/MemoryModelNotes.ts';
import { TokenRatios } from '../TokenRatios.ts';
import { ScriptedProvider } from './ScriptedProvider.ts';

/** One thing the window was told. */
export type Told = {
  readonly [E in EventName]: { readonly name: E; readonly payload: EventPayloads[E] };
}[EventName];

export const secret: ConnectionSecret = { apiKey: 'canary-key-1234567890' };

const silentTrace: WireTrace = {
  request: () => undefined,
  passed: () => undefined,
  response: () => undefined,
  failed: () => undefined,
};

export class ChatFixture {
  readonly clock = new ManualClock();
  readonly provider = new ScriptedProvider();
  readonly told: Told[] = [];
  readonly journal: JournalEntry[] = [];
  readonly logged: string[] = [];
  readonly conversationId = newId<ConversationId>();
  readonly connection: Connection = {
    id: newId<ConnectionId>(),
    name: 'Local',
    provider: 'openai-compatible',
    baseUrl: 'http://127.0.0.1:1/v1',
    createdAt: 1,
    updatedAt: 1,
  };
  readonly history: History;
  readonly runs: LiveRuns;
  readonly chat: ChatService;
  /** Set to make the write of that name fail. */
  faults: { appendJournal?: AppError; finishReply?: AppError; beginTurn?: AppError } = {};
  readonly meter = new ContextMeter({ count: async (text) => text.length });
  readonly notes = new MemoryModelNotes();
  readonly ratios = new TokenRatios(this.notes);
  readonly headers = new Map<string, Readonly<Record<string, string>>>();
  readonly refused: string[] = [];
  refusedByWire: readonly string[] = [];
  /** Whether the model takes files; one that does not leaves them out. */
  files: 'taken' | 'left-out' = 'taken';
  /** Whether models take the beginning of their own answer. */
  prefill = false;
  readonly recorded: MessageId[] = [];
  /** What the catalogue knows, by model. */
  readonly models = new Map<string, Partial<ModelInfo>>();
  renewal: 'renewed' | 'cannot' = 'cannot';
  /** Set to have replies priced. */
  usdPerToken: number | null = null;
  /** Set to have sends refused before anything is written. */
  guardFault: AppError | null = null;
  /** Set to hear of replies that have ended. */
  onEnded: (final: AssistantMessage) => void = () => undefined;
  /** Set to hear of lanes that are not held any more. */
  onReleased: (id: LaneId) => void = () => undefined;
  /** Set to make the keychain fail. */
  secretFault: AppError | null = null;

  private constructor(given: History | null) {
    const { clock, faults } = this;
    const stored = given ?? openLocalHistory({ kind: 'memory' }, () => clock.now());
    this.history = stored;
    const check = (name: keyof typeof faults): void => {
      const fault = this.faults[name];
      if (fault !== undefined) throw fault;
    };
    const faulty = new Proxy(stored, {
      get: (target, name: keyof History) => {
        if (name === 'beginTurn' || name === 'finishReply' || name === 'appendJournal') {
          return async (input: never) => {
            check(name);
            if (name === 'appendJournal') this.journal.push(...(input as readonly JournalEntry[]));
            return target[name](input);
          };
        }
        const value = target[name];
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const redactor = new Redactor({ homeFolder: '/home/ann' });
    const note = (...parts: readonly unknown[]): void => void this.logged.push(JSON.stringify(parts));
    const logger = { info: note, warn: note, error: note };
    const emit = <E extends EventName>(name: E, payload: EventPayloads[E]): void => {
      this.told.push({ name, payload } as Told);
    };
    this.runs = new LiveRuns({
      history: faulty,
      providerFor: () => this.provider,
      secretFor: async () => {
        if (this.secretFault !== null) throw this.secretFault;
        redactor.registerSecret(secret.apiKey ?? '');
        return secret;
      },
      assembler: new RequestAssembler({
        history: stored,
        knowModel: async (_connection, modelId) => this.known(modelId),
        prepareFiles: (lists) =>
          Promise.all(
            lists.map(async (files) => ({
              attachments: await Promise.all(
                (this.files === 'taken' ? files : []).map(async ({ hash, name, mediaType }) => {
                  const { data } = await stored.readAttachment(hash);
                  return { kind: 'image' as const, name, mediaType, data };
                }),
              ),
              text: '',
              notices: (this.files === 'taken' ? [] : files).map(({ name }) => ({
                kind: 'attachment-changed' as const,
                name,
                change: 'left-out' as const,
              })),
            })),
          ),
        readHeaders: async (owner, { names }) =>
          Object.fromEntries(
            Object.entries(this.headers.get(owner) ?? {}).filter(([name]) => names.includes(name)),
          ),
        meter: this.meter,
        ratios: this.ratios,
        summariser: new ContextSummariser({
          providerFor: () => this.provider,
          secretFor: async () => secret,
          connectionOf: async () => this.connection,
          account: (spent) =>
            accountForSummary(spent, {
              history: stored,
              costs: { costOf: (_model, usage) => this.costOf(usage) },
              knowModel: async (_connection, modelId) => this.known(modelId),
              meter: this.meter,
              clock,
              logger,
            }),
        }),
      }),
      renewSession: async () => this.renewal,
      refuseParameter: (_connection, modelId, parameter) => {
        this.refused.push(`${modelId} ${parameter}`);
      },
      account: (final, request) =>
        accountFor(final, request, {
          costs: { costOf: (_model, usage) => this.costOf(usage) },
          meter: this.meter,
          ratios: this.ratios,
          logger,
        }),
      record: () => ({
        trace: silentTrace,
        keep: async (final) => {
          this.recorded.push(final.id);
        },
      }),
      onEnded: (final) => {
        this.onEnded(final);
      },
      onReleased: (id) => {
        this.onReleased(id);
      },
      random: () => 0.5,
      redact: (text) => redactor.redact(text),
      clock,
      logger,
      emit,
    });
    const messages = new MessageReader(stored, this.runs);
    const modelName = (_connection: Connection, modelId: string): string => `Model ${modelId}`;
    this.chat = new ChatService({
      history: faulty,
      runs: this.runs,
      messages,
      modelName,
      clock,
      logger,
      emit,
      acceptsPrefill: async () => this.prefill,
      guard: {
        check: async () => {
          if (this.guardFault !== null) throw this.guardFault;
        },
      },
    });
  }

  known(modelId: string): ModelOnWire {
    const model = { id: modelId, name: modelId, ...this.models.get(modelId) };
    const { prefill, refusedByWire: refusedParameters } = this;
    return { model, limits: { replayFamily: 'scripted', refusedParameters, ...(prefill && { prefill }) } };
  }

  costOf({ input, output, estimated = false }: Usage): Cost | null {
    if (this.usdPerToken === null) return null;
    const price = { input: 1, output: 1, source: 'catalogue' } as const;
    return { usd: (input + output) * this.usdPerToken, price, estimated };
  }

  /** Opens a conversation with lanes for the given models; null is a lane without a model. */
  static async open(
    models: readonly (string | null)[] = ['m1'],
    { history: given = null, temporary = false }: { history?: History | null; temporary?: boolean } = {},
  ): Promise<ChatFixture> {
    const fixture = new ChatFixture(given);
    const { history, clock, conversationId: id } = fixture;
    await history.saveConnection(fixture.connection);
    const now = clock.now();
    const common = {
      pinned: false,
      trashedAt: null,
      createdAt: now,
      updatedAt: now,
      deviceId: history.deviceId,
    };
    await history.createConversation(
      { id, title: '', titleSource: 'auto', ...common, ...(temporary && { temporary: true as const }) },
      models.map((modelId, position) => fixture.#newLane(modelId, position)),
    );
    return fixture;
  }

  async lanes(): Promise<readonly Lane[]> {
    return this.history.listLanes(this.conversationId);
  }

  /** Sends to all lanes, or to those given, and lets the replies begin. */
  async send(text: string, laneIds?: readonly LaneId[]): Promise<readonly AssistantMessage[]> {
    const ids = laneIds ?? (await this.lanes()).map((lane) => lane.id);
    const { conversationId } = this;
    const sent = await this.chat.send({ conversationId, turnId: newId<TurnId>(), laneIds: [...ids], text });
    await this.begin();
    return sent.entries.map(({ added }) => {
      const message = added.at(-1)?.message;
      if (message?.role !== 'assistant') throw new Error('There is no reply.');
      return message;
    });
  }

  /** Sends to the only lane. */
  async sendOne(text: string): Promise<AssistantMessage> {
    const [reply] = await this.send(text);
    if (reply === undefined) throw new Error('There is no lane.');
    return reply;
  }

  /** Lets what was asked for begin. */
  async begin(): Promise<void> {
    this.clock.advance(0);
    await this.settle();
  }

  /** Waits until nothing moves any more without the clock: the history in memory answers within a turn of the event loop. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  /** The stored reply. */
  async reply(id: MessageId): Promise<AssistantMessage> {
    const message = await this.history.getMessage(id);
    if (message.role !== 'assistant') throw new Error('This is not a reply.');
    return message;
  }

  /** What was told under one name, in order. */
  heard<E extends EventName>(name: E): readonly EventPayloads[E][] {
    return this.told.flatMap((one) => (one.name === name ? [one.payload as EventPayloads[E]] : []));
  }

  #newLane(modelId: string | null, position: number): Lane {
    return {
      id: newId<LaneId>(),
      conversationId: this.conversationId,
      position,
      connectionId: modelId === null ? null : this.connection.id,
      modelId,
      headId: null,
    };
  }
}
