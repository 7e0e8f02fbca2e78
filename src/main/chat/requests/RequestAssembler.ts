/**
 * Makes the request of a reply out of everything that was set: the path, its files as this wire takes them, parameters of the
 * conversation and the lane, extra headers from the keychain, and the cut where the context does not fit. What was changed on
 * the way comes along as notices.
 */
import type { AttachmentRef } from '../../../shared/attachment.ts';
import type { Connection } from '../../../shared/connection.ts';
import type { Message, Step } from '../../../shared/conversation.ts';
import { AppError } from '../../../shared/errors.ts';
import { parseExtraBody } from '../../../shared/extraBody.ts';
import type { ConversationId, LaneId } from '../../../shared/ids.ts';
import type { ModelInfo } from '../../../shared/model.ts';
import type { ContextStrategy, Parameters } from '../../../shared/parameters.ts';
import type { JsonValue, Notice } from '../../../shared/stream.ts';
import type { History } from '../../history/History.ts';
import type { WireLimits } from '../../preflight/wireLimits.ts';
import type {
  ChatRequest,
  ContextAttachment,
  ContextMessage,
  RequestParameters,
} from '../../providers/ChatProvider.ts';
import { assembleContext, withoutFiles } from './assembleContext.ts';
import type { AssembledMessage, PathMessage } from './assembleContext.ts';
import type { ContextMeter } from './ContextMeter.ts';
import type { ContextSummariser } from './ContextSummariser.ts';
import { effectiveParameters } from './effectiveParameters.ts';
import { contextRoom, firstKept } from './fitContext.ts';
import { askedStep, sentPath } from './sentPath.ts';
import type { TokenRatios } from '../TokenRatios.ts';

/** The files of one message, as a wire takes them. */
export interface PreparedFiles {
  readonly attachments: readonly ContextAttachment[];
  /** The words of files that go as text, empty where there are none. */
  readonly text: string;
  readonly notices: readonly Notice[];
}

/** What is known of a model on a connection, and what its wire takes. */
export interface ModelOnWire {
  readonly model: ModelInfo;
  readonly limits: WireLimits;
}

/** Values of extra headers by their owner, for a request on this connection. Rejects with `secret/…`. */
export type ReadHeaders = (
  owner: ConversationId | LaneId,
  use: { readonly connection: Connection; readonly names: readonly string[] },
) => Promise<Readonly<Record<string, string>>>;

export interface AssemblerOptions {
  readonly history: Pick<History, 'getLane' | 'getConversation' | 'getPipelineRun'>;
  readonly knowModel: (connection: Connection, modelId: string) => Promise<ModelOnWire>;
  /** The files of every message of a path, the newest last. Rejects with `attachment/…`. */
  readonly prepareFiles: (
    files: readonly (readonly AttachmentRef[])[],
    limits: WireLimits,
  ) => Promise<readonly PreparedFiles[]>;
  readonly readHeaders: ReadHeaders;
  readonly meter: ContextMeter;
  readonly ratios: Pick<TokenRatios, 'of'>;
  readonly summariser: ContextSummariser;
}

/** What a request is made for. The path is the whole one from the root, and ends with the prompt. */
export interface RequestSubject {
  /** The beginning of the reply, which the model is to go on from; the empty string for a reply that begins at its beginning. */
  readonly begins?: string;
  readonly connection: Connection;
  readonly modelId: string;
  readonly conversationId: ConversationId;
  readonly laneId: LaneId;
  readonly path: readonly Message[];
}

export interface AssembledRequest {
  readonly request: ChatRequest;
  readonly model: ModelInfo;
  readonly notices: readonly Notice[];
}

/** What holds for a lane, as it is set. */
interface LaneSettings {
  readonly parameters: Parameters;
  readonly strategy: ContextStrategy;
}

interface FittedContext {
  readonly messages: readonly AssembledMessage[];
  readonly notices: readonly Notice[];
}

/** Throws `chat/invalid-extra-body`. */
function extraBodyOf(text: string): Readonly<Record<string, JsonValue>> {
  const body = parseExtraBody(text);
  if (body === null) throw new AppError('chat/invalid-extra-body', 'The extra body is not a JSON object.');
  return body;
}

