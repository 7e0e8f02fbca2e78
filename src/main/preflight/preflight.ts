/**
 * Looks at a request before it is sent. Pure: what is safe is mended and said, what is not is named, beside the attachment that
 * it is about. The words of a person are never dropped: blank messages go, because wires refuse them, and neighbours of one
 * role are joined.
 */
import type { AttachmentRef } from '../../shared/attachment.ts';
import type { Parameters } from '../../shared/parameters.ts';
import type { Problem, Repair } from '../../shared/preparation.ts';
import type { JsonValue } from '../../shared/stream.ts';
import { parseExtraBody } from '../../shared/extraBody.ts';
import { planFiles } from './planFiles.ts';
import type { PlannedFile } from './planFiles.ts';
import type { WireLimits } from './wireLimits.ts';

/** A message as it stands in the conversation. */
export interface DraftMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly files: readonly AttachmentRef[];
}

export interface PreflightInput {
  readonly limits: WireLimits;
  /** The path from the root; the last message is the prompt. */
  readonly messages: readonly DraftMessage[];
  readonly parameters: Parameters;
  /** Tokens of the whole request, as far as they can be told. */
  readonly inputTokens: number;
  /** Tokens that the request may take, room for the reply left free; null where the window is not known or does not matter. */
  readonly room: number | null;
}

/** A message with what becomes of its files. */
export interface PlannedMessage {
  readonly role: DraftMessage['role'];
  readonly text: string;
  readonly files: readonly PlannedFile[];
}

/** A request that the wire takes. */
export interface PlannedRequest {
  readonly messages: readonly PlannedMessage[];
  readonly parameters: Omit<Parameters, 'extraBody'>;
  readonly extraBody: Readonly<Record<string, JsonValue>> | null;
}

export interface PreflightResult {
  readonly repairs: readonly Repair[];
  readonly problems: readonly Problem[];
  /** Null while there are problems. */
  readonly request: PlannedRequest | null;
}

function isBlank({ text, files }: DraftMessage): boolean {
  return text.trim() === '' && files.length === 0;
}

function joined(first: PlannedMessage, second: PlannedMessage): PlannedMessage {
  return {
    role: first.role,
    text: [first.text, second.text].filter((text) => text.trim() !== '').join('\n\n'),
    files: [...first.files, ...second.files],
  };
}

/** Roles take turns, and a conversation begins and ends with the user. */
function inTurns(messages: readonly PlannedMessage[]): readonly PlannedMessage[] {
  const turns: PlannedMessage[] = [];
  for (const message of messages) {
    const last = turns.at(-1);
    if (last === undefined && message.role === 'assistant') continue;
    if (last?.role === message.role) turns[turns.length - 1] = joined(last, message);
    else turns.push(message);
  }
  if (turns.at(-1)?.role === 'assistant') turns.pop();
  return turns;
}

interface TakenParameters {
  readonly taken: Omit<Parameters, 'extraBody'>;
  readonly dropped: readonly string[];
}

function takenParameters(
  { extraBody: _extraBody, ...parameters }: Parameters,
  refused: readonly string[],
): TakenParameters {
  const isRefused = (name: string): boolean => refused.includes(name);
  return {
    taken: Object.fromEntries(Object.entries(parameters).filter(([name]) => !isRefused(name))),
    dropped: Object.keys(parameters).filter(isRefused),
  };
}

/** Checks a request against what its wire takes. */
export function preflight({
  limits,
  messages,
  parameters,
  inputTokens,
  room,
}: PreflightInput): PreflightResult {
  const plan = planFiles(
    messages.map(({ files }) => files),
    limits,
  );
  const filled = messages.flatMap((message, index): readonly PlannedMessage[] => {
    const { role, text } = message;
    return isBlank(message) ? [] : [{ role, text, files: plan.messages[index] ?? [] }];
  });
  const turns = inTurns(filled);
  const { taken, dropped } = takenParameters(parameters, limits.refusedParameters);
  const extraText = parameters.extraBody?.trim() ?? '';
  const extraBody = extraText === '' ? null : parseExtraBody(extraText);
  const problems: readonly Problem[] = [
    ...plan.problems,
    ...(room !== null && inputTokens > room
      ? [{ kind: 'context-too-long' as const, tokens: inputTokens, limit: room }]
      : []),
    ...(extraText !== '' && extraBody === null ? [{ kind: 'invalid-extra-body' as const }] : []),
  ];
  const repairs: readonly Repair[] = [
    ...(filled.length < messages.length ? [{ kind: 'empty-text-dropped' as const }] : []),
    ...(turns.length < filled.length ? [{ kind: 'messages-joined' as const }] : []),
    ...plan.repairs,
    ...dropped.map((parameter): Repair => ({ kind: 'parameter-dropped', parameter })),
  ];
  const request = problems.length > 0 ? null : { messages: turns, parameters: taken, extraBody };
  return { repairs, problems, request };
}
