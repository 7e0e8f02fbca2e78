/** What every draft has, whatever its provider, and how plain strings become optional fields. Pure. */
import type { Connection } from '../../../../shared/connection.ts';
import type { ConnectionId } from '../../../../shared/ids.ts';
import { text } from '../../../app/text/text.ts';

export interface DraftBase {
  readonly id: ConnectionId;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly name: string;
  /** Ids of models, one a line. */
  readonly typedModels: string;
  /** As long as usual, or as long as the two fields say. */
  readonly patience: 'usual' | 'own';
  /** Seconds until the first word; empty waits for ever. */
  readonly firstEvent: string;
  /** Seconds between words; empty waits for ever. */
  readonly betweenEvents: string;
}

type Reach = Pick<Extract<Connection, { provider: 'openai' }>, 'typedModels' | 'patience'>;

/** The base of an empty form. */
export function newBase(id: ConnectionId, now: number): DraftBase {
  return {
    id,
    createdAt: now,
    name: '',
    typedModels: '',
    patience: 'usual',
    firstEvent: '120',
    betweenEvents: '60',
  };
}

/** The entry of an optional text: nothing where nothing was typed. */
export function given<K extends string>(key: K, value: string): Partial<Record<K, string>> {
  const entry: Partial<Record<K, string>> = {};
  if (value.trim() !== '') entry[key] = value.trim();
  return entry;
}

/** The lines of a text that hold anything, each once. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}

function seconds(typed: string): number | null {
  return typed.trim() === '' ? null : Number(typed);
}

function isPatience(typed: string): boolean {
  const value = seconds(typed);
  return value === null || (Number.isInteger(value) && value >= 1 && value <= 86_400);
}

/** What the base says of how a server is reached. */
export function reachOf(draft: DraftBase): Reach {
  const typedModels = linesOf(draft.typedModels);
  return {
    ...(typedModels.length === 0 ? {} : { typedModels: [...typedModels] }),
    ...(draft.patience === 'usual'
      ? {}
      : {
          patience: {
            firstEventSeconds: seconds(draft.firstEvent),
            betweenEventsSeconds: seconds(draft.betweenEvents),
          },
        }),
  };
}

/** The base of the form of a connection that exists. */
export function baseOf(connection: Exclude<Connection, { provider: 'demo' }>): DraftBase {
  const { id, createdAt, name, typedModels = [], patience } = connection;
  const base = { ...newBase(id, createdAt), name, typedModels: typedModels.join('\n') };
  if (patience === undefined) return base;
  const shown = (value: number | null) => (value === null ? '' : String(value));
  return {
    ...base,
    patience: 'own',
    firstEvent: shown(patience.firstEventSeconds),
    betweenEvents: shown(patience.betweenEventsSeconds),
  };
}

/** What is wrong with a draft, as a sentence beside its field. */
export type Problems<D> = { readonly [K in keyof D]?: string };

/** A sentence for a field that is wrong, nothing for one that is right. */
export function problem<K extends string>(
  field: K,
  wrong: boolean,
  sentence: string,
): Partial<Record<K, string>> {
  const entry: Partial<Record<K, string>> = {};
  if (wrong) entry[field] = sentence;
  return entry;
}

/** What is wrong with the base of a draft. */
export function baseProblems(draft: DraftBase): Problems<DraftBase> {
  const words = text.connections.problems;
  const own = draft.patience === 'own';
  return {
    ...problem('firstEvent', own && !isPatience(draft.firstEvent), words.seconds),
    ...problem('betweenEvents', own && !isPatience(draft.betweenEvents), words.seconds),
    ...problem('typedModels', linesOf(draft.typedModels).length > 500, words.typedModels),
  };
}
