/**
 * What the model picker lists. Pure: connections, their model lists and a query go in, groups of options come out. Without a
 * query the recent models stand first and every connection follows; with one there is a single ranked list, and after it the
 * typed text itself as an id, because a list from a server is never complete. Profiles that lead to one model are one option.
 */
import fuzzysort from 'fuzzysort';
import type { Connection } from '../../../shared/connection.ts';
import type { ErrorInfo } from '../../../shared/errors.ts';
import type { ModelInfo } from '../../../shared/model.ts';
import type { ModelsState } from '../stores/modelsStore.ts';
import { text } from '../text/text.ts';
import type { PickGroup } from '../../ui/PickList.tsx';
import type { LaneChoice } from '../Workspace.ts';

/**
 * A line of the picker. A model stands for all profiles that lead to it: `model` is the one that is chosen unless another of
 * the `variants` is asked for, itself included. `loading` and `failed` tell how a connection's list stands; choosing `failed` reads it again. */
export type ModelOption =
  | {
      readonly kind: 'model';
      readonly connection: Connection;
      readonly model: ModelInfo;
      readonly variants: readonly ModelInfo[];
    }
  | { readonly kind: 'typed'; readonly connection: Connection; readonly modelId: string }
  | { readonly kind: 'loading' | 'none'; readonly connection: Connection }
  | { readonly kind: 'failed'; readonly connection: Connection; readonly error: ErrorInfo };

/** Models of one connection that are listed before anything is typed. */
const listedPerConnection = 100;
const foundLimit = 60;

export interface ModelSearch {
  readonly connections: readonly Connection[];
  readonly lists: ModelsState['lists'];
  /** Newest first. */
  readonly recent: readonly LaneChoice[];
  readonly query: string;
}

type ModelLine = Extract<ModelOption, { kind: 'model' }>;

function linesOf({ connections, lists }: ModelSearch): ModelLine[] {
  return connections.flatMap((connection) =>
    (lists.get(connection.id)?.models ?? []).map((model) => ({
      kind: 'model' as const,
      connection,
      model,
      variants: [model],
    })),
  );
}

/** The model that a line is a way to. */
function modelKey({ connection, model }: ModelLine): string {
  return `${connection.id} ${model.profileOf?.modelId ?? model.id}`;
}

/** One line a model: the first of its profiles stands for it, and `all` says which others there are. */
function joinProfiles(lines: readonly ModelLine[], all: readonly ModelLine[]): ModelLine[] {
  const variants = new Map<string, ModelInfo[]>();
  for (const line of all) {
    const key = modelKey(line);
    const known = variants.get(key);
    if (known === undefined) variants.set(key, [line.model]);
    else known.push(line.model);
  }
  const seen = new Set<string>();
  return lines.flatMap((line) => {
    const key = modelKey(line);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ ...line, variants: variants.get(key) ?? line.variants }];
  });
}

function recentRank(line: ModelLine, recent: readonly LaneChoice[]): number {
  const index = recent.findIndex(
    (choice) => choice.connectionId === line.connection.id && choice.modelId === line.model.id,
  );
  return index === -1 ? recent.length : index;
}

/** How the list of a connection stands, where that has to be said. */
function stateLine(connection: Connection, lists: ModelsState['lists']): ModelOption | null {
  const list = lists.get(connection.id);
  if (list === undefined || (list.status === 'loading' && list.models.length === 0)) {
    return { kind: 'loading', connection };
  }
  if (list.status === 'failed' && list.error !== null)
    return { kind: 'failed', connection, error: list.error };
  return list.models.length === 0 ? { kind: 'none', connection } : null;
}

function listAll(search: ModelSearch): PickGroup<ModelOption>[] {
  const lines = linesOf(search);
  const byRecency = lines.toSorted((a, b) => recentRank(a, search.recent) - recentRank(b, search.recent));
  const recent = joinProfiles(
    byRecency.filter((line) => recentRank(line, search.recent) < search.recent.length),
    lines,
  );
  // The profile that was used last stands for its model.
  const joined = joinProfiles(byRecency, lines);
  const standIn = new Map(joined.map((line) => [modelKey(line), line]));
  const byConnection = search.connections.map((connection): PickGroup<ModelOption> => {
    const own = joinProfiles(lines, lines)
      .filter((line) => line.connection.id === connection.id)
      .map((line) => standIn.get(modelKey(line)) ?? line);
    const listed: ModelOption[] = own.slice(0, listedPerConnection);
    const state = stateLine(connection, search.lists);
    return {
      heading:
        own.length > listed.length
          ? text.chat.picker.more(connection.name, listed.length, own.length)
          : connection.name,
      items: state === null ? listed : [...listed, state],
    };
  });
  return [{ heading: text.chat.picker.recent, items: recent }, ...byConnection];
}

function find(search: ModelSearch, query: string): PickGroup<ModelOption>[] {
  const lines = linesOf(search);
  const found = fuzzysort.go(query, lines, {
    keys: [
      (line) => line.model.name,
      (line) => line.model.id,
      (line) => `${line.connection.name} ${line.model.vendor ?? ''} ${line.model.name}`,
    ],
    limit: foundLimit,
    threshold: 0.3,
    scoreFn: (result) =>
      result.score * (recentRank(result.obj, search.recent) < search.recent.length ? 1.1 : 1),
  });
  const unread = search.connections
    .map((connection) => stateLine(connection, search.lists))
    .filter((line): line is ModelOption => line !== null && line.kind !== 'none');
  const typed = search.connections
    .filter((connection) => !search.lists.get(connection.id)?.models.some((model) => model.id === query))
    // The demo's list is complete, so an id is hardly ever meant for it.
    .toSorted((a, b) => Number(a.provider === 'demo') - Number(b.provider === 'demo'))
    .map((connection): ModelOption => ({ kind: 'typed', connection, modelId: query }));
  return [
    {
      heading: text.chat.picker.matches,
      items: joinProfiles(
        found.map((result) => result.obj),
        lines,
      ),
    },
    { heading: text.chat.picker.anyId, items: typed },
    { heading: text.chat.picker.unread, items: unread },
  ];
}

/** The groups of the picker, best first. */
export function searchModels(search: ModelSearch): PickGroup<ModelOption>[] {
  const query = search.query.trim();
  return query === '' ? listAll(search) : find(search, query);
}

/** A stable key for a line. */
export function optionKey(option: ModelOption): string {
  const detail = option.kind === 'model' ? option.model.id : option.kind === 'typed' ? option.modelId : '';
  return `${option.kind} ${option.connection.id} ${detail}`;
}
