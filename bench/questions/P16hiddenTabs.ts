/**
 * P16: what a tab costs the page while it is hidden. Fifty chats of a hundred messages each are looked at one after another; what the
 * heap of the page has grown by since the first few, once its garbage is gone, is divided among the others. The elements of the
 * page are counted too: those of hidden tabs would be among them.
 */
import { join } from 'node:path';
import { startFakeProvider } from '../../e2e/providers/FakeProvider.ts';
import { projectRoot } from '../../scripts/projectPaths.ts';
import { sections } from '../answerText.ts';
import { showTab } from '../chatPage.ts';
import { startApp, type StartedApp } from '../electronApp.ts';
import { seedProfile, type SeededTurn } from '../profile.ts';
import { atMost, below, type BenchContext, type Figure, type Question } from '../Question.ts';

const tabs = 50;
/** Tabs that are looked at before the first measurement, so that what is loaded once is not counted. */
const first = 6;
const turnsOfTab = 50;
/** In kB: room for the record and for what the engine learns by the way, far from that of the chat itself (some 250 kB). */
const mostOfTab = 64;

function turns(chat: number): readonly SeededTurn[] {
  return Array.from({ length: turnsOfTab }, (_, index) => ({
    prompt: `Question ${index} of chat ${chat}`,
    reply: `${sections[(chat + index) % sections.length] ?? ''} (${chat}.${index})`,
  }));
}

interface Weight {
  /** Bytes of the script heap. */
  readonly heap: number;
  readonly elements: number;
}

async function weigh({ page, session }: StartedApp): Promise<Weight> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const elements = await page.evaluate(() => document.querySelectorAll('*').length);
  return { heap: usedSize, elements };
}

async function look(app: StartedApp, from: number, to: number): Promise<void> {
  for (let tab = from; tab < to; tab += 1) {
    await showTab(app.page, tab);
    await app.page.getByRole('log').getByRole('article').last().waitFor();
  }
  // Both weights are taken with the same chat in sight.
  await showTab(app.page, 0);
  await app.page.getByRole('log').getByRole('article').last().waitFor();
}

async function answer(context: BenchContext): Promise<readonly Figure[]> {
  const profile = join(context.folder, 'profile');
  const server = await startFakeProvider();
  const chats = Array.from({ length: tabs }, (_, chat) => ({
    title: `Chat ${chat}`,
    laneCount: 1,
    turns: turns(chat),
  }));
  await seedProfile(profile, server.url, chats);
  const app = await startApp(context, { appFolder: projectRoot, profile });
  try {
    await look(app, 0, first);
    const few = await weigh(app);
    await look(app, first, tabs);
    const all = await weigh(app);
    const perTab = (all.heap - few.heap) / (tabs - first) / 1000;
    context.note(
      `The heap of the page: ${(few.heap / 1e6).toFixed(1)} MB after ${first} tabs, ${(all.heap / 1e6).toFixed(1)} MB after ${tabs}.`,
    );
    return [
      below({ name: 'heap of a hidden tab', unit: 'kB', value: Math.max(perTab, 0), floor: 0 }, mostOfTab),
      atMost({ name: 'elements of the page', unit: 'count', value: all.elements, floor: few.elements }, 1.05),
    ];
  } finally {
    await app.close();
    await server.close();
  }
}

export const hiddenTabsQuestion: Question = { id: 'P16', title: 'Hidden tabs', answer };
