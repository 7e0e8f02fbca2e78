import type { WireLimits } from './wireLimits.ts';

type NameRule = NonNullable<WireLimits['documents']>['names'];

/** Longest name of a document: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_DocumentBlock.html */
const maxNameLength = 200;

/** Letters, digits, single spaces, hyphens and brackets; the ending goes, since dots are not allowed. */
function restricted(name: string): string {
  const plain = name
    .replace(/(?<=.)\.[A-Za-z0-9]{1,5}$/u, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9\-()[\]]+/gu, ' ')
    .trim()
    .slice(0, maxNameLength)
    .trim();
  return plain === '' ? 'Document' : plain;
}

function numbered(name: string, copy: number): string {
  const suffix = ` (${String(copy)})`;
  return `${name.slice(0, maxNameLength - suffix.length).trim()}${suffix}`;
}

/**
 * Names for the documents of a whole request, in the order of the conversation: legal where the wire restricts them, and then
 * none of them twice. A name depends on the files before it only, so that a cached prefix stays the same.
 */
export function documentNames(names: readonly string[], rule: NameRule): readonly string[] {
  if (rule === 'free') return names;
  const taken = new Set<string>();
  return names.map((name) => {
    const legal = restricted(name);
    let free = legal;
    for (let copy = 2; taken.has(free.toLowerCase()); copy += 1) free = numbered(legal, copy);
    taken.add(free.toLowerCase());
    return free;
  });
}

/** Whether a name was changed beyond what a reader would miss: its ending. */
export function isRenamed(name: string, sentAs: string): boolean {
  return name !== sentAs && name.replace(/\.[^.]*$/u, '') !== sentAs;
}
