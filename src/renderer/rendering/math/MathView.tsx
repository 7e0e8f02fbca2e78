import { useEffect, useRef } from 'react';
import type { KatexOptions } from 'katex';
import { limits } from '../limits.ts';

/** MathML only: it needs no fonts and no inline styles. Nothing in a formula may load, link or run. */
const options: KatexOptions = {
  output: 'mathml',
  throwOnError: false,
  trust: false,
  strict: 'ignore',
  maxExpand: 500,
  maxSize: 20,
};

/**
 * A formula. Its source stands there until the typesetter is loaded, and stays if it cannot be read. KaTeX builds DOM nodes,
 * no HTML string, so Trusted Types has nothing to refuse.
 */
export function MathView({
  tex,
  display,
  raw,
}: {
  readonly tex: string;
  readonly display: boolean;
  readonly raw: string;
}) {
  const host = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = host.current;
    if (element === null || tex.length > limits.formula) return undefined;
    let current = true;
    void import('katex').then((katex) => {
      if (current) katex.default.render(tex, element, { ...options, displayMode: display });
    });
    return () => {
      current = false;
    };
  }, [tex, display]);
  return (
    <span ref={host} className={display ? 'md-math md-math-display' : 'md-math'} dir="ltr">
      {raw}
    </span>
  );
}
