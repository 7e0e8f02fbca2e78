/** The form of Oracle's generative AI service. Pure. */
import type { ConnectionOf } from '../../../../shared/connection.ts';
import { text } from '../../../app/text/text.ts';
import { completeUrl, isWrongUrl } from './address.ts';
import { baseOf, given, problem } from './draftBase.ts';
import type { DraftBase, Problems } from './draftBase.ts';

export interface OciDraft extends DraftBase {
  readonly provider: 'oci';
  readonly region: string;
  readonly wire: 'responses' | 'chat';
  /** The OCID of a project. */
  readonly project: string;
  readonly endpoint: string;
}

export function newOciDraft(base: DraftBase): OciDraft {
  return { ...base, provider: 'oci', region: 'us-chicago-1', wire: 'chat', project: '', endpoint: '' };
}

export function ociDraftOf(connection: ConnectionOf<'oci'>): OciDraft {
  return {
    ...newOciDraft(baseOf(connection)),
    region: connection.region,
    wire: connection.wire,
    project: connection.project ?? '',
    endpoint: connection.endpoint ?? '',
  };
}

export function ociProblems(draft: OciDraft): Problems<OciDraft> {
  const words = text.connections.problems;
  return {
    ...problem('region', !/^[a-z]{2,5}(-[a-z]+)+-\d$/.test(draft.region.trim()), words.ociRegion),
    ...problem('project', draft.wire === 'responses' && draft.project.trim() === '', words.ociProject),
    ...problem('endpoint', isWrongUrl(draft.endpoint), words.url),
  };
}

export function ociName(draft: OciDraft): string {
  return `Oracle ${draft.region.trim()}`.trim();
}

/** The fields of the connection that are Oracle's own. */
export function ociFields(draft: OciDraft) {
  return {
    provider: 'oci' as const,
    region: draft.region.trim(),
    wire: draft.wire,
    ...given('project', draft.project),
    ...given('endpoint', completeUrl(draft.endpoint)),
  };
}
