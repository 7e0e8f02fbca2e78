import { existsSync, readFileSync, rmSync } from 'node:fs';
import { runChild } from '../childProcess.ts';
import { projectPath, projectRoot } from '../projectPaths.ts';
import { say, ScriptFailure } from '../terminal.ts';
import { noTests, readPlaywrightTotals, readVitestTotals, type Totals } from './totals.ts';

/** A step of `npm test`: an npm script, and for a suite the tool whose JSON report is counted. */
export interface Stage {
  readonly script: string;
  readonly suite?: 'vitest' | 'playwright';
}

/** What a stage came to. Without a suite it counts nothing when it passes and one failure when it does not. */
export interface StageResult {
  readonly ok: boolean;
  readonly totals: Totals;
}

/** Runs one stage. A suite that passes without having run a single test is a failure. */
export async function runStage(stage: Stage): Promise<StageResult> {
  say(`npm run ${stage.script}`);
  const report = projectPath('.cache', 'reports', `${stage.script.replaceAll(':', '-')}.json`);
  rmSync(report, { force: true });
  const exitCode = await runNpmScript(stage, report);
  if (!stage.suite) return { ok: exitCode === 0, totals: { ...noTests, failed: exitCode === 0 ? 0 : 1 } };
  const totals = readReport(stage.suite, report);
  if (totals.passed + totals.failed === 0) {
    say(`npm run ${stage.script} ran no test, which counts as a failure.`);
    return { ok: false, totals: { ...totals, failed: 1 } };
  }
  // An exit code that the report does not explain is a failure too, never hidden by a good count.
  const failed = totals.failed === 0 && exitCode !== 0 ? 1 : totals.failed;
  return { ok: failed === 0, totals: { ...totals, failed } };
}

async function runNpmScript({ script, suite }: Stage, report: string): Promise<number> {
  const npm = process.env['npm_execpath'];
  if (!npm) throw new ScriptFailure('Run this as `npm test`.');
  const node = process.env['npm_node_execpath'] ?? process.execPath;
  const env = suite === 'playwright' ? { PLAYWRIGHT_JSON_OUTPUT_FILE: report } : {};
  const args = [npm, 'run', '--silent', script, '--', ...reporterArguments(suite, report)];
  return runChild(node, args, { cwd: projectRoot, env });
}

function reporterArguments(suite: Stage['suite'], report: string): readonly string[] {
  switch (suite) {
    case 'vitest':
      return ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    case 'playwright':
      return ['--reporter=list,json'];
    case undefined:
      return [];
  }
}

function readReport(suite: 'vitest' | 'playwright', path: string): Totals {
  if (!existsSync(path)) return noTests;
  const report: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return suite === 'vitest' ? readVitestTotals(report) : readPlaywrightTotals(report);
}
