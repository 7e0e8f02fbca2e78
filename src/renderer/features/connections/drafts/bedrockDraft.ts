/** The form of an Amazon Bedrock account. Pure. */
import type { ConnectionOf } from '../../../../shared/connection.ts';
import { text } from '../../../app/text/text.ts';
import { awsDraftOf, awsFields, awsProblems, isAwsRegion, newAwsDraft } from './awsDraft.ts';
import type { AwsDraft } from './awsDraft.ts';
import { baseOf, given, problem } from './draftBase.ts';
import type { DraftBase, Problems } from './draftBase.ts';

/** Where a request goes next; an empty field stays as it is in the connection. */
export interface FailoverRow {
  readonly region: string;
  readonly profile: string;
}

export interface BedrockDraft extends AwsDraft {
  readonly provider: 'bedrock';
  /** Regions, separated by commas or spaces; empty allows all. */
  readonly allowedRegions: string;
  readonly promptCaching: boolean;
  readonly guardrailId: string;
  readonly guardrailVersion: string;
  readonly guardrailTrace: boolean;
  readonly failover: readonly FailoverRow[];
}

/** How many places a request may go to after its first. */
export const maxFailover = 5;

export function newBedrockDraft(base: DraftBase): BedrockDraft {
  return {
    ...newAwsDraft(base),
    provider: 'bedrock',
    allowedRegions: '',
    promptCaching: true,
    guardrailId: '',
    guardrailVersion: 'DRAFT',
    guardrailTrace: false,
    failover: [],
  };
}

export function bedrockDraftOf(connection: ConnectionOf<'bedrock'>): BedrockDraft {
  const base = baseOf(connection);
  const { allowedRegions = [], promptCaching = true, guardrail, failover = [] } = connection;
  return {
    ...newBedrockDraft(base),
    ...awsDraftOf(base, connection),
    allowedRegions: allowedRegions.join(', '),
    promptCaching,
    ...(guardrail === undefined
      ? {}
      : {
          guardrailId: guardrail.id,
          guardrailVersion: guardrail.version,
          guardrailTrace: guardrail.trace,
        }),
    failover: failover.map(({ region = '', profile = '' }) => ({ region, profile })),
  };
}

function allowedOf({ allowedRegions }: BedrockDraft): string[] {
  return [...new Set(allowedRegions.split(/[\s,;]+/).filter((region) => region !== ''))];
}

function rowsOf({ failover }: BedrockDraft): readonly FailoverRow[] {
  return failover.filter(({ region, profile }) => region.trim() !== '' || profile.trim() !== '');
}

function allowedProblem(draft: BedrockDraft): string | null {
  const words = text.connections.problems;
  const allowed = allowedOf(draft);
  const isOutside = (region: string) => allowed.length > 0 && region !== '' && !allowed.includes(region);
  if (allowed.length > 50 || allowed.some((region) => !isAwsRegion(region))) return words.allowedRegions;
  const outside = [draft.region, ...rowsOf(draft).map(({ region }) => region)]
    .map((region) => region.trim())
    .find(isOutside);
  return outside === undefined ? null : words.outsideAllowed(outside);
}

export function bedrockProblems(draft: BedrockDraft): Problems<BedrockDraft> {
  const words = text.connections.problems;
  const rows = rowsOf(draft);
  const wrongRow = rows.some(({ region }) => region.trim() !== '' && !isAwsRegion(region.trim()));
  const allowed = allowedProblem(draft);
  return {
    ...awsProblems(draft),
    ...problem('allowedRegions', allowed !== null, allowed ?? ''),
    ...problem(
      'guardrailVersion',
      draft.guardrailId.trim() !== '' && !/^(\d{1,8}|DRAFT)$/.test(draft.guardrailVersion.trim()),
      words.guardrailVersion,
    ),
    ...problem('failover', wrongRow || rows.length > maxFailover, words.failover),
  };
}

export function bedrockName(draft: BedrockDraft): string {
  return `Bedrock ${draft.region.trim()}`.trim();
}

/** The fields of the connection that are Bedrock's own. */
export function bedrockFields(draft: BedrockDraft) {
  const allowedRegions = allowedOf(draft);
  const failover = rowsOf(draft).map(({ region, profile }) => ({
    ...given('region', region),
    ...given('profile', profile),
  }));
  const guardrailId = draft.guardrailId.trim();
  return {
    provider: 'bedrock' as const,
    ...awsFields(draft),
    ...(allowedRegions.length === 0 ? {} : { allowedRegions }),
    ...(draft.promptCaching ? {} : { promptCaching: false }),
    ...(guardrailId === ''
      ? {}
      : {
          guardrail: {
            id: guardrailId,
            version: draft.guardrailVersion.trim(),
            trace: draft.guardrailTrace,
          },
        }),
    ...(failover.length === 0 ? {} : { failover }),
  };
}
