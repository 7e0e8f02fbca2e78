import type { BedrockModelName } from './modelIds.ts';

/** A Claude model by line and number: `{ line: 'opus', version: 4.6 }`. */
export interface ClaudeVersion {
  readonly line: string;
  readonly version: number;
}

// `claude-sonnet-4-5-20250929-v1:0`, `claude-opus-5-5`; before version 4 the number came first: `claude-3-7-sonnet-…`.
const patterns: readonly RegExp[] = [
  /^anthropic\.claude-(?<line>[a-z]+)-(?<major>\d{1,2})(?:[-.](?<minor>\d{1,2}))?(?=[-:]|$)/,
  /^anthropic\.claude-(?<major>\d)(?:[-.](?<minor>\d))?-(?<line>[a-z]+)/,
];

/** Reads the version of a Claude model; null for everything else. */
export function claudeVersion({ base }: BedrockModelName): ClaudeVersion | null {
  for (const pattern of patterns) {
    const found = pattern.exec(base)?.groups;
    if (found === undefined) continue;
    return { line: found['line'] ?? '', version: Number(`${found['major'] ?? ''}.${found['minor'] ?? '0'}`) };
  }
  // Named after no number: `claude-mythos-preview`.
  const line = /^anthropic\.claude-(fable|mythos)\b/.exec(base)?.[1];
  return line === undefined ? null : { line, version: 5 };
}
