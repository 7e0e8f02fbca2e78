/**
 * What the palette lists. Pure: commands, conversations, models and a query go in, groups come out. Without a query it shows
 * what is most likely wanted next; with one, the best of each kind.
 */
import fuzzysort from 'fuzzysort';
import type { Connection } from '../../../shared/connection.ts';
import type { ConversationId } from '../../../shared/ids.ts';
import type { ConversationSummary } from '../../../shared/ipc/routes.ts';
import type { ModelInfo } from '../../../shared/model.ts';
import type { ModelSet } from '../../../shared/saved.ts';
import type { Command } from '../../app/commands/commands.ts';
import type { ModelsState } from '../../app/stores/modelsStore.ts';
import { text } from '../../app/text/text.ts';
import type { PickGroup } from '../../ui/PickList.tsx';

export type PaletteItem =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'chat'; readonly id: ConversationId; readonly title: string }
  | { readonly kind: 'model'; readonly connection: Connection; readonly model: ModelInfo }
  | { readonly kind: 'set'; readonly set: ModelSet };

export interface PaletteSources {
  readonly commands: readonly Command[];
  readonly summaries: readonly ConversationSummary[];
  readonly connections: readonly Connection[];
  readonly lists: ModelsState['lists'];
  readonly sets: readonly ModelSet[];
}

const words = text.shell.palette;
const recentChats = 5;
const foundLimit = 12;

function chatsOf({ summaries }: PaletteSources): readonly PaletteItem[] {
  return summaries.map(({ conversation: { id, title } }) => ({ kind: 'chat', id, title }));
}

function modelsOf({ connections, lists }: PaletteSources): readonly PaletteItem[] {
  return connections.flatMap((connection) =>
    (lists.get(connection.id)?.models ?? []).map((model) => ({ kind: 'model' as const, connection, model })),
  );
}

/** What a query is matched against. */
function wordsOf(item: PaletteItem): string {
  if (item.kind === 'command') return item.command.title;
  if (item.kind === 'chat') return item.title;
  if (item.kind === 'set') return text.modelSets.openTabWith(item.set.name);
  return `${item.model.name} ${item.connection.name} ${item.model.id}`;
}

function best(items: readonly PaletteItem[], query: string): readonly PaletteItem[] {
  const found = fuzzysort.go(query, [...items], { key: wordsOf, limit: foundLimit, threshold: 0.3 });
  return found.map((result) => result.obj);
}

/** The groups of the palette. Empty ones are left to the list to skip. */
export function searchPalette(sources: PaletteSources, typed: string): readonly PickGroup<PaletteItem>[] {
  const query = typed.trim();
  const commands = sources.commands.map((command): PaletteItem => ({ kind: 'command', command }));
  const chats = chatsOf(sources);
  const sets = sources.sets.map((set): PaletteItem => ({ kind: 'set', set }));
  if (query === '') {
    return [
      { heading: words.chats, items: chats.slice(0, recentChats) },
      { heading: text.modelSets.paletteHeading, items: sets.slice(0, recentChats) },
      { heading: words.commands, items: commands },
    ];
  }
  return [
    { heading: words.commands, items: best(commands, query) },
    { heading: words.chats, items: best(chats, query) },
    { heading: text.modelSets.paletteHeading, items: best(sets, query) },
    { heading: words.models, items: best(modelsOf(sources), query) },
  ];
}

/** A stable key for an item. */
export function paletteKey(item: PaletteItem): string {
  if (item.kind === 'command') return `command ${item.command.id}`;
  if (item.kind === 'chat') return `chat ${item.id}`;
  if (item.kind === 'set') return `set ${item.set.id}`;
  return `model ${item.connection.id} ${item.model.id}`;
}
