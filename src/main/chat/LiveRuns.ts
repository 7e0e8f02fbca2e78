/**
 * The replies that stream now: starts them, knows them, stops them, and takes care of their ends. What a request needs is
 * read when its run begins (the secret from the keychain, the context from the history) and forgotten with it.
 */
import type { Clock } from '../../shared/clock.ts';
import type { Connection, ConnectionSecret } from '../../shared/connection.ts';
import type { AssistantMessage } from '../../shared/conversation.ts';
import { toErrorInfo } from '../../shared/errors.ts';
import type { ErrorInfo } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { ConversationId, LaneId, MessageId, RunId } from '../../shared/ids.ts';
import { plainText } from '../../shared/stream.ts';
import type { Notice, StreamEvent } from '../../shared/stream.ts';
import type { History } from '../history/History.ts';
import type { Logger } from '../logging/Logger.ts';
import { runTraced } from '../network/currentTrace.ts';
import type { ChatRequest, ProviderFor } from '../providers/ChatProvider.ts';
import type { Place } from './attempts/failoverPlaces.ts';
import { streamWithAttempts } from './attempts/streamWithAttempts.ts';
import type { AttemptOptions } from './attempts/streamWithAttempts.ts';
import { EventBatcher } from './EventBatcher.ts';
import type { EmitEvent, LiveSnapshot, WireRecording } from './ports.ts';
import { ReplySaver } from './ReplySaver.ts';
import type { AssembledRequest, RequestAssembler } from './requests/RequestAssembler.ts';
import { Run } from './Run.ts';
import { RunJournal } from './RunJournal.ts';
import { RunRegistry } from './RunRegistry.ts';

export interface LiveRunsOptions {
  readonly history: Pick<History, 'readPath' | 'appendJournal' | 'finishReply' | 'getConversation'>;
  readonly providerFor: ProviderFor;
  /** The secret to sign in with, or null where there is none. Rejects with `secret/…`. */
  readonly secretFor: (connection: Connection) => Promise<ConnectionSecret | null>;
  readonly assembler: Pick<RequestAssembler, 'assemble'>;
  readonly renewSession: AttemptOptions['renewSession'];
  /** Remembers that a model refuses a parameter. */
  readonly refuseParameter: (connection: Connection, modelId: string, parameter: string) => void;
  /** Adds what a finished reply has used and cost. Must not reject. */
  readonly account: (final: AssistantMessage, request: AssembledRequest | null) => Promise<AssistantMessage>;
  readonly record: (reply: AssistantMessage) => WireRecording;
  /** Hears of every reply that has ended, once its lane is free. Must not throw. */
  readonly onEnded?: (final: AssistantMessage) => void;
  /** Hears of every lane that was held and is not any more. Must not throw. */
  readonly onReleased?: (id: LaneId) => void;
  /** In [0, 1); spreads the waits between tries. */
  readonly random: () => number;
  /** Blanks secrets in what a server said. */
  readonly redact: (text: string) => string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly emit: EmitEvent;
}

/** A reply to be made: its row, written with status `streaming`, and the connection as it was then. */
export interface StartedReply {
  readonly reply: AssistantMessage;
  readonly connection: Connection;
}

/** What one reply is made from. */
interface RunSubject {
  readonly connection: Connection;
  readonly reply: AssistantMessage;
  readonly signal: AbortSignal;
  readonly recording: WireRecording;
}

async function* afterNotices(
  notices: readonly Notice[],
  stream: AsyncIterable<StreamEvent>,
): AsyncGenerator<StreamEvent, void, undefined> {
  for (const notice of notices) yield { type: 'notice', notice };
  yield* stream;
}

/** The words of a reply that goes on belong to the text it began with, whichever block the server counts them in. */
async function* goingOn(stream: AsyncIterable<StreamEvent>): AsyncGenerator<StreamEvent, void, undefined> {
  for await (const event of stream) yield event.type === 'text' ? { ...event, block: 0 } : event;
}

