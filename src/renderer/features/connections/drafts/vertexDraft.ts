/** The form of a Google Cloud project. Pure. */
import type { ConnectionOf } from '../../../../shared/connection.ts';
import { text } from '../../../app/text/text.ts';
import { completeUrl, isWrongUrl } from './address.ts';
import { baseOf, given, problem } from './draftBase.ts';
import type { DraftBase, Problems } from './draftBase.ts';

export interface VertexDraft extends DraftBase {
  readonly provider: 'google-vertex';
  readonly project: string;
  readonly location: string;
  readonly endpoint: string;
}

export function newVertexDraft(base: DraftBase): VertexDraft {
  return { ...base, provider: 'google-vertex', project: '', location: 'global', endpoint: '' };
}

export function vertexDraftOf(connection: ConnectionOf<'google-vertex'>): VertexDraft {
  return {
    ...newVertexDraft(baseOf(connection)),
    project: connection.project,
    location: connection.location,
    endpoint: connection.endpoint ?? '',
  };
}

export function vertexProblems(draft: VertexDraft): Problems<VertexDraft> {
  const words = text.connections.problems;
  return {
    ...problem('project', draft.project.trim() === '', words.googleProject),
    ...problem('location', !/^[a-z0-9-]{2,40}$/.test(draft.location.trim()), words.location),
    ...problem('endpoint', isWrongUrl(draft.endpoint), words.url),
  };
}

export function vertexName(draft: VertexDraft): string {
  return `Google Cloud ${draft.project.trim()}`.trim();
}

/** The fields of the connection that are Google's own. */
export function vertexFields(draft: VertexDraft) {
  return {
    provider: 'google-vertex' as const,
    project: draft.project.trim(),
    location: draft.location.trim(),
    ...given('endpoint', completeUrl(draft.endpoint)),
  };
}
