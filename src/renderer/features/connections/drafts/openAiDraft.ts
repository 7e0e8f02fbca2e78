/** The form of a connection to OpenAI itself. Pure. */
import type { ConnectionOf } from '../../../../shared/connection.ts';
import { text } from '../../../app/text/text.ts';
import { completeUrl, isWrongUrl } from './address.ts';
import { baseOf, given, problem } from './draftBase.ts';
import type { DraftBase, Problems } from './draftBase.ts';

export interface OpenAiDraft extends DraftBase {
  readonly provider: 'openai';
  /** A company's gateway in the place of api.openai.com; empty for OpenAI itself. */
  readonly gatewayUrl: string;
  readonly organization: string;
  readonly project: string;
}

export function newOpenAiDraft(base: DraftBase): OpenAiDraft {
  return { ...base, provider: 'openai', gatewayUrl: '', organization: '', project: '' };
}

export function openAiDraftOf(connection: ConnectionOf<'openai'>): OpenAiDraft {
  return {
    ...newOpenAiDraft(baseOf(connection)),
    gatewayUrl: connection.baseUrl ?? '',
    organization: connection.organization ?? '',
    project: connection.project ?? '',
  };
}

export function openAiProblems(draft: OpenAiDraft): Problems<OpenAiDraft> {
  return problem('gatewayUrl', isWrongUrl(draft.gatewayUrl), text.connections.problems.url);
}

/** The fields of the connection that are OpenAI's own. */
export function openAiFields(draft: OpenAiDraft) {
  return {
    provider: 'openai' as const,
    ...given('baseUrl', completeUrl(draft.gatewayUrl)),
    ...given('organization', draft.organization),
    ...given('project', draft.project),
  };
}
