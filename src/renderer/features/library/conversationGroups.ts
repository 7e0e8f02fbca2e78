/** How the sidebar divides conversations: pinned ones, then by the day of their last change, as a calendar counts days. */
import type { ConversationSummary } from '../../../shared/ipc/routes.ts';

export type GroupKind = 'pinned' | 'today' | 'yesterday' | 'week' | 'older';

/** A line of the list: a heading, or a conversation. */
export type LibraryRow =
  | { readonly kind: 'heading'; readonly group: GroupKind }
  | { readonly kind: 'conversation'; readonly summary: ConversationSummary };

const order: readonly GroupKind[] = ['pinned', 'today', 'yesterday', 'week', 'older'];

/** Midnight, local time, `days` days before the day of `now`. Not a multiple of 24 hours: days with a clock change differ. */
function midnight(now: number, days: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days).getTime();
}

/** The group of a conversation at the time `now` (milliseconds since 1970). */
export function groupOf(summary: ConversationSummary, now: number): GroupKind {
  const { pinned, updatedAt } = summary.conversation;
  if (pinned) return 'pinned';
  if (updatedAt >= midnight(now, 0)) return 'today';
  if (updatedAt >= midnight(now, 1)) return 'yesterday';
  return updatedAt >= midnight(now, 7) ? 'week' : 'older';
}

/** The lines of the list; a temporary chat is only in its tab. Keeps the order of `summaries` within a group; empty groups have no heading. */
export function libraryRows(summaries: readonly ConversationSummary[], now: number): readonly LibraryRow[] {
  return order.flatMap((group): readonly LibraryRow[] => {
    const members = summaries.filter(
      (summary) => summary.conversation.temporary === undefined && groupOf(summary, now) === group,
    );
    if (members.length === 0) return [];
    const lines = members.map((summary): LibraryRow => ({ kind: 'conversation', summary }));
    return [{ kind: 'heading', group }, ...lines];
  });
}
