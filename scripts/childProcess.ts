import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';

/** Settings of a child process: where it runs and what it sees. `undefined` in `env` removes a variable. */
export interface ChildOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** What a finished child left behind. */
export interface ChildResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The environment of this process with `changes` laid over it. */
export function childEnvironment(
  changes: Readonly<Record<string, string | undefined>> = {},
): Record<string, string | undefined> {
  return { ...process.env, ...changes };
}

/**
 * Runs a program with this terminal as its own and resolves with its exit code (128 + n when signal n ended it).
 * SIGINT, SIGTERM and SIGHUP are passed on, so that Ctrl-C ends the program first and we can clean up after it.
 */
export async function runChild(
  command: string,
  args: readonly string[],
  options: ChildOptions = {},
): Promise<number> {
  const child = spawn(command, args, { ...spawnOptions(options), stdio: 'inherit' });
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  for (const signal of passedOn) process.on(signal, forward);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
    });
  } finally {
    for (const signal of passedOn) process.off(signal, forward);
  }
}

/** Runs a program to its end and resolves with what it printed. Rejects only when it cannot be started. */
export async function captureChild(
  command: string,
  args: readonly string[],
  options: ChildOptions & { readonly input?: string } = {},
): Promise<ChildResult> {
  const child = spawn(command, args, { ...spawnOptions(options), stdio: 'pipe' });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdin.on('error', () => undefined); // A child that ends without reading its input is no failure of ours.
  child.stdin.end(options.input ?? '');
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  return {
    exitCode,
    stdout: Buffer.concat(stdout).toString('utf8'),
    stderr: Buffer.concat(stderr).toString('utf8'),
  };
}

/** Ends a child with SIGTERM and resolves when it is gone; at once if it was. A stopped child is woken first to see it. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGCONT');
  child.kill();
  await ended;
}

function spawnOptions({ cwd, env }: ChildOptions): SpawnOptions & { stdio?: undefined } {
  return { shell: false, env: childEnvironment(env), ...(cwd === undefined ? {} : { cwd }) };
}
