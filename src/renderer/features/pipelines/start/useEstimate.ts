/**
 * What a run would take and whether it may start. The estimate is asked for when the form has rested for a moment, because a
 * long input is counted anew each time; an answer that a newer question has overtaken is not shown.
 */
import { useEffect, useState } from 'react';
import type { ErrorInfo } from '../../../../shared/errors.ts';
import type { RouteInput, RouteOutput } from '../../../../shared/ipc/routes.ts';
import { errorInfoOf } from '../../../app/client.ts';
import { useClient } from '../../../app/WorkspaceContext.ts';

export type Estimate = RouteOutput<'pipelines.estimate'>;
export type StartInput = RouteInput<'pipelines.estimate'>;

/** How long the form rests before it is estimated, in milliseconds. */
const restMs = 300;

export type EstimateState =
  | { readonly kind: 'waiting'; readonly last: Estimate | null }
  | { readonly kind: 'ready'; readonly last: Estimate }
  | { readonly kind: 'failed'; readonly last: null; readonly error: ErrorInfo };

/** The estimate of a start; null asks nothing. The input must keep its identity while it is the same. */
export function useEstimate(input: StartInput | null): EstimateState {
  const client = useClient();
  const [state, setState] = useState<EstimateState>({ kind: 'waiting', last: null });
  useEffect(() => {
    if (input === null) return undefined;
    let overtaken = false;
    setState(({ last }) => ({ kind: 'waiting', last }));
    const ask = async () => {
      try {
        const last = await client.request('pipelines.estimate', input);
        if (!overtaken) setState({ kind: 'ready', last });
      } catch (caught) {
        if (!overtaken) setState({ kind: 'failed', last: null, error: errorInfoOf(caught) });
      }
    };
    const timer = setTimeout(() => void ask(), restMs);
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [client, input]);
  return state;
}
