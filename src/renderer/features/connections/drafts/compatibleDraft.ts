/** The form of a server that speaks Chat Completions: one that is known by name, or any other. Pure. */
import type { ConnectionOf } from '../../../../shared/connection.ts';
import { presetById } from '../../../../shared/connectionPresets.ts';
import type { PresetId } from '../../../../shared/connectionPresets.ts';
import { text } from '../../../app/text/text.ts';
import { completeUrl, hostOf, isWrongUrl } from './address.ts';
import { baseOf, given, problem } from './draftBase.ts';
import type { DraftBase, Problems } from './draftBase.ts';

export interface CompatibleDraft extends DraftBase {
  readonly provider: 'openai-compatible';
  /** The service that is known by name; null for any other server. */
  readonly preset: PresetId | null;
  readonly baseUrl: string;
  readonly project: string;
}

export function newCompatibleDraft(base: DraftBase, preset: PresetId | null): CompatibleDraft {
  const baseUrl = presetById(preset)?.baseUrl ?? '';
  return { ...base, provider: 'openai-compatible', preset, baseUrl, project: '' };
}

export function compatibleDraftOf(connection: ConnectionOf<'openai-compatible'>): CompatibleDraft {
  return {
    ...newCompatibleDraft(baseOf(connection), connection.preset ?? null),
    baseUrl: connection.baseUrl,
    project: connection.project ?? '',
  };
}

export function compatibleProblems(draft: CompatibleDraft): Problems<CompatibleDraft> {
  const words = text.connections.problems;
  if (draft.baseUrl.trim() === '') return { baseUrl: words.baseUrl };
  return problem('baseUrl', isWrongUrl(draft.baseUrl), words.url);
}

export function compatibleName(draft: CompatibleDraft): string {
  const preset = presetById(draft.preset);
  if (preset !== null) return preset.name;
  if (draft.baseUrl.trim() === '') return text.connections.providers['openai-compatible'];
  return hostOf(completeUrl(draft.baseUrl));
}

/** The fields of the connection that are this wire's own. */
export function compatibleFields(draft: CompatibleDraft) {
  return {
    provider: 'openai-compatible' as const,
    baseUrl: completeUrl(draft.baseUrl),
    ...(draft.preset === null ? {} : { preset: draft.preset }),
    ...given('project', draft.project),
  };
}
