/**
 * Names of documents as Converse takes them: letters, digits, single spaces, hyphens, round and square brackets, each name once
 * in a request. https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_DocumentBlock.html
 */

const longest = 200;

function legal(name: string): string {
  const cleaned = name
    // The format has a field of its own, and a dot is not allowed.
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replaceAll(/[^A-Za-z0-9\s\-()[\]]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, longest)
    .trim();
  return cleaned === '' ? 'Document' : cleaned;
}

/** Gives legal names, one after another, none of them twice. */
export class DocumentNames {
  readonly #taken = new Set<string>();

  next(name: string): string {
    const wanted = legal(name);
    let free = wanted;
    for (let copy = 2; this.#taken.has(free.toLowerCase()); copy += 1) {
      const suffix = ` (${String(copy)})`;
      free = `${wanted.slice(0, longest - suffix.length).trim()}${suffix}`;
    }
    this.#taken.add(free.toLowerCase());
    return free;
  }
}
