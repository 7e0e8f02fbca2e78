import type { Parameters } from '../../../shared/parameters.ts';

/** What holds for a lane: its own parameters, and the conversation's where it has none. Names of headers are joined. A step of a pipeline stands over its lane likewise. */
export function effectiveParameters(conversation: Parameters = {}, lane: Parameters = {}): Parameters {
  const names = new Set([...(conversation.headerNames ?? []), ...(lane.headerNames ?? [])]);
  return { ...conversation, ...lane, ...(names.size > 0 && { headerNames: [...names] }) };
}
