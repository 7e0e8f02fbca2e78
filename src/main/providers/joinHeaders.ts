type Headers = Readonly<Record<string, string>>;

/**
 * Lays headers over each other. A name is the same in any case (RFC 9110 §5.1), so what comes later takes the place of what was
 * there: an SDK would send both, and with them a key to a gateway that was given one of its own.
 */
export function joinHeaders(...layers: readonly (Headers | undefined)[]): Record<string, string> {
  const joined = new Map<string, readonly [name: string, value: string]>();
  for (const layer of layers) {
    for (const [name, value] of Object.entries(layer ?? {})) joined.set(name.toLowerCase(), [name, value]);
  }
  return Object.fromEntries(joined.values());
}
