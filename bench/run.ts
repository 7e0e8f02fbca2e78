/**
 * `npm run bench [-- options]` measures how fast the app is and says how that stands to its targets.
 *
 *   --only P3,P6   only these questions
 *   --rounds N     measurements of each kind (default 12); more is slower and less noisy
 *   --million      search over 1,000,000 messages instead of 100,000 (takes several minutes to write them)
 *
 * How to read the table: every line is one figure. `measured` is the app, `floor` is the least that the same work can cost,
 * measured in the same run on the same machine (an Electron window with one plain page, the SDK alone, the bare query), and
 * `relation` is what the target speaks of. Absolute times move with the machine, relations far less. Below the table stand
 * the notes, among them the reason for every target that is missed. A missed target is an answer, so the exit code is 0; it
 * is 1 when a measurement itself failed. A run of all questions is written to bench/results.json as well. Clock times count
 * only on a machine that does nothing else; processor times, memory and ratios bear a little company.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findElectron } from '../scripts/electron/findElectron.ts';
import { projectPath } from '../scripts/projectPaths.ts';
import { osSandboxArguments } from '../scripts/session/osSandbox.ts';
import { runScript, say, ScriptFailure, warn } from '../scripts/terminal.ts';
import type { BenchContext, Question } from './Question.ts';
import { questions } from './questions/questions.ts';
import { formatTable, writeResults, type Answer } from './report.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '12' },
    million: { type: 'boolean', default: false },
  },
});

function chosenQuestions(): readonly Question[] {
  if (options.only === undefined) return questions;
  const ids = options.only.split(',').map((id) => id.trim().toUpperCase());
  const unknown = ids.filter((id) => !questions.some((question) => question.id === id));
  if (unknown.length === 0) return questions.filter((question) => ids.includes(question.id));
  throw new ScriptFailure(
    `There is no question ${unknown.join(', ')}. There are ${questions.map(({ id }) => id).join(', ')}.`,
  );
}

function ownEnvironment(): Record<string, string> {
  const defined = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(defined);
}

async function ask(
  question: Question,
  context: Omit<BenchContext, 'folder' | 'note'>,
  base: string,
): Promise<Answer> {
  const { id, title } = question;
  const notes: string[] = [];
  const folder = join(base, id);
  mkdirSync(folder);
  const startedAt = performance.now();
  say(`${id} ${title}…`);
  const figures = await question.answer({
    ...context,
    folder,
    note: (text) => {
      notes.push(text);
    },
  });
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  say(`${id} took ${Math.round((performance.now() - startedAt) / 1000)} s.`);
  return { id, title, figures, notes };
}

await runScript(async () => {
  const chosen = chosenQuestions();
  const rounds = Number(options.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new ScriptFailure('--rounds takes a number from 1 on.');
  const runtime = await findElectron();
  const [loadBefore = 0] = loadavg();
  if (loadBefore > availableParallelism() / 2) {
    warn(`the machine is busy (load ${loadBefore.toFixed(1)}), so clock times will say little.`);
  }
  const context = {
    electron: runtime.executable,
    electronArgs: osSandboxArguments(runtime),
    env: ownEnvironment(),
    rounds,
    searchedMessages: options.million ? 1_000_000 : 100_000,
  };
  const base = mkdtempSync(join(tmpdir(), 'sy-bench-'));
  const answers: Answer[] = [];
  let failed = 0;
  try {
    for (const question of chosen) {
      try {
        answers.push(await ask(question, context, base));
      } catch (caught) {
        failed += 1;
        const reason = caught instanceof Error ? (caught.stack ?? caught.message) : String(caught);
        process.stderr.write(`[switchyard] ${question.id} could not be measured: ${reason}\n`);
      }
    }
  } finally {
    rmSync(base, { recursive: true, force: true, maxRetries: 5 });
  }
  process.stdout.write(`\n${formatTable(answers)}\n`);
  if (options.only === undefined) {
    const electron = `${runtime.version} (${runtime.origin})`;
    writeResults(
      projectPath('bench', 'results.json'),
      answers,
      { electron, node: process.version },
      loadBefore,
    );
  }
  return failed === 0 ? 0 : 1;
});
