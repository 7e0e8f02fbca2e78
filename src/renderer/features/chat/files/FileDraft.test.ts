import { expect, test } from 'vitest';
import { maxAttachmentBytes, maxAttachments } from '../../../../shared/attachmentLimits.ts';
import { AppError } from '../../../../shared/errors.ts';
import { newId } from '../../../../shared/ids.ts';
import type { TabId } from '../../../../shared/ids.ts';
import { ManualClock } from '../../../../shared/testing/ManualClock.ts';
import { RequestError } from '../../../app/client.ts';
import { FakeMain } from '../../../app/testing/FakeMain.ts';
import { Workspace } from '../../../app/Workspace.ts';
import { attachment } from '../testing/files.ts';
import { FileDraft } from './FileDraft.ts';

function openDraft() {
  const main = new FakeMain();
  const { keeper } = new Workspace(main, new ManualClock());
  const draft = new FileDraft({ client: main, keeper, tabId: newId<TabId>(), isTemporary: () => false });
  return { main, keeper, draft };
}

const names = (draft: FileDraft) => draft.files.map(({ name }) => name);
const refusals = (draft: FileDraft) => draft.intake.getState().refused.map(({ error }) => error.code);

test('keeps what main has stored, in the order in which it was added', async () => {
  const { main, draft } = openDraft();
  main.answer('attachments.add', ({ name, data }) =>
    attachment(name === 'a' ? '1' : '2', { name: `${name} ${data}` }),
  );
  await Promise.all([draft.add([new File(['one'], 'a')]), draft.add([new File([], 'b')])]);
  expect(names(draft)).toEqual([`a ${btoa('one')}`, 'b ']);
  expect(draft.intake.getState().reading).toEqual([]);
});

test('says of each file why it was refused, and keeps the others', async () => {
  const { main, draft } = openDraft();
  main.answer('attachments.add', ({ name }) => {
    if (name === 'film.mov') throw new RequestError(new AppError('attachment/unsupported', '').toInfo());
    return attachment('3');
  });
  const huge = new File([], 'huge.pdf');
  Object.defineProperty(huge, 'size', { value: maxAttachmentBytes + 1 });
  await draft.add([new File(['x'], 'film.mov'), huge, new File(['x'], 'fine.csv')]);
  expect(names(draft)).toEqual(['3.csv']);
  expect(refusals(draft)).toEqual(['attachment/unsupported', 'attachment/too-large']);
  for (const { key } of draft.intake.getState().refused) draft.dismiss(key);
  expect(refusals(draft)).toEqual([]);
});

test('takes the same bytes once, and no more files than a prompt may have', async () => {
  const { main, draft } = openDraft();
  const many = Array.from({ length: maxAttachments + 1 }, (_, index) =>
    attachment('4', { hash: index.toString(16).padStart(64, '0') }),
  );
  main.answer('attachments.choose', () => ({ added: [...many.slice(0, 2), ...many], refused: [] }));
  await draft.choose();
  expect(draft.files).toHaveLength(maxAttachments);
  expect(refusals(draft)).toEqual(['attachment/too-many']);
});

test('gives back what could not be sent before what was added meanwhile', () => {
  const { keeper, draft } = openDraft();
  draft.giveBack([attachment('5')]);
  const taken = draft.take();
  expect(names(draft)).toEqual([]);
  draft.giveBack([attachment('6')]);
  draft.giveBack(taken);
  expect(names(draft)).toEqual(['5.csv', '6.csv']);
  expect(keeper.files.getState().byTab.size).toBe(1);
});