function filesOf(message: Message): readonly AttachmentRef[] {
  return message.role === 'user' ? (message.attachments ?? []) : [];
}

const isLeftOut = (notice: Notice): notice is Extract<Notice, { kind: 'attachment-changed' }> =>
  notice.kind === 'attachment-changed' && notice.change === 'left-out';

/** Earlier files that this model has to do without, as far as it has not been told: after a change of model, or of one too many. */
function newlyLeftOut(
  { path, connection, modelId }: RequestSubject,
  earlier: readonly Notice[],
): readonly Notice[] {
  const told = path.flatMap((message) =>
    message.role === 'assistant' &&
    message.model.connectionId === connection.id &&
    message.model.modelId === modelId
      ? (message.notices ?? []).filter(isLeftOut).map(({ name }) => name)
      : [],
  );
  return earlier.filter((notice) => isLeftOut(notice) && !told.includes(notice.name));
}

/** The parameters that the wire has a place for, and what is said of the others. */
function taken(
  wanted: RequestParameters,
  refused: readonly string[],
): { readonly parameters: RequestParameters; readonly notices: readonly Notice[] } {
  const isRefused = (name: string): boolean => refused.includes(name);
  return {
    parameters: Object.fromEntries(Object.entries(wanted).filter(([name]) => !isRefused(name))),
    notices: Object.keys(wanted)
      .filter(isRefused)
      .map((parameter) => ({ kind: 'parameter-dropped', parameter })),
  };
}

/** A model that does not take it (a failover led to another one) writes the answer anew from the prompt. */
function beginning(
  { begins = '' }: RequestSubject,
  { prefill = false }: { readonly prefill?: boolean },
): readonly ContextMessage[] {
  return begins === '' || !prefill ? [] : [{ role: 'assistant', text: begins }];
}

function toRequestMessage({ firstId: _firstId, ...message }: AssembledMessage): ContextMessage {
  return message;
}

export class RequestAssembler {
  readonly #options: AssemblerOptions;

  constructor(options: AssemblerOptions) {
    this.#options = options;
  }

