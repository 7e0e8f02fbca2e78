import { describe, expect, test } from 'vitest';
import type { Connection } from '../../../shared/connection.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import { newId } from '../../../shared/ids.ts';
import type { ModelList } from '../stores/modelsStore.ts';
import type { ModelOption, ModelSearch } from './modelSearch.ts';
import { optionKey, searchModels } from './modelSearch.ts';

const connection = (name: string): Connection => ({
  id: newId<ConnectionId>(),
  name,
  createdAt: 0,
  updatedAt: 0,
  provider: 'openai',
});
const work = connection('Work');
const home = connection('Home');
const ready = (...names: readonly string[]): ModelList => ({
  status: 'ready',
  models: names.map((name) => ({ id: name.toLowerCase().replaceAll(' ', '-'), name })),
});

const search: ModelSearch = {
  connections: [work, home],
  lists: new Map([
    [work.id, ready('GPT-6 Sol', 'GPT-6 Luna')],
    [home.id, ready('Llama 5')],
  ]),
  recent: [],
  query: '',
};

const labels = (options: readonly ModelOption[]) =>
  options.map((option) =>
    option.kind === 'model' ? option.model.name : option.kind === 'typed' ? option.modelId : option.kind,
  );
const read = (fields: Partial<ModelSearch>) =>
  searchModels({ ...search, ...fields }).map((group) => [group.heading, labels(group.items)]);

describe('the model list', () => {
  test('shows every connection, the recent models first', () => {
    expect(read({ recent: [{ connectionId: home.id, modelId: 'llama-5' }] })).toEqual([
      ['Recent', ['Llama 5']],
      ['Work', ['GPT-6 Sol', 'GPT-6 Luna']],
      ['Home', ['Llama 5']],
    ]);
  });

  test('finds across connections and always offers the typed id', () => {
    expect(read({ query: ' luna ' })).toEqual([
      ['Models', ['GPT-6 Luna']],
      ['By its id', ['luna', 'luna']],
      ['Lists not read yet', []],
    ]);
  });

  test('does not offer an id that the list has', () => {
    const [, typed] = searchModels({ ...search, query: 'llama-5' });
    expect(typed?.items.map((item) => item.connection.name)).toEqual(['Work']);
  });

  test('lists the profiles of one model as one option, the one used last in front', () => {
    const profile = (geography: string) => ({
      id: `${geography}.claude`,
      name: `Claude ${geography}`,
      profileOf: { modelId: 'claude', geography },
    });
    const models = [profile('us'), profile('eu'), { id: 'nova', name: 'Nova' }];
    const lists = new Map<ConnectionId, ModelList>([[home.id, { status: 'ready', models }]]);
    const only = { connections: [home], lists };
    expect(read(only)).toEqual([
      ['Recent', []],
      ['Home', ['Claude us', 'Nova']],
    ]);
    const recent = [{ connectionId: home.id, modelId: 'eu.claude' }];
    expect(read({ ...only, recent })).toEqual([
      ['Recent', ['Claude eu']],
      ['Home', ['Claude eu', 'Nova']],
    ]);
    // Who searches for a place finds its profile; the others are still its variants.
    const [found] = searchModels({ ...search, ...only, query: 'claude eu' });
    expect(found?.items).toMatchObject([
      { model: { id: 'eu.claude' }, variants: [{ id: 'us.claude' }, { id: 'eu.claude' }] },
    ]);
  });

  test('says what is still missing', () => {
    const error = { code: 'network/refused' as const, message: '', retryable: true };
    const lists = new Map<ConnectionId, ModelList>([[home.id, { status: 'failed', models: [], error }]]);
    expect(read({ lists }).slice(1)).toEqual([
      ['Work', ['loading']],
      ['Home', ['failed']],
    ]);
    // What can be chosen stands before what is missing, so that Enter chooses it.
    expect(read({ lists, query: 'x' })).toEqual([
      ['Models', []],
      ['By its id', ['x', 'x']],
      ['Lists not read yet', ['loading', 'failed']],
    ]);
  });

  test('gives every line its own key', () => {
    const keys = searchModels({ ...search, query: 'gpt' }).flatMap((group) => group.items.map(optionKey));
    expect(new Set(keys).size).toBe(keys.length);
  });
});
