import { expect } from '@playwright/test';
import type { FakeUsage } from './providers/behaviour.ts';
import type { FakeProvider } from './providers/FakeProvider.ts';
import type { FakeRequest } from './providers/FakeRequest.ts';
import type { Message } from './pages/Message.ts';
import type { MainWindow } from './pages/MainWindow.ts';

interface Steps {
  /** The name under which the model answers. */
  readonly model: string;
  readonly prompt: string;
  readonly usage: FakeUsage;
}

/** Asks in the only pane and lets the server answer in two steps: the first words are in sight before the last are sent. */
export async function askInSteps(
  window: MainWindow,
  fake: FakeProvider,
  { model, prompt, usage }: Steps,
): Promise<{ readonly request: FakeRequest; readonly reply: Message }> {
  fake.script({ kind: 'manual' });
  const before = fake.streams.length;
  await window.composer.send(prompt);
  await expect.poll(() => fake.streams.length).toBe(before + 1);
  const request = fake.streams.at(-1);
  if (request === undefined) throw new Error('The prompt did not arrive');
  const reply = window.pane().reply(model);
  await request.emit({ text: 'The first words, ' });
  await expect(reply.root).toContainText('The first words,');
  await request.emit({ text: 'and the last.' });
  await request.finish('end', usage);
  await expect(reply.root).toContainText('The first words, and the last.');
  await reply.settled();
  return { request, reply };
}