export class LiveRuns {
  readonly #options: LiveRunsOptions;
  readonly #registry = new RunRegistry();
  readonly #batcher: EventBatcher;
  readonly #journal: RunJournal;
  readonly #saver: ReplySaver;
  readonly #held = new Set<LaneId>();
  readonly #beginning = new Set<LaneId>();
  #closing = false;

  constructor(options: LiveRunsOptions) {
    const { history, clock, emit } = options;
    this.#options = options;
    this.#batcher = new EventBatcher({ clock, emit });
    this.#journal = new RunJournal({ history, clock });
    this.#saver = new ReplySaver({
      history,
      clock,
      onSaved: (message) => {
        emit('message.changed', { message });
      },
    });
  }

  /** Whether the app is closing: nothing may begin any more. */
  get closing(): boolean {
    return this.#closing;
  }

  /**
   * Counts these replies as live from now on. The returned function lets them begin, one turn of the event loop later, so
   * that the answer to whoever asked is on its way before the first event is.
   */
  prepare(replies: readonly StartedReply[]): () => void {
    const started = replies.map(({ reply, connection }) => {
      const recording = this.#options.record(reply);
      return { run: this.#newRun(reply, connection, recording), recording };
    });
    for (const { run } of started) this.#registry.add(run);
    return () => {
      for (const { run, recording } of started) {
        this.#options.clock.after(0, () => {
          // Clients that take no trace of their own find it through the work that asks them.
          runTraced({ trace: recording.trace, fresh: false }, () => {
            run.start();
          });
        });
      }
    };
  }

  /**
   * A live reply with the number of the last batch that it contains, or one that has ended but could not be written yet.
   * Null for all others: history knows them.
   */
  snapshot(id: MessageId): LiveSnapshot | null {
    const run = this.#registry.get(id);
    if (run !== undefined) {
      const { reply, seq } = run.snapshot();
      return { message: reply, live: { ...run.ids, seq } };
    }
    const kept = this.#saver.kept(id);
    return kept === undefined ? null : { message: kept, live: null };
  }

  isLive(id: MessageId): boolean {
    return this.#registry.get(id) !== undefined;
  }

  isLaneBusy(id: LaneId): boolean {
    return this.#held.has(id) || this.#beginning.has(id) || this.#registry.isLaneBusy(id);
  }

  /** Keeps lanes busy from the check that they are free until their replies count as live. Returns what ends it. */
  reserve(ids: readonly LaneId[]): () => void {
    for (const id of ids) this.#beginning.add(id);
    return () => {
      for (const id of ids) this.#beginning.delete(id);
    };
  }

  /** Keeps a lane busy for work that asks more than once, also between two of its replies. */
  hold(id: LaneId): void {
    this.#held.add(id);
  }

  /** Ends {@link hold}. */
  release(id: LaneId): void {
    if (this.#held.delete(id)) this.#options.onReleased?.(id);
  }

  /** The replies that are live in a lane. */
  inLane(id: LaneId): readonly MessageId[] {
    return this.#registry.all().flatMap(({ reply }) => (reply.laneId === id ? [reply.id] : []));
  }

  isStreaming(id: ConversationId): boolean {
    return this.#registry.inConversation(id).length > 0;
  }

  /** Resolves when the reply has ended, so that its lane is free. No error if it has ended already. */
  async stop(id: MessageId): Promise<void> {
    await this.#registry.get(id)?.stop();
  }

  async stopConversation(id: ConversationId): Promise<void> {
    await Promise.all(this.#registry.inConversation(id).map((run) => run.stop()));
  }

  /** Ends everything because the app closes, and resolves when it is on disk. Replies become `interrupted`. */
  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all(this.#registry.all().map((run) => run.interrupt()));
    await this.#saver.saveKept();
  }

  /** Tells the window how a conversation stands. What fails here loses nothing but the news. */
  async announce(id: ConversationId): Promise<void> {
    const { history, emit, logger } = this.#options;
    try {
      const stored = await history.getConversation(id);
      emit('conversation.changed', { summary: { ...stored, streaming: this.isStreaming(id) } });
    } catch (caught) {
      logger.error('A change could not be announced.', caught);
    }
  }

  #newRun(reply: AssistantMessage, connection: Connection, recording: WireRecording): Run {
    let last: AssembledRequest | null = null;
    return new Run({
      ids: { runId: newId<RunId>(), messageId: reply.id, conversationId: reply.conversationId },
      reply,
      open: async (signal) =>
        this.#stream({ connection, reply, signal, recording }, (assembled) => {
          last = assembled;
        }),
      clock: this.#options.clock,
      journal: this.#journal,
      batcher: this.#batcher,
      describeError: (caught) => this.#describeError(caught),
      onEnd: async (final, caught) => {
        await this.#finish(await this.#options.account(final, last), caught);
        await recording.keep(final);
      },
    });
  }

  /** The events of a reply, over as many requests as it takes. Every request is assembled anew, for the place it goes to. */
  #stream(
    { connection, reply, signal, recording }: RunSubject,
    onAssembled: (assembled: AssembledRequest) => void,
  ): AsyncIterable<StreamEvent> {
    const { clock, random, renewSession, refuseParameter } = this.#options;
    const { modelId } = reply.model;
    let told = false;
    return streamWithAttempts({
      connection,
      signal,
      clock,
      random,
      renewSession,
      refuse: (parameter) => {
        refuseParameter(connection, modelId, parameter);
      },
      send: async (place) => {
        const assembled = await this.#assemble(place.connection, reply, signal);
        onAssembled(assembled);
        const notices = told ? [] : assembled.notices;
        told = true;
        const stream = await this.#send(assembled.request, place, { signal, recording });
        return afterNotices(notices, reply.origin?.kind === 'continued' ? goingOn(stream) : stream);
      },
    });
  }

  async #assemble(
    connection: Connection,
    reply: AssistantMessage,
    signal: AbortSignal,
  ): Promise<AssembledRequest> {
    const { history, assembler } = this.#options;
    const { conversationId, laneId, parentId, model } = reply;
    const stored = parentId === null ? [] : await history.readPath(parentId);
    const path = stored.map((message) => this.#saver.kept(message.id) ?? message);
    const begins = reply.origin?.kind === 'continued' ? plainText(reply.parts) : '';
    const subject = { connection, modelId: model.modelId, conversationId, laneId, path, begins };
    return assembler.assemble(subject, signal);
  }

  async #send(
    request: ChatRequest,
    { connection, elsewhere }: Place,
    { signal, recording }: Pick<RunSubject, 'signal' | 'recording'>,
  ): Promise<AsyncIterable<StreamEvent>> {
    const { secretFor, providerFor } = this.#options;
    const secret = await secretFor(connection);
    const { trace } = recording;
    const context = { connection, secret, signal, trace, elsewhere: elsewhere !== null };
    return providerFor(connection).stream(request, context);
  }

  /** Redacted once more here, whatever the adapter did: this is stored and shown. */
  #describeError(caught: unknown): ErrorInfo {
    const { redact } = this.#options;
    const info = toErrorInfo(caught);
    const providerMessage = info.details?.providerMessage;
    const details = providerMessage === undefined ? {} : { providerMessage: redact(providerMessage) };
    return {
      ...info,
      message: redact(info.message),
      ...(info.details === undefined ? {} : { details: { ...info.details, ...details } }),
    };
  }

  async #finish(final: AssistantMessage, caught: unknown): Promise<void> {
    const { logger, emit } = this.#options;
    const fields = { provider: final.model.provider, status: final.status, code: final.error?.code };
    if (final.error?.code === 'internal') logger.error('A reply failed.', caught, fields);
    else logger.info('A reply ended.', fields);
    const outcome = await this.#saver.save(final);
    this.#registry.remove(final.id);
    if (outcome.kind === 'gone') return;
    if (outcome.kind === 'kept') logger.error('A reply could not be written.', outcome.caught, fields);
    const shown = outcome.kind === 'kept' ? outcome.shown : final;
    emit('message.changed', { message: shown });
    this.#options.onEnded?.(shown);
    await this.announce(final.conversationId);
  }
}
