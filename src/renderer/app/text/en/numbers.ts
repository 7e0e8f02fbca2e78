/**
 * Numbers in print, in one way everywhere: counts, durations, sizes and money. What is not known never comes here: it is
 * said in words, and never as 0.
 */

const whole = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const oneDigit = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const cents = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const fourDigits = new Intl.NumberFormat('en', { minimumFractionDigits: 4, maximumFractionDigits: 4 });
const rate = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 4 });
const and = new Intl.ListFormat('en', { type: 'conjunction' });
const or = new Intl.ListFormat('en', { type: 'disjunction' });

/** The smallest sum that is printed in digits, in US dollars. */
const smallestSum = 0.0001;

/** `12,300`. */
export const formatCount = (n: number): string => whole.format(n);

/** `1.2M`, `200K`. */
export const formatCompact = (n: number): string => compact.format(n);

/** `1 token`, `12 tokens`. */
export const plural = (n: number, one: string, many: string): string =>
  `${formatCount(n)} ${n === 1 ? one : many}`;

/** Seconds of a duration in milliseconds, as short as it stays true: `0.9 s`, `12 s`. */
export const formatSeconds = (ms: number): string =>
  ms < 10_000 ? `${oneDigit.format(ms / 1000)} s` : `${formatCount(Math.round(ms / 1000))} s`;

/** With one digit after the point. */
export const formatOneDigit = (n: number): string => oneDigit.format(n);

const byteUnits = ['bytes', 'KB', 'MB', 'GB'] as const;

/** `840 bytes`, `12 KB`, `3.4 MB`; a kilobyte is 1,024 bytes, as file managers count. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // From 999.5 on it would be printed with four digits.
  while (value >= 999.5 && unit < byteUnits.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit > 0 && value < 9.95 ? oneDigit.format(value) : formatCount(Math.round(value));
  return unit === 0 ? plural(bytes, 'byte', 'bytes') : `${digits} ${byteUnits[unit] ?? ''}`;
}

/** A sum that was paid: `$0.0042`, `$1.20`, `< $0.0001`. */
export function formatCost(usd: number): string {
  if (usd === 0) return '$0.00';
  if (usd < smallestSum) return `< $${fourDigits.format(smallestSum)}`;
  return `$${(usd < 0.99995 ? fourDigits : cents).format(usd)}`;
}

/** A sum that is only estimated, without digits that nobody knows: `$0.02`, `$0.0007`. */
export function formatEstimate(usd: number): string {
  return usd < 0.005 ? formatCost(usd) : `$${cents.format(usd)}`;
}

/** A sum that a person has set, as it was set: `$5.00`, `$0.005`. */
export const formatLimit = (usd: number): string => `$${rate.format(usd)}`;

/** What a million tokens cost: `$3.00`, `$0.075`. */
export const formatRate = (usd: number): string => `$${rate.format(usd)}`;

/** `Claude, Nova, and Llama`. */
export const formatList = (names: readonly string[]): string => and.format(names);

/** `images, documents, or tool results`: for what does not happen. */
export const formatAlternatives = (names: readonly string[]): string => or.format(names);