  /** Rejects with `chat/…`, `attachment/…`, `secret/…`, and with what a summary's model rejects with. */
  async assemble(asked: RequestSubject, signal: AbortSignal): Promise<AssembledRequest> {
    const subject = { ...asked, path: sentPath(asked.path) };
    const { connection, modelId, path } = subject;
    const [settings, { model, limits }] = await Promise.all([
      this.#settingsOf(subject),
      this.#options.knowModel(connection, modelId),
    ]);
    const { system = '', extraBody, headerNames = [], ...wanted } = settings.parameters;
    const { parameters, notices } = taken(wanted, limits.refusedParameters);
    const files = await this.#prepareFiles(path, limits);
    const context = assembleContext(
      files.map(({ entry }) => entry),
      { replayFamily: limits.replayFamily, modelId },
    );
    const room = this.#roomFor(subject, model, settings);
    const fitted = await this.#fit(context, {
      settings,
      room,
      signal,
      conversationId: subject.conversationId,
    });
    const headers = headerNames.length === 0 ? {} : await this.#headersOf(subject, headerNames);
    return {
      request: {
        modelId,
        messages: [...fitted.messages.map(toRequestMessage), ...beginning(subject, limits)],
        ...(system !== '' && { system }),
        ...(Object.keys(parameters).length > 0 && { parameters }),
        ...(extraBody !== undefined && extraBody.trim() !== '' && { extraBody: extraBodyOf(extraBody) }),
        ...(Object.keys(headers).length > 0 && { headers }),
        model,
      },
      model,
      // Of the files those of the newest prompt are news; the others were told with their own replies, if they went along then.
      notices: [
        ...notices,
        ...fitted.notices,
        ...newlyLeftOut(
          subject,
          files.slice(0, -1).flatMap((earlier) => earlier.notices),
        ),
        ...(files.at(-1)?.notices ?? []),
      ],
    };
  }

  /** The room for the context in tokens as they are counted here. */
  #roomFor(
    { connection, modelId }: RequestSubject,
    model: ModelInfo,
    { parameters }: LaneSettings,
  ): number | null {
    const room = contextRoom(model, parameters);
    if (room === null) return null;
    return Math.floor(room / this.#options.ratios.of({ connectionId: connection.id, modelId }));
  }

  async #settingsOf({ conversationId, laneId, path }: RequestSubject): Promise<LaneSettings> {
    const { history } = this.#options;
    const [{ conversation }, lane, ofStep] = await Promise.all([
      history.getConversation(conversationId),
      history.getLane(laneId),
      this.#parametersOfStep(askedStep(path)),
    ]);
    return {
      parameters: effectiveParameters(conversation.parameters, lane.parameters, ofStep),
      strategy: conversation.contextStrategy ?? { kind: 'stop' },
    };
  }

  /** What the pipeline sets for the step, as it was when the run began. */
  async #parametersOfStep(asked: Step | null): Promise<Parameters | undefined> {
    if (asked === null) return undefined;
    const { pipeline } = await this.#options.history.getPipelineRun(asked.runId);
    const steps = pipeline.stages.flatMap((stage) => stage.steps);
    return steps.find(({ name }) => name === asked.name)?.parameters;
  }

  async #prepareFiles(
    path: readonly Message[],
    limits: WireLimits,
  ): Promise<readonly { readonly entry: PathMessage; readonly notices: readonly Notice[] }[]> {
    const files = path.map(filesOf);
    if (files.every((list) => list.length === 0)) {
      return path.map((message) => ({ entry: withoutFiles(message), notices: [] }));
    }
    const prepared = await this.#options.prepareFiles(files, limits);
    return path.map((message, index) => {
      const { attachments = [], text = '', notices = [] } = prepared[index] ?? {};
      return { entry: { message, fileText: text, attachments }, notices };
    });
  }

  /** Leaves out what does not fit, where the person has said so. Otherwise it is sent, and the server has the last word. */
  async #fit(
    context: readonly AssembledMessage[],
    options: {
      readonly settings: LaneSettings;
      readonly room: number | null;
      readonly conversationId: ConversationId;
      readonly signal: AbortSignal;
    },
  ): Promise<FittedContext> {
    const { settings, room, conversationId, signal } = options;
    const { meter, summariser } = this.#options;
    const { strategy, parameters } = settings;
    const { system = '' } = parameters;
    const whole = { messages: context, notices: [] };
    if (strategy.kind === 'stop' || room === null || meter.surelyFits(context, system, room)) return whole;
    const [sizes, systemSize] = await Promise.all([meter.sizes(context), meter.text(system)]);
    const first = firstKept(sizes, room - systemSize);
    const [start] = context.slice(first);
    if (first === 0 || start === undefined) return whole;
    const notice: Notice = {
      kind: 'context-cut',
      droppedMessages: first,
      firstKeptId: start.firstId,
      summarised: strategy.kind === 'summarise',
    };
    const kept = context.slice(first + 1);
    if (strategy.kind === 'drop-oldest') return { messages: [start, ...kept], notices: [notice] };
    const left = { messages: context.slice(0, first), conversationId };
    const summary = await summariser.summary(left, strategy, signal);
    const opening = { ...start, text: `[What was said before, in short:]\n${summary}\n\n${start.text}` };
    return { messages: [opening, ...kept], notices: [notice] };
  }

  /** The lane's values win over the conversation's. A name without a value is left out. */
  async #headersOf(
    { connection, conversationId, laneId }: RequestSubject,
    names: readonly string[],
  ): Promise<Readonly<Record<string, string>>> {
    const { readHeaders } = this.#options;
    const own = await readHeaders(laneId, { connection, names });
    // What the lane has a value for is not asked of the conversation, whose value may be for another place.
    const left = names.filter((name) => own[name] === undefined);
    return { ...(await readHeaders(conversationId, { connection, names: left })), ...own };
  }
}
