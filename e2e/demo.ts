/**
 * `npm run demo`: the main job without a hand on the keyboard. A fresh profile, two models side by side (the built-in demo and
 * Amazon Bedrock, played by a server on this machine that speaks its wire), one prompt for both, and the transcript of what
 * they said. Leaves its results in demo-out/ and fails when one of them is not as it should be.
 */
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { projectPath } from '../scripts/projectPaths.ts';
import { runScript, say, ScriptFailure } from '../scripts/terminal.ts';
import { connectBedrock } from './connect.ts';
import { withFreshHome } from './freshApp.ts';
import type { MainWindow } from './pages/MainWindow.ts';
import { startFakeProvider, type FakeProvider } from './providers/FakeProvider.ts';
import type { RunningApp } from './RunningApp.ts';

const folder = projectPath('demo-out');
const results = {
  markdown: join(folder, 'transcript.md'),
  json: join(folder, 'transcript.json'),
  light: join(folder, 'light.png'),
  dark: join(folder, 'dark.png'),
};
const longestAnswerMs = 45_000;

const prompt = 'Which isolation level should a booking system use? A table, please.';
const demoModel = 'Demo writer';
const bedrockModel = 'US Fake Profiled';
const bedrockAnswer = `## Serializable, for the one transaction that counts

A seat may be sold once. Under \`READ COMMITTED\` two customers can both see it free, and both buy it. So:

| Transaction      | Level            | Why                             |
| :--------------- | :--------------- | :------------------------------ |
| Search for seats | \`READ COMMITTED\` | An old answer does no harm      |
| Hold a seat      | \`SERIALIZABLE\`   | It checks, and then it writes   |
| Pay              | \`SERIALIZABLE\`   | Must see the hold that it pays  |

Be ready to try again:

\`\`\`ts
for (let attempt = 1; attempt <= 3; attempt += 1) {
  const held = await holdSeat(seat, customer);
  if (held !== 'conflict') return held;
}
\`\`\`

With a retry around it the price is small: conflicts are rare, and only they are repeated.
`;

/** Asks both models at once and waits for both. */
async function broadcast(window: MainWindow): Promise<void> {
  await window.addModel(bedrockModel);
  say(`Asking ${demoModel} and ${bedrockModel}: ${prompt}`);
  await window.composer.send(prompt);
  for (const model of [bedrockModel, demoModel]) {
    const reply = window.pane(model).reply(model);
    await reply.settled(longestAnswerMs);
    await reply.root.getByRole('table').first().waitFor();
    say(`${model} has answered.`);
  }
}

/** Exports through the dialog, as a person would. */
async function exportTranscripts(app: RunningApp): Promise<void> {
  const dialog = await app.window.openTranscript();
  for (const format of ['markdown', 'json'] as const) {
    await dialog.format(format).check();
    await app.saveTo(results[format]);
    await dialog.exportButton.click();
    await dialog.saved.filter({ hasText: format === 'markdown' ? '.md' : '.json' }).waitFor();
  }
  await dialog.close();
}

async function takePictures({ window, page }: RunningApp): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    const settings = await window.openSettings();
    await settings.theme(theme).check();
    await settings.close();
    // Out of the way, or what it rests on shows its buttons.
    await page.mouse.move(0, 0);
    await page.screenshot({ path: results[theme], animations: 'disabled' });
  }
}

/** Looks at what was left behind. Throws a ScriptFailure that says what is missing. */
async function checkResults(bedrock: FakeProvider): Promise<void> {
  for (const file of Object.values(results)) {
    const { size } = await stat(file);
    if (size === 0) throw new ScriptFailure(`${file} is empty`);
    say(`${file} (${String(size)} bytes)`);
  }
  const expected = [prompt, demoModel, bedrockModel, 'SQL isolation levels', 'for (let attempt = 1'];
  for (const file of [results.markdown, results.json]) {
    const transcript = await readFile(file, 'utf8');
    const missing = expected.filter((words) => !transcript.includes(words));
    if (missing.length > 0) throw new ScriptFailure(`${file} does not hold: ${missing.join(', ')}`);
  }
  JSON.parse(await readFile(results.json, 'utf8'));
  const asked = bedrock.streams.length;
  if (asked !== 1) throw new ScriptFailure(`Bedrock was asked ${String(asked)} times, not once`);
}

await runScript(async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const bedrock = await startFakeProvider({
    behaviours: [
      { kind: 'answer', text: bedrockAnswer, tokensPerSecond: 40, usage: { input: 24, output: 236 } },
    ],
  });
  try {
    await withFreshHome(async (_home, launch) => {
      say('Starting the app on a fresh profile.');
      const app = await launch();
      await app.resize(1280, 800);
      say(`Connecting Amazon Bedrock, played by ${bedrock.url}.`);
      await connectBedrock(app.window, bedrock, 'Bedrock us-east-1');
      await broadcast(app.window);
      say('Exporting the transcript and taking pictures.');
      await exportTranscripts(app);
      await takePictures(app);
    });
    await checkResults(bedrock);
  } finally {
    await bedrock.close();
  }
  say('The demo is complete.');
  return 0;
});
