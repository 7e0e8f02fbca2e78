/**
 * The body of a Responses request. Nothing is stored on the server, so the whole context goes with each request, and a model
 * that thinks is asked for its thoughts in encrypted form: they come back with the next request as `replay`, item by item and
 * unchanged, as https://platform.openai.com/docs/guides/reasoning asks for.
 */
import { createHash } from 'node:crypto';
import type { JsonValue } from '../../../shared/stream.ts';
import type { ChatRequest, ContextAttachment, ContextMessage } from '../ChatProvider.ts';
import { dataUrl, groupOf, onlySet, withExtra, withoutRefused, type RequestBody } from '../requestBody.ts';

export interface ResponsesBodyOptions {
  /** Whose encrypted thoughts this place can read: `responses:` and the name of the service. */
  readonly replayFamily: string;
  /** The model's name on the wire, where it is another than the id that a person chose. */
  readonly wireModel?: string;
  /** What the model has refused, by its names on the wire. */
  readonly refused?: readonly string[];
  /** Whether the service routes by `prompt_cache_key`, so that a conversation finds its cached prefix again. */
  readonly cacheKey?: 'send' | 'leave-out';
}

const ownParameters = ['include', 'prompt_cache_key', 'reasoning.summary', 'store'] as const;

/** What is in a request although nobody has set it: a server that refuses one of these is asked again without. */
export function ownResponsesParameters({ parameters }: ChatRequest): readonly string[] {
  return parameters?.reasoningEffort === undefined ? [...ownParameters, 'reasoning'] : ownParameters;
}

/** Whether thoughts are to be expected: the person asked for some, or the model is known to have them. */
function reasons({ parameters, model }: ChatRequest): boolean {
  const effort = parameters?.reasoningEffort;
  if (effort !== undefined) return effort !== 'none';
  return (model?.reasoningEfforts ?? []).length > 0;
}

function attachmentPart(file: ContextAttachment): RequestBody {
  return file.kind === 'image'
    ? { type: 'input_image', detail: 'auto', image_url: dataUrl(file) }
    : { type: 'input_file', filename: file.name, file_data: dataUrl(file) };
}

function messageItem({ role, text, attachments = [] }: ContextMessage): RequestBody {
  if (attachments.length === 0) return { role, content: text };
  const said = text === '' ? [] : [{ type: 'input_text', text }];
  return { role, content: [...attachments.map(attachmentPart), ...said] };
}

/** The items of a message: a reply's own, where this very family and model wrote them. */
function inputItems(message: ContextMessage, { modelId }: ChatRequest, family: string): readonly JsonValue[] {
  const { replay } = message;
  const content: JsonValue | undefined = replay?.content;
  const isOurs = replay?.family === family && replay.modelId === modelId;
  return isOurs && Array.isArray(content) ? content : [messageItem(message)];
}

/** The same for every request of a conversation, since the beginning of a conversation does not change. Tells nothing. */
function cacheKeyOf({ system = '', messages }: ChatRequest): string {
  const beginning = JSON.stringify([system, messages[0]?.text ?? '']);
  return createHash('sha256').update(beginning).digest('hex').slice(0, 32);
}

/** Builds the body of a streaming request. Pure. */
export function responsesBody(request: ChatRequest, options: ResponsesBodyOptions): RequestBody {
  const { modelId, system, messages, parameters = {}, extraBody } = request;
  const thinks = reasons(request);
  const settings = onlySet({
    instructions: system,
    max_output_tokens: parameters.maxOutput,
    temperature: parameters.temperature,
    top_p: parameters.topP,
    service_tier: parameters.serviceTier,
    reasoning: groupOf({
      effort: parameters.reasoningEffort,
      summary: thinks ? 'auto' : undefined,
    }),
    text: groupOf({ verbosity: parameters.verbosity }),
    include: thinks ? ['reasoning.encrypted_content'] : undefined,
    prompt_cache_key: options.cacheKey === 'send' ? cacheKeyOf(request) : undefined,
    store: false,
  });
  const body: RequestBody = {
    model: options.wireModel ?? modelId,
    input: messages.flatMap((message) => inputItems(message, request, options.replayFamily)),
    ...withoutRefused(settings, options.refused ?? []),
  };
  return { ...withExtra(body, extraBody), stream: true };
}
