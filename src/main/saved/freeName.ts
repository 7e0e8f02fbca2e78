/** Longest name of a saved thing, in UTF-16 units. */
const longestName = 200;

const counted = /^(.*?) \((\d{1,6})\)$/su;

/** The name, or the first of `name (2)`, `name (3)`, … that is not taken. Counts on from a number that it ends in already. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const [, base = name, number = '1'] = counted.exec(name) ?? [];
  for (let next = Number(number) + 1; ; next += 1) {
    const suffix = ` (${String(next)})`;
    // A pair of surrogates is not torn apart.
    const kept = base.slice(0, longestName - suffix.length).replace(/[\uD800-\uDBFF]$/u, '');
    const candidate = `${kept.trimEnd()}${suffix}`;
    if (!taken.has(candidate)) return candidate;
  }
}
