import type { LaneId } from '../../../../shared/ids.ts';

/** Gives the focus to a lane that is in sight: to its messages, or where it has none of its own to its model. */
function focusLane(laneId: LaneId): void {
  const pane = document.querySelector(`section[data-lane="${laneId}"]`);
  const target = pane?.querySelector<HTMLElement>('[role="log"]') ?? pane?.querySelector('[data-lane-model]');
  if (!(target instanceof HTMLElement)) return;
  target.focus({ preventScroll: true });
  pane?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** The same as soon as what was asked for just now is drawn. */
export function focusLaneSoon(laneId: LaneId): void {
  requestAnimationFrame(() => {
    focusLane(laneId);
  });
}

/** The lane that the focus is in, if it is in one. */
export function laneInFocus(): string | null {
  return document.activeElement?.closest('[data-lane]')?.getAttribute('data-lane') ?? null;
}
