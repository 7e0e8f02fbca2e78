import { expect, test, vi } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { ConversationId, LaneId, MessageId } from '../../shared/ids.ts';
import { RequestError } from './client.ts';
import { draftDelay, readingDelay, retryDelay } from './TabKeeper.ts';
import { fakeMain, openWorkspace, savedTab } from './testing/fakeWorkspace.tsx';

const conversationId = newId<ConversationId>();

async function openWithTab(draft = '') {
  const tab = savedTab(conversationId, { active: true, draft });
  const main = fakeMain({ tabs: [tab] });
  const opened = await openWorkspace(main);
  return { ...opened, tab };
}

test('drafts come back as they were saved', async () => {
  const { workspace, tab } = await openWithTab('half a sentence');
  expect(workspace.keeper.draft(tab.id)).toBe('half a sentence');
});

test('a burst of typing is saved once, at most 200 ms after its first letter', async () => {
  const { main, clock, workspace, tab } = await openWithTab();
  workspace.keeper.setDraft(tab.id, 'a');
  clock.advance(draftDelay - 1);
  workspace.keeper.setDraft(tab.id, 'ab');
  expect(main.inputsOf('tabs.saveDraft')).toEqual([]);
  clock.advance(1);
  expect(main.inputsOf('tabs.saveDraft')).toEqual([{ tabId: tab.id, draft: 'ab' }]);
  expect(clock.waiting).toBe(0);
});

test('files are saved with their draft, also when the last is gone, and come back with the tab', async () => {
  const file = {
    hash: 'a'.repeat(64),
    name: 'a.csv',
    mediaType: 'text/csv',
    kind: 'document',
    size: 1,
  } as const;
  const { main, clock, workspace, tab } = await openWithTab('see');
  workspace.keeper.setDraftFiles(tab.id, [file]);
  clock.advance(draftDelay);
  workspace.keeper.setDraftFiles(tab.id, []);
  clock.advance(draftDelay);
  expect(main.inputsOf('tabs.saveDraft')).toEqual([
    { tabId: tab.id, draft: 'see', attachments: [file] },
    { tabId: tab.id, draft: 'see', attachments: [] },
  ]);
  const saved = savedTab(conversationId, { active: true, attachments: [file] });
  const later = await openWorkspace(fakeMain({ tabs: [saved] }));
  expect(later.workspace.keeper.draftFiles(saved.id)).toEqual([file]);
});

test('leaving the window saves at once and leaves nothing to do', async () => {
  const { main, clock, workspace, tab } = await openWithTab();
  workspace.keeper.setDraft(tab.id, 'a');
  await workspace.keeper.flush();
  expect(main.inputsOf('tabs.saveDraft')).toEqual([{ tabId: tab.id, draft: 'a' }]);
  expect(clock.waiting).toBe(0);
});

test('a change of the tabs is saved with every draft, before a draft of a new tab', async () => {
  const { main, workspace, tab } = await openWithTab('old');
  await workspace.newTab();
  const fresh = workspace.tabs.getState().activeId;
  if (fresh === null) throw new Error('a tab is active');
  workspace.keeper.setDraft(fresh, 'new');
  await workspace.keeper.flush();
  const names = main.requests.map((request) => request.name).filter((name) => name.startsWith('tabs.'));
  expect(names.at(0)).toBe('tabs.save');
  expect(main.inputsOf('tabs.save').at(-1)).toMatchObject({
    tabs: [
      { id: tab.id, position: 0, active: false, draft: 'old' },
      { id: fresh, position: 1, active: true },
    ],
  });
});

test('a failure is shown and nothing is thrown', async () => {
  const { main, workspace, tab } = await openWithTab();
  main.answer('tabs.saveDraft', () => {
    throw new RequestError({ code: 'history/disk-full', message: 'full', retryable: true });
  });
  workspace.keeper.setDraft(tab.id, 'a');
  await workspace.keeper.flush();
  expect(workspace.problems.getState().problems.map((problem) => problem.code)).toEqual([
    'history/disk-full',
  ]);
});

test('what was refused is told once and tried again until it is written', async () => {
  const { main, clock, workspace, tab } = await openWithTab();
  const { keeper, problems } = workspace;
  const refuse = () => {
    throw new RequestError({ code: 'history/disk-full', message: 'full', retryable: true });
  };
  main.answer('tabs.saveDraft', refuse);
  main.answer('tabs.save', refuse);
  await workspace.newTab();
  keeper.setDraft(tab.id, 'a');
  await keeper.flush();
  const [told] = problems.getState().problems;
  expect(told).toMatchObject({ code: 'history/disk-full' });
  if (told !== undefined) problems.getState().dismiss(told);

  clock.advance(retryDelay);
  await vi.waitFor(() => {
    expect(main.inputsOf('tabs.save')).toHaveLength(2);
    expect(clock.waiting).toBe(1);
  });
  expect(problems.getState().problems).toEqual([]);

  main.answer('tabs.saveDraft', () => ({}));
  main.answer('tabs.save', () => ({}));
  clock.advance(retryDelay);
  expect(main.inputsOf('tabs.save').at(-1)).toMatchObject({ tabs: [{ id: tab.id, draft: 'a' }, {}] });
  await keeper.flush();
  expect(clock.waiting).toBe(0);
});

test('where a tab is read is saved when the reader rests, and comes back with the tab', async () => {
  const place = { laneId: newId<LaneId>(), messageId: newId<MessageId>(), offset: 12 };
  const { main, clock, workspace, tab } = await openWithTab();
  workspace.keeper.setReading(tab.id, []);
  expect(clock.waiting).toBe(0);
  workspace.keeper.setReading(tab.id, [{ ...place, offset: 3 }]);
  workspace.keeper.setReading(tab.id, [place]);
  clock.advance(readingDelay);
  expect(main.inputsOf('tabs.save')).toMatchObject([{ tabs: [{ id: tab.id, reading: [place] }] }]);
  workspace.keeper.setReading(tab.id, []);
  await workspace.keeper.flush();
  expect(main.inputsOf('tabs.save').at(-1)).not.toHaveProperty('tabs.0.reading');
  const saved = savedTab(conversationId, { active: true, reading: [place] });
  const later = await openWorkspace(fakeMain({ tabs: [saved] }));
  expect(later.workspace.keeper.reading(saved.id)).toEqual([place]);
});
