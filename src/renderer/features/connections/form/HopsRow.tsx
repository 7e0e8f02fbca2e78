/** The stations between here and the server, one after the other: how long each took, and where it stopped. */
import { Check, CircleDashed, X } from 'lucide-react';
import type { NetworkHop } from '../../../../shared/errors.ts';
import { networkHops } from '../../../../shared/errors.ts';
import { text } from '../../../app/text/text.ts';
import type { Hops } from './useConnectionForm.ts';

interface HopsRowProps {
  readonly hops: Hops;
  /** Where it stopped; null when it came through. */
  readonly failed: NetworkHop | null;
}

/** One station: passed in so many milliseconds (null: not measured), stopped at, or never reached. */
export type Station =
  | { readonly hop: NetworkHop; readonly kind: 'passed'; readonly ms: number }
  | { readonly hop: NetworkHop; readonly kind: 'failed' | 'unreached' };

const words = text.connections.hops;
const icons = { passed: Check, failed: X, unreached: CircleDashed };

/** The stations to show. What lies after a failure is shown only where every request passes. */
export function stationsOf(hops: Hops, failed: NetworkHop | null): readonly Station[] {
  const stop = failed === null ? networkHops.length : networkHops.indexOf(failed);
  return networkHops.flatMap((hop, index): readonly Station[] => {
    if (hop === failed) return [{ hop, kind: 'failed' }];
    const passed = hops.find((known) => known.hop === hop);
    if (passed !== undefined && index < stop) return [{ hop, kind: 'passed', ms: passed.ms }];
    const isCertain = hop === 'http' || hop === 'auth';
    return index > stop && isCertain ? [{ hop, kind: 'unreached' }] : [];
  });
}

export function HopsRow({ hops, failed }: HopsRowProps) {
  const stations = stationsOf(hops, failed);
  if (stations.length === 0) return null;
  return (
    <ol className="hops" aria-label={words.label}>
      {stations.map((station) => {
        const Icon = icons[station.kind];
        return (
          <li key={station.hop} className="hop" data-kind={station.kind}>
            <Icon aria-hidden="true" />
            <span>{words.names[station.hop]}</span> <span className="hop-detail">{detailOf(station)}</span>
          </li>
        );
      })}
    </ol>
  );
}

function detailOf(station: Station): string {
  switch (station.kind) {
    case 'passed':
      return words.milliseconds(station.ms);
    case 'failed':
      return words.failed;
    case 'unreached':
      return words.notReached;
  }
}
