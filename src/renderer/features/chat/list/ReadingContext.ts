import { createContext } from 'react';
import type { LaneId } from '../../../../shared/ids.ts';
import type { ReadingPlace } from '../../../../shared/settings.ts';

/** Where it is kept what a person reads in this tab, over tab switches and restarts. */
export interface ReadingKeeper {
  /** The lanes that were left elsewhere than at their end. */
  read(): readonly ReadingPlace[];
  /** Sets where these lanes are read; null stands for their end. */
  save(laneIds: readonly LaneId[], place: ReadingPlace | null): void;
}

/** Keeps nothing, until a tab provides more. */
export const ReadingContext = createContext<ReadingKeeper>({ read: () => [], save: () => undefined });
