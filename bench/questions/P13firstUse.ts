/**
 * P13: what the first use of a provider costs main, in the real runtime: a fresh Electron process imports what the first
 * request loads of SDKs. The adapter's own code is not in it: it is a few kilobytes and cannot be had without the app's start.
 * None of it may be imported by the start, so the built start is searched for it. The floor is the same process importing
 * nothing.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { projectPath } from '../../scripts/projectPaths.ts';
import { below, explained, type BenchContext, type Figure, type Question } from '../Question.ts';
import { median } from '../statistics.ts';

const run = promisify(execFile);
const limitMs = 150;
const patienceMs = 30_000;

const missReason =
  'Import time is clock time and mostly reading: the first process of a run pays for a cold disk, and a busy machine for all.';

interface FirstUse {
  readonly name: string;
  /** What the first request loads. */
  readonly packages: readonly string[];
}

/** The build's own file of an SDK that it takes in whole. */
function builtChunk(name: string): string {
  const folder = projectPath('out', 'main', 'chunks');
  const file = readdirSync(folder).find((entry) => entry.startsWith(`${name}-`));
  if (file === undefined) throw new Error(`The build has no file for ${name}`);
  return pathToFileURL(join(folder, file)).href;
}

const firstUses = (): readonly FirstUse[] => [
  { name: 'OpenAI, Azure and everything compatible', packages: [builtChunk('openAiSdk')] },
  {
    name: 'Bedrock, Converse',
    packages: ['@aws-sdk/client-bedrock-runtime', '@smithy/node-http-handler'],
  },
  {
    name: 'Bedrock, OpenAI models',
    packages: [builtChunk('openAiSdk'), '@smithy/signature-v4'],
  },
];

/** How long a fresh process takes to import these, in milliseconds. */
async function importTime(context: BenchContext, modules: readonly string[]): Promise<number> {
  const folder = projectPath('bench', 'floor', 'imports');
  const profile = mkdtempSync(join(context.folder, 'profile-'));
  const args = [folder, ...context.electronArgs, `--user-data-dir=${profile}`];
  const env = { ...context.env, BENCH_IMPORTS: JSON.stringify(modules) };
  const { stdout } = await run(context.electron, args, { env, timeout: patienceMs });
  const took = /imported in ([\d.]+)/.exec(stdout)?.[1];
  if (took === undefined) throw new Error(`The process said: ${stdout}`);
  return Number(took);
}

async function typicalTime(context: BenchContext, modules: readonly string[]): Promise<number> {
  // The first one warms the disk's cache.
  await importTime(context, modules);
  const times: number[] = [];
  for (let round = 0; round < context.rounds; round += 1) times.push(await importTime(context, modules));
  return median(times);
}

/** SDKs that the start itself imports. */
function importedAtStart(): number {
  const start = readFileSync(projectPath('out', 'main', 'index.js'), 'utf8');
  const imported = [...start.matchAll(/^import\b[^;]*?["']([^"'./][^"']*)["'];?$/gm)].map(([, name]) => name);
  return imported.filter((name) => /^(openai|@aws-sdk|@smithy|socks|pac-resolver|quickjs)/.test(name ?? ''))
    .length;
}

async function answer(context: BenchContext): Promise<readonly Figure[]> {
  const floor = await typicalTime(context, []);
  const figures: Figure[] = [];
  for (const { name, packages } of firstUses()) {
    const value = await typicalTime(context, packages);
    figures.push(below({ name: `import of ${name}`, unit: 'ms', value, floor }, limitMs));
  }
  figures.push(
    below({ name: 'SDKs imported at start', unit: 'count', value: importedAtStart(), floor: 0 }, 0),
  );
  return explained(context, figures, missReason);
}

export const firstUseQuestion: Question = { id: 'P13', title: 'First use of a provider', answer };
