/**
 * `npm test`: everything that must hold before a change is taken, in the order in which a fault is cheapest to find. Stops
 * at the first stage that fails and always closes with the totals over all suites, alone on the last line.
 */
import { findElectron } from './electron/findElectron.ts';
import { ensureSystemLibraries } from './system/systemLibraries.ts';
import { runScript, say } from './terminal.ts';
import { runStage, type Stage } from './testing/stages.ts';
import { addTotals, formatTotals, noTests } from './testing/totals.ts';

const stages: readonly Stage[] = [
  { script: 'format:check' },
  { script: 'lint' },
  { script: 'typecheck' },
  { script: 'test:unit', suite: 'vitest' },
  { script: 'build' },
  { script: 'test:e2e', suite: 'playwright' },
  { script: 'test:package', suite: 'vitest' },
];

await runScript(async () => {
  await ensureSystemLibraries(await findElectron(), ['display', 'keyring', 'fonts']);
  let totals = noTests;
  let failedAt: Stage | undefined;
  for (const stage of stages) {
    const result = await runStage(stage);
    totals = addTotals(totals, result.totals);
    if (result.ok) continue;
    failedAt = stage;
    break;
  }
  if (failedAt) say(`Failed at npm run ${failedAt.script}.`);
  process.stdout.write(`${formatTotals(totals)}\n`);
  return failedAt ? 1 : 0;
});
