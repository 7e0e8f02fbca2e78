/** Pages of a list that are read at most. At 100 entries a page nobody scrolls further, and a loop must not be endless. */
const mostPages = 20;

/** The entries of a paged list, as far as anybody reads. Rejects with what the SDK throws. */
export async function readPages<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let count = 0;
  for await (const page of pages) {
    items.push(...(itemsOf(page) ?? []));
    count += 1;
    if (count === mostPages) break;
  }
  return items;
}
