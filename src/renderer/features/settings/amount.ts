/** Amounts of US dollars as people type them. Pure. */

/** What was typed: an amount, nothing, or something that is neither. */
export type Amount = { readonly kind: 'none' | 'wrong' } | { readonly kind: 'amount'; readonly usd: number };

/** Reads `5`, `12.50`, `$ 1,200` and `12,50`: the last separator with one or two digits after it divides the cents. */
export function readAmount(typed: string): Amount {
  const bare = typed.replaceAll(/[\s$]/g, '');
  if (bare === '') return { kind: 'none' };
  if (!/^\d{1,3}([.,]?\d{3})*([.,]\d{1,2})?$|^\d+([.,]\d{1,4})?$/.test(bare)) return { kind: 'wrong' };
  const cents = /[.,](\d{1,2}|\d{4})$/.exec(bare);
  const whole = (cents === null ? bare : bare.slice(0, cents.index)).replaceAll(/[.,]/g, '');
  const usd = Number(`${whole}.${cents?.[1] ?? '0'}`);
  return usd > 0 && usd <= 1_000_000_000 ? { kind: 'amount', usd } : { kind: 'wrong' };
}

/** An amount as it stands in its field. */
export function writeAmount(usd: number | undefined): string {
  if (usd === undefined) return '';
  return Number.isInteger(usd)
    ? String(usd)
    : String(Math.round(usd * 10_000) / 10_000).replace(/\.(\d)$/, '.$10');
}
