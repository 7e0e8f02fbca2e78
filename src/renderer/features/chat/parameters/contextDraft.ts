import type { ConnectionId } from '../../../../shared/ids.ts';
import type { ContextStrategy } from '../../../../shared/parameters.ts';

/** A context strategy as the form holds it: the chosen model is remembered while another strategy is tried. */
export interface ContextDraft {
  readonly kind: ContextStrategy['kind'];
  /** Who writes the summary. */
  readonly choice: { readonly connectionId: ConnectionId; readonly modelId: string } | null;
}

/** The form of a strategy. Saying so and stopping is what happens where nothing was chosen. */
export function contextDraftOf(strategy: ContextStrategy | undefined): ContextDraft {
  if (strategy?.kind !== 'summarise') return { kind: strategy?.kind ?? 'stop', choice: null };
  const { connectionId, modelId } = strategy;
  // The strategy keeps the id as plain text; it was a connection's id when it was chosen.
  return { kind: 'summarise', choice: { connectionId: connectionId as ConnectionId, modelId } };
}

/** The strategy of a form, or null while its model is missing. */
export function readContextDraft({ kind, choice }: ContextDraft): ContextStrategy | null {
  if (kind !== 'summarise') return { kind };
  return choice === null ? null : { kind, ...choice };
}
