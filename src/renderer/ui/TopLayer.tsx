/**
 * What may have to be asked over everything else, dialogs included. A modal dialog hides all that is not inside of it from
 * assistive technology, so the question is rendered inside the innermost one that is open, or beside the window when none is.
 */
import { createContext, use, useCallback, useEffect, useId, useMemo, useState } from 'react';
import type { ReactNode } from 'react';

interface Layer {
  readonly id: string;
  readonly depth: number;
}

interface TopLayerValue {
  readonly content: ReactNode;
  /** The innermost dialog that is open. */
  readonly top: string | null;
  /** Registers an open dialog; the returned function takes it away. */
  readonly enter: (layer: Layer) => () => void;
}

const TopLayerContext = createContext<TopLayerValue | null>(null);
const DepthContext = createContext(0);

interface TopLayerProviderProps {
  /** The question, or nothing. Keeps its identity. */
  readonly content: ReactNode;
  readonly children: ReactNode;
}

/** Stands round the window and everything that opens in it. */
export function TopLayerProvider({ content, children }: TopLayerProviderProps) {
  const [layers, setLayers] = useState<readonly Layer[]>([]);
  const enter = useCallback((layer: Layer) => {
    setLayers((known) => [...known, layer]);
    return () => {
      setLayers((known) => known.filter(({ id }) => id !== layer.id));
    };
  }, []);
  const deepest = Math.max(0, ...layers.map(({ depth }) => depth));
  const top = layers.findLast(({ depth }) => depth === deepest)?.id ?? null;
  const value = useMemo(() => ({ content, top, enter }), [content, top, enter]);
  return (
    <TopLayerContext value={value}>
      {children}
      {top === null && content}
    </TopLayerContext>
  );
}

/** Stands round the content of a modal dialog while it is open. */
export function TopLayer({ children }: { readonly children: ReactNode }) {
  const id = useId();
  const depth = use(DepthContext) + 1;
  const value = use(TopLayerContext);
  const enter = value?.enter;
  useEffect(() => enter?.({ id, depth }), [enter, id, depth]);
  return (
    <DepthContext value={depth}>
      {children}
      {value?.top === id && value.content}
    </DepthContext>
  );
}
