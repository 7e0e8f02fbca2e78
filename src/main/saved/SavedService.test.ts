import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId, ModelSetId, SavedPromptId } from '../../shared/ids.ts';
import type { SavedItem } from '../../shared/saved.ts';
import { ManualClock } from '../../shared/testing/ManualClock.ts';
import { openLocalHistory } from '../history/openLocalHistory.ts';
import { SavedService } from './SavedService.ts';

let folder: string;
/** The file that a person chooses next, to write or to read; null closes the dialog. */
let chosen: string | null;
let suggested: string[];
let told: unknown[];
let saved: SavedService;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-saved-'));
  chosen = join(folder, 'file.json');
  suggested = [];
  told = [];
  saved = new SavedService({
    history: openLocalHistory(),
    clock: new ManualClock(),
    emit: (name, payload) => void told.push([name, payload]),
    dialogs: {
      saveAs: async (_kind, fileName) => {
        suggested.push(fileName);
        return chosen;
      },
      open: async () => chosen,
    },
  });
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function prompt(name: string, folderName = ''): Extract<SavedItem, { kind: 'prompt' }> {
  const id = newId<SavedPromptId>();
  return {
    kind: 'prompt',
    item: { id, kind: 'snippet', name, folder: folderName, text: 'Hi', updatedAt: 1 },
  };
}

async function names(): Promise<readonly string[]> {
  return (await saved.list('prompt')).map(({ item }) => item.name);
}

describe('what is saved', () => {
  it('is kept, replaced and deleted, and every window is told', async () => {
    const first = prompt('One');
    await saved.put(first);
    await saved.put({ ...first, item: { ...first.item, name: 'Two' } });
    expect(await names()).toEqual(['Two']);
    await saved.delete({ kind: 'prompt', id: first.item.id });
    expect(await names()).toEqual([]);
    expect(told).toEqual(Array.from({ length: 3 }, () => ['saved.changed', { kind: 'prompt' }]));
  });
});

describe('a file of it', () => {
  it('is written under the name that was chosen and read back beside what is there', async () => {
    const [first, second] = [prompt('One'), prompt('Two', 'Letters')];
    await saved.put(first);
    await saved.put(second);
    const written = await saved.export({ kind: 'prompt', ids: [first.item.id, second.item.id] });
    expect(written).toEqual({ fileName: 'file.json' });
    expect(suggested).toEqual(['Prompts.json']);
    expect(await readdir(folder)).toEqual(['file.json']);
    await saved.import('prompt');
    const imported = await saved.import('prompt');
    expect(await names()).toEqual(['One', 'Two', 'One (2)', 'Two (2)', 'One (3)', 'Two (3)']);
    expect(imported?.added.map(({ item }) => item.name)).toEqual(['One (3)', 'Two (3)']);
  });

  it('takes the name of the only thing that is in it', async () => {
    const only = prompt('A/B');
    await saved.put(only);
    await saved.export({ kind: 'prompt', ids: [only.item.id] });
    expect(suggested).toEqual(['A B.json']);
  });

  it('keeps a name that is free in its folder, and makes those in one file differ', async () => {
    await saved.put(prompt('One', 'Here'));
    const item = { kind: 'snippet', name: 'One', folder: 'There', text: '' };
    const text = JSON.stringify({
      format: 'switchyard-saved',
      version: 1,
      kind: 'prompt',
      items: [item, item],
    });
    await writeFile(join(folder, 'file.json'), `\uFEFF${text}`);
    await saved.import('prompt');
    expect(await names()).toEqual(['One', 'One', 'One (2)']);
  });

  it('keeps what it names of connections that are not here', async () => {
    const lane = { connectionId: newId<ConnectionId>(), modelId: 'model' };
    const id = newId<ModelSetId>();
    await saved.put({ kind: 'model-set', item: { id, name: 'Both', lanes: [lane], updatedAt: 1 } });
    await saved.export({ kind: 'model-set', ids: [id] });
    const imported = await saved.import('model-set');
    expect(imported?.added).toMatchObject([{ item: { name: 'Both (2)', lanes: [lane] } }]);
  });

  it('changes nothing when the dialog is closed', async () => {
    const first = prompt('One');
    await saved.put(first);
    chosen = null;
    expect(await saved.export({ kind: 'prompt', ids: [first.item.id] })).toBeNull();
    expect(await saved.import('prompt')).toBeNull();
    expect(await names()).toEqual(['One']);
  });

  it('cannot be written of what is gone', async () => {
    const gone = saved.export({ kind: 'prompt', ids: [prompt('One').item.id] });
    await expect(gone).rejects.toMatchObject({ code: 'history/not-found' });
  });

  it('is refused by its name and not its path, and nothing of it is imported', async () => {
    const path = join(folder, 'file.json');
    const refused = async (code: string): Promise<void> => {
      await expect(saved.import('prompt')).rejects.toMatchObject({
        code,
        details: { fileName: 'file.json' },
      });
      expect(await names()).toEqual([]);
    };
    await refused('import/unreadable');
    await writeFile(path, Buffer.from([0xff, 0xfe, 0x00, 0x80]));
    await refused('import/unreadable');
    await truncate(path, 500_000_000);
    await refused('import/too-large');
    const items = [{ kind: 'snippet', name: 'Good', folder: '', text: '' }, { kind: 'snippet' }];
    await writeFile(path, JSON.stringify({ format: 'switchyard-saved', version: 1, kind: 'prompt', items }));
    await refused('import/invalid');
    chosen = join(folder, 'a\u202Enosj.exe');
    await expect(saved.import('prompt')).rejects.toMatchObject({
      details: { fileName: 'a⟨U+202E⟩nosj.exe' },
    });
    chosen = folder;
    await expect(saved.import('prompt')).rejects.toMatchObject({ code: 'import/unreadable' });
    expect(told).toEqual([]);
  });

  it('is written whole or not at all', async () => {
    const first = prompt('One');
    await saved.put(first);
    chosen = join(folder, 'gone', 'file.json');
    const writing = saved.export({ kind: 'prompt', ids: [first.item.id] });
    await expect(writing).rejects.toMatchObject({ code: 'file/write-failed' });
    expect(await readFile(join(folder, 'gone')).catch(() => null)).toBeNull();
  });
});
