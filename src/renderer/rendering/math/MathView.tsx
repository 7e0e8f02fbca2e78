import { useLayoutEffect, useRef } from 'react';
import type katex from 'katex';
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

type Typesetter = typeof katex;

let typesetter: Typesetter | null = null;

async function loadTypesetter(): Promise<Typesetter> {
  typesetter ??= (await import('katex')).default;
  return typesetter;
}

/**
 * A formula. Its source stands there until the typesetter is loaded, and stays if it cannot be read. Once loaded, formulas are
 * set before they are painted, so that nothing below them moves afterwards. KaTeX builds DOM nodes,
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
  useLayoutEffect(() => {
    const element = host.current;
    if (element === null || tex.length > limits.formula) return undefined;
    const typeset = (loaded: Typesetter) => {
      loaded.render(tex, element, { ...options, displayMode: display });
    };
    if (typesetter !== null) {
      typeset(typesetter);
      return undefined;
    }
    let current = true;
    void loadTypesetter().then((loaded) => {
      if (current) typeset(loaded);
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
