/** What replies cost: said before and after, added up, and kept within budgets. What is not known is said, and never as nothing. */
import { text } from '../../src/renderer/app/text/text.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import type { MainWindow } from '../pages/MainWindow.ts';
import type { FakeProviderOptions } from '../providers/FakeProvider.ts';

const { chat, settings } = text;
const usage = { input: 1000, output: 500 };
/** A thousand tokens at 3 and five hundred at 15 dollars a million. */
const once = 0.0105;

/** A server with models whose prices its list tells, and with one of which nobody knows the price. */
const priced: FakeProviderOptions = {
  behaviours: [{ kind: 'answer', text: 'Worth its price.', usage }],
  answers: ({ path }) => {
    if (!path.endsWith('/models')) return null;
    const pricing = { prompt: '0.000003', completion: '0.000015' };
    const data = [{ id: 'acme-one', pricing }, { id: 'acme-two', pricing }, { id: 'acme-unpriced' }];
    const headers = { 'content-type': 'application/json' };
    return { status: 200, headers, body: JSON.stringify({ data }) };
  },
};

async function ask(window: MainWindow, prompt: string): Promise<void> {
  const before = await window.pane().prompts.count();
  await window.composer.send(prompt);
  await expect(window.pane().prompts).toHaveCount(before + 1);
  await expect(window.pane().last.root).toContainText('Worth its price.');
  await window.pane().last.settled();
}

/** What is said of a limit of a cent once a reply has been paid. */
function standing(level: 'soft' | 'hard'): string {
  const of = { level, scope: 'conversation', spentUsd: once, limitUsd: 0.01 } as const;
  return chat.plan.budget(of) ?? '';
}

/** Sets a limit for each conversation and goes back to the chat. */
async function limit(window: MainWindow, level: 'soft' | 'hard', usd: string): Promise<void> {
  const dialog = await window.openSettings();
  await dialog.section(settings.sections.budgets).click();
  await dialog.setBudget(settings.budgets.conversation, level, usd);
  await dialog.close();
}

test('a known price: an estimate, a cost, and totals of the conversation, the day and the connection', async ({
  app: { window },
  startFake,
}) => {
  await connectServer(window, await startFake(priced), 'Priced');
  await window.chooseModel('acme-one');
  await window.composer.field.fill('What do you cost?');
  await expect(window.composer.meter).toContainText(/≈ \$0\.0\d/);
  await ask(window, 'What do you cost?');
  await expect(window.pane().last.root).toContainText(chat.footer.cost(once));
  await ask(window, 'And now?');
  await window.pane().modelButton.hover();
  await expect(window.pane().root).toContainText(`${chat.plan.spent}: ${chat.footer.cost(once * 2)}`);
  await window.composer.openPlan();
  await expect(window.composer.plan).toContainText(chat.footer.cost(once * 2));
  await window.page.keyboard.press('Escape');

  const dialog = await window.openSettings();
  await dialog.section(settings.sections.usage).click();
  for (const list of ['days', 'connections'] as const) {
    await expect(dialog.usage(list)).toHaveCount(1);
    await expect(dialog.usage(list)).toContainText(chat.footer.cost(once * 2));
    await expect(dialog.usage(list)).toContainText(settings.usage.replies(2));
  }
  await expect(dialog.usage('connections')).toContainText('Priced');
});

test('an unknown price is said everywhere, and is never 0', async ({ app: { window }, startFake }) => {
  await connectServer(window, await startFake(priced), 'Priced');
  await window.chooseModel('acme-unpriced');
  await window.composer.field.fill('What do you cost?');
  await expect(window.composer.meter).toContainText(chat.plan.unknownPrice);
  await ask(window, 'What do you cost?');
  await expect(window.pane().last.root).toContainText(chat.footer.unknownCost);
  await window.pane().modelButton.hover();
  await expect(window.pane().root).toContainText(`${chat.plan.spent}: ${chat.plan.unknownPrice}`);
  const dialog = await window.openSettings();
  await dialog.section(settings.sections.usage).click();
  const total = { usd: 0, replies: 1, unknown: 1, inputTokens: 0, cachedTokens: 0, outputTokens: 0 };
  await expect(dialog.usage('days')).toContainText(settings.usage.sum(total));
  await expect(dialog.dialog).toContainText(settings.usage.unknown(1));
  await expect(dialog.dialog).not.toContainText('$0');
});

test('a soft budget warns and lets a message through', async ({ app: { window }, startFake }) => {
  const fake = await startFake(priced);
  await connectServer(window, fake, 'Priced');
  await limit(window, 'soft', '0.01');
  await window.chooseModel('acme-one');
  await ask(window, 'One');
  await window.composer.field.fill('Two');
  await expect(window.composer.notes).toContainText([standing('soft')]);
  await expect(window.composer.sendButton).toBeEnabled();
  await ask(window, 'Two');
  expect(fake.streams).toHaveLength(2);
});

test('a hard budget stops the next message, says so, and leads to the budgets', async ({
  app: { window },
  startFake,
}) => {
  const fake = await startFake(priced);
  await connectServer(window, fake, 'Priced');
  await limit(window, 'hard', '0.01');
  await window.chooseModel('acme-one');
  await ask(window, 'One');
  await window.composer.field.fill('Two');
  const note = window.composer.notes.filter({ hasText: standing('hard') });
  await expect(window.composer.sendButton).toBeDisabled();
  await window.composer.field.press('Enter');
  await expect(window.composer.field).toHaveValue('Two');
  expect(fake.streams).toHaveLength(1);

  await note.getByRole('button', { name: chat.plan.openBudgets }).click();
  await window.settings.setBudget(settings.budgets.conversation, 'hard', '5');
  await window.settings.close();
  await expect(window.composer.sendButton).toBeEnabled();
  await window.composer.sendButton.click();
  await expect(window.pane().prompts).toHaveCount(2);
  await expect(window.pane().last.root).toContainText('Worth its price.');
  expect(fake.streams).toHaveLength(2);
});

test('a message to several models has a total before it is sent', async ({ app: { window }, startFake }) => {
  await connectServer(window, await startFake(priced), 'Priced');
  await window.chooseModel('acme-one');
  await window.addModel('acme-two');
  await window.composer.field.fill('Who is cheaper?');
  await expect(window.composer.meter).toContainText('≈ $');
  await window.composer.openPlan();
  const rows = window.composer.plan;
  await expect(rows).toContainText('acme-one');
  await expect(rows).toContainText('acme-two');
  await expect(rows).toContainText(chat.plan.total);
  await window.page.keyboard.press('Escape');
  await window.addModel('acme-unpriced');
  await expect(window.composer.meter).toContainText('and more');
});
