/** What the library lists: prompts and a query go in, groups by folder come out. */
import fuzzysort from 'fuzzysort';
import type { SavedPrompt } from '../../../shared/saved.ts';
import { text } from '../../app/text/text.ts';
import type { PickGroup } from '../../ui/PickList.tsx';

/** `Part 10` after `Part 2`. */
const inOrder = new Intl.Collator(undefined, { numeric: true });

function byName(a: SavedPrompt, b: SavedPrompt): number {
  return inOrder.compare(a.name, b.name);
}

/** The folders that hold a prompt, in the order of the alphabet. */
export function foldersOf(prompts: readonly SavedPrompt[]): readonly string[] {
  const folders = new Set(prompts.map(({ folder }) => folder).filter((folder) => folder !== ''));
  return [...folders].toSorted(inOrder.compare);
}

/** By folder, what has none first; with a query, only what matches its name or its folder, the best first in one list. */
export function groupPrompts(
  prompts: readonly SavedPrompt[],
  typed: string,
): readonly PickGroup<SavedPrompt>[] {
  const query = typed.trim();
  if (query !== '') {
    const key = ({ name, folder }: SavedPrompt) => `${name} ${folder}`;
    const found = fuzzysort.go(query, prompts, { key, threshold: 0.3 });
    return [{ heading: null, items: found.map(({ obj }) => obj) }];
  }
  const inFolder = (wanted: string) => prompts.filter(({ folder }) => folder === wanted).toSorted(byName);
  const folders = foldersOf(prompts);
  return [
    { heading: folders.length === 0 ? null : text.prompts.noFolder, items: inFolder('') },
    ...folders.map((folder) => ({ heading: folder, items: inFolder(folder) })),
  ];
}
