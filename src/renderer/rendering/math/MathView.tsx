import { useLayoutEffect, useRef } from 'react';
import type katex from 'katex';
import type { KatexOptions } from 'katex';
import { limits } from '../limits.ts';
import { Recent } from '../Recent.ts';

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

/** Characters of the formulas that are kept as they were set. */
const keptLength = 20_000;

let typesetter: Typesetter | null = null;
const kept = new Recent<DocumentFragment>(keptLength);

/** Puts a formula into an element. One that was set before is copied, which costs a fraction. */
function typeset(
  by: Typesetter,
  element: HTMLElement,
  formula: { readonly tex: string; readonly display: boolean },
): void {
  const { tex, display } = formula;
  const name = `${String(display)} ${tex}`;
  const known = kept.get(name);
  if (known !== undefined) {
    element.replaceChildren(known.cloneNode(true));
    return;
  }
  by.render(tex, element, { ...options, displayMode: display });
  const copy = document.createDocumentFragment();
  copy.append(...[...element.childNodes].map((node) => node.cloneNode(true)));
  kept.set(name, copy, name.length);
}

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
    if (typesetter !== null) {
      typeset(typesetter, element, { tex, display });
      return undefined;
    }
    let current = true;
    void loadTypesetter().then((loaded) => {
      if (current) typeset(loaded, element, { tex, display });
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
