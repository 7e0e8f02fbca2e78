import { describe, expect, it, vi } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import type { SavedPromptId } from '../../../shared/ids.ts';
import type { SavedItem } from '../../../shared/saved.ts';
import { FakeMain } from '../testing/FakeMain.ts';
import { createSavedStore } from './savedStore.ts';

function prompt(name: string): Extract<SavedItem, { kind: 'prompt' }> {
  return {
    kind: 'prompt',
    item: { id: newId<SavedPromptId>(), kind: 'snippet', name, folder: '', text: '', updatedAt: 0 },
  };
}

function open(...kept: SavedItem[]) {
  const main = new FakeMain()
    .answer('saved.list', ({ kind }) => kept.filter((saved) => saved.kind === kind))
    .answer('saved.put', () => ({}))
    .answer('saved.delete', () => ({}));
  const store = createSavedStore(main);
  const names = () => store.getState().lists.prompt.items.map(({ name }) => name);
  return { main, store, names };
}

describe('the saved items', () => {
  it('are read once, when they are first needed', async () => {
    const { main, store, names } = open(prompt('One'));
    expect(main.requests).toEqual([]);
    await Promise.all([store.getState().load('prompt'), store.getState().load('prompt')]);
    await store.getState().load('prompt');
    expect(main.inputsOf('saved.list')).toEqual([{ kind: 'prompt' }]);
    expect(names()).toEqual(['One']);
  });

  it('are read again when they changed, but not while nobody has asked for them', async () => {
    const kept = [prompt('One')];
    const { main, store, names } = open();
    main.answer('saved.list', () => kept);
    store.getState().refresh('prompt');
    expect(main.requests).toEqual([]);
    await store.getState().load('prompt');
    kept.push(prompt('Two'));
    store.getState().refresh('prompt');
    await vi.waitFor(() => {
      expect(names()).toEqual(['One', 'Two']);
    });
  });

  it('show what is put, replaced and removed at once', async () => {
    const first = prompt('One');
    const { store, names } = open(first);
    await store.getState().load('prompt');
    await store.getState().put(prompt('Two'));
    await store.getState().put({ ...first, item: { ...first.item, name: 'First' } });
    expect(names()).toEqual(['First', 'Two']);
    await store.getState().remove('prompt', first.item.id);
    expect(names()).toEqual(['Two']);
  });

  it('stay as they are when main refuses', async () => {
    const { main, store, names } = open(prompt('One'));
    await store.getState().load('prompt');
    main.answer('saved.put', () => Promise.reject(new Error('refused')));
    await expect(store.getState().put(prompt('Two'))).rejects.toThrow('refused');
    expect(names()).toEqual(['One']);
  });

  it('say that they could not be read, and try again when they are needed again', async () => {
    const { main, store, names } = open();
    main.answer('saved.list', () => Promise.reject(new Error('no')));
    await store.getState().load('prompt');
    expect(store.getState().lists.prompt.status).toBe('failed');
    main.answer('saved.list', () => [prompt('One')]);
    await store.getState().load('prompt');
    expect(names()).toEqual(['One']);
  });

  it('take in what was imported', async () => {
    const { main, store, names } = open(prompt('One'));
    await store.getState().load('prompt');
    main.answer('saved.import', () => ({ added: [prompt('Two')] }));
    expect(await store.getState().importFile('prompt')).toMatchObject([{ name: 'Two' }]);
    main.answer('saved.import', () => null);
    expect(await store.getState().importFile('prompt')).toBeNull();
    expect(names()).toEqual(['One', 'Two']);
  });
});
