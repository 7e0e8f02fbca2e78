import { basename } from 'node:path';
import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import { revealInvisible } from '../../shared/invisibleText.ts';
import type { RouteOutput, RouteParsedInput } from '../../shared/ipc/routes.ts';
import type { SavedItem, SavedKind } from '../../shared/saved.ts';
import type { EmitEvent } from '../chat/ports.ts';
import { fileNameFor } from '../files/fileNameFor.ts';
import { writeTextFile } from '../files/writeTextFile.ts';
import type { History } from '../history/History.ts';
import { freeName } from './freeName.ts';
import { readChosenText } from './readChosenText.ts';
import { readSavedFile, toSavedFile } from './savedFile.ts';

/** Asks a person for a file of saved things, in the system's own dialog. Both give null when it was closed. */
export interface SavedFileDialogs {
  saveAs(kind: SavedKind, fileName: string): Promise<string | null>;
  open(kind: SavedKind): Promise<string | null>;
}

interface SavedServiceOptions {
  readonly history: Pick<History, 'listSaved' | 'putSaved' | 'deleteSaved'>;
  readonly dialogs: SavedFileDialogs;
  readonly clock: Clock;
  readonly emit: EmitEvent;
}

const fileNames: Readonly<Record<SavedKind, string>> = {
  'model-set': 'Model sets',
  prompt: 'Prompts',
  pipeline: 'Pipelines',
};

/** Where a name must be the only one: prompts in two folders may share theirs. */
function scopeOf(saved: SavedItem): string {
  return saved.kind === 'prompt' ? saved.item.folder : '';
}

function named(saved: SavedItem, name: string): SavedItem {
  switch (saved.kind) {
    case 'model-set':
      return { ...saved, item: { ...saved.item, name } };
    case 'prompt':
      return { ...saved, item: { ...saved.item, name } };
    case 'pipeline':
      return { ...saved, item: { ...saved.item, name } };
  }
}

/** Gives every newcomer a name that neither those that are there nor those before it have. */
function withFreeNames(newcomers: readonly SavedItem[], there: readonly SavedItem[]): readonly SavedItem[] {
  const names = new Map<string, Set<string>>();
  const namesBeside = (saved: SavedItem): Set<string> => {
    const known = names.get(scopeOf(saved)) ?? new Set();
    names.set(scopeOf(saved), known);
    return known;
  };
  for (const saved of there) namesBeside(saved).add(saved.item.name);
  return newcomers.map((saved) => {
    const name = freeName(saved.item.name, namesBeside(saved));
    namesBeside(saved).add(name);
    return named(saved, name);
  });
}

/** Keeps model sets, prompts and pipelines. Paths come from the system's dialogs and from nowhere else. */
export class SavedService {
  readonly #options: SavedServiceOptions;

  constructor(options: SavedServiceOptions) {
    this.#options = options;
  }

  list(kind: SavedKind): Promise<readonly SavedItem[]> {
    return this.#options.history.listSaved(kind);
  }

  async put(saved: SavedItem): Promise<void> {
    await this.#options.history.putSaved([saved]);
    this.#options.emit('saved.changed', { kind: saved.kind });
  }

  async delete({ kind, id }: RouteParsedInput<'saved.delete'>): Promise<void> {
    await this.#options.history.deleteSaved(kind, id);
    this.#options.emit('saved.changed', { kind });
  }

  /** Null when the dialog was closed. Rejects with `file/write-failed`, or `history/not-found` when nothing of it is there any more. */
  async export({ kind, ids }: RouteParsedInput<'saved.export'>): Promise<RouteOutput<'saved.export'>> {
    const wanted = new Set<string>(ids);
    const saved = (await this.list(kind)).filter(({ item }) => wanted.has(item.id));
    const [first] = saved;
    if (first === undefined) throw new AppError('history/not-found', 'There is nothing to export.');
    const title = saved.length === 1 ? first.item.name : fileNames[kind];
    const path = await this.#options.dialogs.saveAs(kind, fileNameFor(title, '.json', fileNames[kind]));
    if (path === null) return null;
    await writeTextFile(path, toSavedFile(kind, saved));
    return { fileName: basename(path) };
  }

  /** Adds what is in a file, all of it or nothing. Null when the dialog was closed. Rejects with `import/…`. */
  async import(kind: SavedKind): Promise<{ readonly added: readonly SavedItem[] } | null> {
    const { history, dialogs, clock, emit } = this.#options;
    const path = await dialogs.open(kind);
    if (path === null) return null;
    const read = await this.#read(kind, path, clock.now());
    const added = withFreeNames(read, await history.listSaved(kind));
    await history.putSaved(added);
    emit('saved.changed', { kind });
    return { added };
  }

  async #read(kind: SavedKind, path: string, now: number): Promise<readonly SavedItem[]> {
    try {
      return readSavedFile(kind, await readChosenText(path), now);
    } catch (caught) {
      if (!(caught instanceof AppError)) throw caught;
      // The name comes from wherever the file does.
      const details = { ...caught.details, fileName: revealInvisible(basename(path)) };
      throw new AppError(caught.code, caught.message, { details });
    }
  }
}
