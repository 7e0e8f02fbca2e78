/** Which row a key leads to, by the rules of a tree that is always open (ARIA: Tree View). Pure. */
import type { TreeRow } from './treeLayout.ts';

/** The row that a key leads to from the active one, or null where it leads nowhere. */
export function walkTree(rows: readonly TreeRow[], active: number, key: string): number | null {
  switch (key) {
    case 'ArrowDown':
      return active + 1 < rows.length ? active + 1 : null;
    case 'ArrowUp':
      return active > 0 ? active - 1 : null;
    case 'ArrowRight':
      return rows[active]?.children[0] ?? null;
    case 'ArrowLeft':
      return rows[active]?.parent ?? null;
    case 'Home':
      return rows.length > 0 ? 0 : null;
    case 'End':
      return rows.length > 0 ? rows.length - 1 : null;
    default:
      return null;
  }
}

/**
 * The next row whose words begin with what was typed, round the end. One letter looks behind the active row, so that pressing
 * it again walks on; more letters may stay on it.
 */
export function findByLetters(rows: readonly TreeRow[], active: number, typed: string): number | null {
  const wanted = typed.toLocaleLowerCase();
  if (wanted === '') return null;
  const first = typed.length === 1 ? 1 : 0;
  for (let step = first; step < rows.length + first; step += 1) {
    const index = (active + step) % rows.length;
    const words = rows[index]?.segment.excerpt.toLocaleLowerCase() ?? '';
    if (words.startsWith(wanted)) return index;
  }
  return null;
}
