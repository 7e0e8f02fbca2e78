/** Starts a packaged app in an empty home and looks at it from outside, by the kernel's own tables. Linux only. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** A started app: what it printed so far, and how to end it. */
export interface PackagedProcess {
  readonly output: () => string;
  readonly hasRenderer: () => Promise<boolean>;
  readonly listeningSockets: () => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
}

interface LaunchOptions {
  readonly executable: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** Starts the app as the leader of a process group of its own, so that `stop` ends all of its processes. */
export function launchPackaged({ executable, args, env }: LaunchOptions): PackagedProcess {
  const child = spawn(executable, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  return {
    output: () => output,
    hasRenderer: async () =>
      (await commandLines(await processTree(child))).some((line) => line.includes('--type=renderer')),
    listeningSockets: async () => listeningSockets(await processTree(child)),
    stop: async () => endGroup(child),
  };
}

/** Resolves when `condition` holds; rejects after `milliseconds`. */
export async function until(condition: () => Promise<boolean>, milliseconds: number): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Still not so after ${milliseconds / 1000} s`);
    await delay(50);
  }
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}

async function processTree(root: ChildProcess): Promise<readonly number[]> {
  const parents = new Map<number, number>();
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)) {
    const fields = (await readText(`/proc/${pid}/stat`)).split(') ')[1]?.split(' ');
    if (fields) parents.set(pid, Number(fields[1]));
  }
  const tree = root.pid === undefined ? [] : [root.pid];
  for (const pid of tree)
    tree.push(...[...parents].filter(([, parent]) => parent === pid).map(([child]) => child));
  return tree;
}

async function commandLines(pids: readonly number[]): Promise<readonly string[]> {
  return Promise.all(pids.map(async (pid) => readText(`/proc/${pid}/cmdline`)));
}

/** TCP sockets in the state LISTEN (0A in /proc/net/tcp, see proc(5)) that one of the processes holds open. */
async function listeningSockets(pids: readonly number[]): Promise<readonly string[]> {
  const held = new Set((await Promise.all(pids.map(socketInodes))).flat());
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map(readText));
  return tables
    .flatMap((table) => table.split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === '0A' && held.has(fields[9] ?? ''))
    .map((fields) => fields[1] ?? '');
}

async function socketInodes(pid: number): Promise<readonly string[]> {
  const folder = `/proc/${pid}/fd`;
  const links = await Promise.all(
    (await readdir(folder).catch(() => [])).map((fd) => readlink(`${folder}/${fd}`).catch(() => '')),
  );
  return links.map((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? '').filter((inode) => inode !== '');
}

/** A process may end while it is read; then there is nothing to know of it. */
async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
