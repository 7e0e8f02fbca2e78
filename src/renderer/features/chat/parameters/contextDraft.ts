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
  return { kind: 'summarise', choice: { connectionId, modelId } };
}

/** The strategy of a form, or null while its model is missing. */
export function readContextDraft({ kind, choice }: ContextDraft): ContextStrategy | null {
  if (kind !== 'summarise') return { kind };
  return choice === null ? null : { kind, ...choice };
}
