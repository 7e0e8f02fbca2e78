/** Editing time on real Electron: nothing is overwritten, every place can be reached, and what was deleted comes back. */
import { text } from '../../src/renderer/app/text/text.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import type { MainWindow } from '../pages/MainWindow.ts';

/** What a chat wire was sent, as its messages. */
const sent = (request: { readonly json: unknown } | undefined) =>
  (request?.json as { messages?: readonly unknown[] } | undefined)?.messages ?? [];

async function ask(window: MainWindow, prompt: string, answer: string): Promise<void> {
  await window.composer.send(prompt);
  await expect(window.pane().reply('fake-large').root).toContainText(answer);
  await window.pane().reply('fake-large').settled();
}

test('a reply is written anew, sent on from there, and the first stays', async ({ app, startFake }) => {
  const { window } = app;
  const fake = await startFake({
    behaviours: [
      { kind: 'answer', text: 'Four.' },
      { kind: 'answer', text: 'Because of four.' },
      { kind: 'answer', text: 'Because of five.' },
    ],
  });
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('fake-large');
  await ask(window, 'Two plus two?', 'Four.');
  await ask(window, 'Why?', 'Because of four.');

  const first = window.pane().messages.nth(1);
  const reply = window.pane().messageAt(1);
  await expect(first).toContainText('Four.');
  await reply.choose('edit');
  await reply.editor.fill('Five.');
  await reply.saveAndResend.click();
  await expect(window.pane().reply('fake-large').root).toContainText('Because of five.');
  expect(sent(fake.streams[2])).toMatchObject([
    { role: 'user', content: 'Two plus two?' },
    { role: 'assistant', content: 'Five.' },
    { role: 'user', content: 'Why?' },
  ]);
  await expect(reply.root).toContainText(text.chat.branches.origin.edited);
  await expect(reply.branch(2, 2)).toBeVisible();
  await window.pane().reply('fake-large').settled();
  await reply.previousBranch.click();
  await expect(window.pane().reply('fake-large').root).toContainText('Because of four.');
  await expect(reply.root).toContainText('Four.');
});

test('a prompt is saved as a branch without asking anybody, and sent later', async ({ app, startFake }) => {
  const { window } = app;
  const fake = await startFake({
    behaviours: [
      { kind: 'answer', text: 'Four.' },
      { kind: 'answer', text: 'Six.' },
    ],
  });
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('fake-large');
  await ask(window, 'Two plus two?', 'Four.');
  const prompt = window.pane().messageAt(0);
  await prompt.edit.click();
  await prompt.editor.fill('Three plus three?');
  await prompt.editor.press('ControlOrMeta+Enter');
  await expect(prompt.root).toContainText(text.chat.branches.notSent);
  expect(fake.streams).toHaveLength(1);
  await prompt.send.click();
  await expect(window.pane().reply('fake-large').root).toContainText('Six.');
  await expect(prompt.root).not.toContainText(text.chat.branches.notSent);
  await expect(prompt.branch(2, 2)).toBeVisible();
});

test('a branch is deleted, comes back by undo and from the trash, and goes for good', async ({
  app,
  startFake,
}) => {
  const { window, page } = app;
  const fake = await startFake({
    behaviours: [
      { kind: 'answer', text: 'Four.' },
      { kind: 'answer', text: 'Because.' },
    ],
  });
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('fake-large');
  await ask(window, 'Two plus two?', 'Four.');
  await ask(window, 'Why?', 'Because.');
  const messages = window.pane().messages;

  await window.pane().prompt('Why?').choose('delete');
  await expect(messages).toHaveCount(2);
  await window.composer.undo.click();
  await expect(messages).toHaveCount(4);

  await window.pane().prompt('Why?').choose('delete');
  await expect(messages).toHaveCount(2);
  await expect(window.composer.undo).toBeFocused();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(messages).toHaveCount(4);

  await window.pane().prompt('Why?').choose('delete');
  await expect(messages).toHaveCount(2);
  await window.library.trashButton.click();
  await window.trash.restoreBranch('Why?').click();
  await expect(messages).toHaveCount(4);
  await expect(window.trash.root).toContainText(text.library.trashView.empty);

  await window.pane().prompt('Why?').choose('delete');
  await expect(messages).toHaveCount(2);
  await expect(window.trash.restoreBranch('Why?')).toBeVisible();
  await window.trash.deleteBranchForever('Why?');
  await expect(window.trash.root).toContainText(text.library.trashView.empty);
  await expect(messages).toHaveCount(2);
});

test('a place is forked into a tab of its own, and another model is added from it', async ({
  app,
  startFake,
}) => {
  const { window } = app;
  const fake = await startFake({
    behaviours: (request) => ({ kind: 'answer', text: `${request.model} says so.` }),
  });
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('fake-large');
  await ask(window, 'One?', 'fake-large says so.');
  await ask(window, 'Two?', 'fake-large says so.');
  await window.pane().messageAt(1).choose('fork');
  await expect(window.tabs).toHaveCount(2);
  await expect(window.pane().messages).toHaveCount(2);
  await ask(window, 'Elsewhere?', 'fake-large says so.');
  await window.tabs.first().click();
  await expect(window.pane().messages).toHaveCount(4);

  await window.pane().messageAt(1).choose('addModel');
  await window.picker('add').pick('fake-small');
  await expect(window.panes).toHaveCount(2);
  await expect(window.pane('fake-small').messages).toHaveCount(2);
  await expect(window.pane('fake-large').messages).toHaveCount(4);
});

test('branching by keyboard alone: edit, walk the tree, go there, delete and undo', async ({
  app,
  startFake,
}) => {
  const { window, page } = app;
  const { keyboard } = page;
  const fake = await startFake({
    behaviours: [
      { kind: 'answer', text: 'By boat.' },
      { kind: 'answer', text: 'By train.' },
    ],
  });
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('fake-large');
  await keyboard.press('ControlOrMeta+l');
  await keyboard.type('How do I get to Crete?');
  await keyboard.press('Enter');
  await window.pane().reply('fake-large').settled();

  await test.step('another question beside the first', async () => {
    await keyboard.press('ArrowUp');
    await expect(window.pane().messageAt(0).editor).toBeFocused();
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type('And to Vienna?');
    await keyboard.press('ControlOrMeta+Shift+Enter');
    await expect(window.pane().reply('fake-large').root).toContainText('By train.');
    await window.pane().reply('fake-large').settled();
  });

  await test.step('back to the first through the tree', async () => {
    await window.tree.openByKeyboard();
    await expect(window.tree.items).toHaveCount(2);
    await expect(window.tree.active).toContainText('And to Vienna?');
    await keyboard.type('h');
    await expect(window.tree.active).toContainText('How do I get to Crete?');
    await keyboard.press('Enter');
    await expect(window.tree.dialog).toBeHidden();
    await expect(window.pane().reply('fake-large').root).toContainText('By boat.');
  });

  await test.step('the menu of a message, deletion and undo', async () => {
    const prompt = window.pane().messageAt(0);
    await prompt.more.focus();
    await keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: text.chat.message.copy })).toBeFocused();
    await keyboard.press('End');
    await expect(page.getByRole('menuitem', { name: text.chat.branches.menu.delete })).toBeFocused();
    await keyboard.press('Enter');
    await expect(window.pane().reply('fake-large').root).toContainText('By train.');
    await expect(window.composer.undo).toBeFocused();
    await keyboard.press('ControlOrMeta+z');
    await expect(window.pane().reply('fake-large').root).toContainText('By boat.');
  });
});
