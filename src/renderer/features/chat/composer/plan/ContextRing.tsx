/** How full a context is, as a ring: never the only sign, the tokens stand beside it. */
const radius = 6;
const circumference = 2 * Math.PI * radius;

/** `part` is 0 to 1, more where it does not fit; null draws the ring without a value. */
export function ContextRing({ part }: { readonly part: number | null }) {
  const shown = Math.min(1, Math.max(0, part ?? 0));
  const level = part === null || part < 0.8 ? undefined : part < 1 ? 'high' : 'over';
  return (
    <svg className="context-ring" viewBox="0 0 16 16" data-level={level} aria-hidden="true">
      <circle cx="8" cy="8" r={radius} />
      {part !== null && (
        <circle
          className="context-ring-value"
          cx="8"
          cy="8"
          r={radius}
          strokeDasharray={`${String(shown * circumference)} ${String(circumference)}`}
          transform="rotate(-90 8 8)"
        />
      )}
    </svg>
  );
}
