/** A name that begins with these words: marks and shortcuts may follow. */
export function beginsWith(words: string): RegExp {
  return new RegExp(`^${escaped(words)}`);
}

/** A name that ends with these words: a name may stand before them. */
export function endsWith(words: string): RegExp {
  return new RegExp(`${escaped(words)}$`);
}

function escaped(words: string): string {
  return words.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
