import { lazy, Suspense } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useConversation } from '../ChatContext.ts';
import { runAtEnd } from './runPlaces.ts';

const RunBar = lazy(async () => ({ default: (await import('./RunBar.tsx')).RunBar }));

/** The runs that the lanes in sight end in, above the composer. Loaded with the first of them. */
export function RunBars() {
  const ids = useConversation(
    useShallow((state) => {
      const all = state.lanes.map((view) => runAtEnd(state, view)).filter((id) => id !== null);
      return [...new Set(all)];
    }),
  );
  if (ids.length === 0) return null;
  return (
    <Suspense fallback={null}>
      {ids.map((id) => (
        <RunBar key={id} runId={id} />
      ))}
    </Suspense>
  );
}
