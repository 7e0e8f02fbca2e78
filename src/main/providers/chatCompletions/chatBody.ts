/**
 * The body of a Chat Completions request. In what servers differ is told by `ChatQuirks`; what none of them said is left to
 * the server: no parameter has a default here.
 */
import type { ChatQuirks } from '../../../shared/chatQuirks.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ReasoningEffort } from '../../../shared/reasoning.ts';
import type { JsonValue } from '../../../shared/stream.ts';
import type { ChatRequest, ContextAttachment, ContextMessage, RequestParameters } from '../ChatProvider.ts';
import { dataUrl, onlySet, withExtra, withoutRefused, type RequestBody } from '../requestBody.ts';

export interface ChatBodyOptions {
  readonly quirks: ChatQuirks;
  /** The model's name on the wire, where it is another than the id that a person chose. */
  readonly wireModel?: string;
  /** What the model has refused, by its names on the wire. */
  readonly refused?: readonly string[];
}

/** What is in every request although nobody has set it: a server that refuses one of these is asked again without. */
export const ownChatParameters: readonly string[] = ['stream_options', 'include_usage'];

function attachmentPart(file: ContextAttachment, { documents }: ChatQuirks): RequestBody {
  if (file.kind === 'image') return { type: 'image_url', image_url: { url: dataUrl(file) } };
  if (documents === 'file') return { type: 'file', file: { filename: file.name, file_data: dataUrl(file) } };
  // Preflight has turned it into text, or it would be lost here without a word.
  throw new AppError('attachment/unsupported', 'This service takes no documents', {
    details: { fileName: file.name },
  });
}

/** What of a reply goes back besides its text: only to the same family and model, and only the field that was agreed on. */
function echoOf({ replay }: ContextMessage, { modelId }: ChatRequest, { echo }: ChatQuirks): RequestBody {
  if (echo === null || replay?.family !== echo.family || replay.modelId !== modelId) return {};
  return { [echo.field]: replay.content };
}

function chatMessage(message: ContextMessage, request: ChatRequest, quirks: ChatQuirks): RequestBody {
  const { role, text, attachments = [] } = message;
  if (attachments.length === 0) return { role, content: text, ...echoOf(message, request, quirks) };
  const said = text === '' ? [] : [{ type: 'text', text }];
  return { role, content: [...attachments.map((file) => attachmentPart(file, quirks)), ...said] };
}

function effortFields(effort: ReasoningEffort | undefined, { reasoning }: ChatQuirks): RequestBody {
  if (effort === undefined) return {};
  switch (reasoning) {
    case 'reasoning_effort':
      return { reasoning_effort: effort };
    case 'reasoning':
      return { reasoning: effort === 'none' ? { enabled: false } : { effort } };
    case 'thinking':
      return { thinking: { type: effort === 'none' ? 'disabled' : 'enabled' } };
    case 'none':
      return {};
  }
}

const maxTokensFields = ['max_tokens', 'max_completion_tokens'] as const;

/** Newer models refuse the older name of the limit, older servers the newer one: the other one is tried then. */
function limitFields({ maxOutput }: RequestParameters, options: ChatBodyOptions): RequestBody {
  if (maxOutput === undefined) return {};
  const usual = options.quirks.maxTokensField;
  const other = maxTokensFields.find((field) => field !== usual) ?? usual;
  return { [options.refused?.includes(usual) === true ? other : usual]: maxOutput };
}

/** Some servers name only the inner one. */
function refusedPaths(refused: readonly string[]): readonly string[] {
  return refused.includes('include_usage') ? [...refused, 'stream_options'] : refused;
}

/** What tells a server that the last message is the beginning of the reply. */
function prefillFields({ messages }: ChatRequest, { prefill }: ChatQuirks): RequestBody {
  if (messages.at(-1)?.role !== 'assistant' || prefill !== 'continue-final-message') return {};
  return { continue_final_message: true, add_generation_prompt: false };
}

/** Builds the body of a streaming request. Pure. Throws `attachment/unsupported` for a document that has no place in it. */
export function chatBody(request: ChatRequest, options: ChatBodyOptions): RequestBody {
  const { modelId, system, messages, parameters = {}, extraBody } = request;
  const { quirks } = options;
  const opening: readonly JsonValue[] =
    system === undefined ? [] : [{ role: quirks.systemRole, content: system }];
  const settings: RequestBody = {
    ...onlySet({
      temperature: parameters.temperature,
      top_p: parameters.topP,
      stop: parameters.stop,
      verbosity: parameters.verbosity,
      service_tier: parameters.serviceTier,
      stream_options: quirks.usage === 'ask' ? { include_usage: true } : undefined,
    }),
    ...limitFields(parameters, options),
    ...effortFields(parameters.reasoningEffort, quirks),
  };
  const body: RequestBody = {
    model: options.wireModel ?? modelId,
    messages: [
      ...opening,
      ...messages.map((message, index) => ({
        ...chatMessage(message, request, quirks),
        ...(quirks.prefill === 'prefix' &&
          message.role === 'assistant' &&
          index === messages.length - 1 && { prefix: true }),
      })),
    ],
    ...prefillFields(request, quirks),
    ...withoutRefused(settings, refusedPaths(options.refused ?? [])),
  };
  return { ...withExtra(body, extraBody), stream: true };
}
