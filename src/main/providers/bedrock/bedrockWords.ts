/**
 * What Bedrock says in words only. One name of an exception, or one status, stands for several things that a person has to be
 * told apart, and OpenAI's wires on Bedrock have no names of exceptions at all. All wires' sentences are read here, once.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html
 */
import type { ErrorCode } from '../../../shared/errors.ts';

const request = /^(Validation|ModelStreamError|ModelError|ResourceNotFound|AccessDenied)Exception$/;
const refusal = /^(AccessDenied|Validation|ResourceNotFound)Exception$/;

/** The first rule that matches the exception's name and its words decides. */
const rules: readonly (readonly [names: RegExp, words: RegExp, code: ErrorCode])[] = [
  [
    request,
    /too long|too many input tokens|context (length|limit|window)|exceeds? the (maximum|model).{0,40}tokens/i,
    'provider/context-too-long',
  ],
  [request, /on-demand throughput isn.t supported|with on.demand throughput/i, 'provider/needs-profile'],
  [
    request,
    /isn.t supported on this route|does(n.t| not) support the .{0,3}\/?(openai\/)?v1\/|not supported (on|by|for) (this|the) (endpoint|operation|api)|does(n.t| not) support (this|the) (converse|operation)/i,
    'provider/unsupported-route',
  ],
  [request, /model identifier is invalid|end of its life/i, 'provider/unknown-model'],
  [request, /not (supported|available) in (this|the|your) (current )?region/i, 'provider/wrong-region'],
  [
    refusal,
    /have access to the model|access to this model|model access is denied|marketplace subscription|use case details|agreement.{0,40}(accept|sign)/i,
    'provider/not-enabled',
  ],
  [refusal, /did not allow prompt caching/i, 'provider/bad-request'],
  [/^AccessDeniedException$/, /(token|key|session).{0,40} expired/i, 'provider/session-expired'],
  [/^AccessDeniedException$/, /authentication failed|api key|bearer token/i, 'provider/key-refused'],
  [/^ThrottlingException$/, /per day/i, 'provider/quota'],
];

/** What a sentence means, or null where it means what the exception's name says. */
export function codeOfWords(name: string, message: string): ErrorCode | null {
  return rules.find(([names, words]) => names.test(name) && words.test(message))?.[2] ?? null;
}

/** The IAM action that a refusal names, such as `bedrock:InvokeModelWithResponseStream`. */
export function iamActionIn(message: string): string | undefined {
  return /not authorized to perform:?\s+([a-z][a-z0-9-]{1,40}:[A-Za-z]{1,80})/.exec(message)?.[1];
}

/** Ways in which only Bedrock and its models name a parameter; `refusedParameter` knows the ways of everybody. */
const naming: readonly RegExp[] = [
  /extraneous key \[([\w.-]{1,80})\]/i,
  /['"`]\w{1,80}['"`] and ['"`](\w{1,80})['"`] cannot both be/i,
  /['"`]?\b(temperature|top_?p|thinking(?:\.\w+)*|output_config(?:\.\w+)*|max_?tokens|reasoningConfig)\b['"`]? (?:may only|can only|must) be\b/i,
  /['"`]?\b(temperature|top_?p|thinking(?:\.\w+)*|output_config(?:\.\w+)*|reasoning(?:\.\w+)*)\b['"`]? is not supported/i,
];

/** Words for parameters that a refusal describes without naming them. */
const described: readonly (readonly [words: RegExp, parameter: string])[] = [
  [/prompt caching|cache_?(point|control)/i, 'cachePoint'],
  [/latency.{0,60}(not supported|unsupported|isn.t supported)/i, 'performanceConfig'],
  [/service tier.{0,60}(not supported|unsupported|isn.t supported)/i, 'serviceTier'],
];

/** The parameter that a refusal is about, as the server calls it; undefined where it names none in a way of its own. */
export function parameterIn(message: string): string | undefined {
  for (const pattern of naming) {
    const name = pattern.exec(message)?.[1];
    if (name !== undefined) return name;
  }
  return described.find(([words]) => words.test(message))?.[1];
}
