/**
 * Background programs of a session: a display, a bus, a keyring. They outlive Ctrl-C, so that the app ends first and in
 * order, but never us: the kernel ends them when we are killed (`setpriv --pdeathsig`, where it exists).
 */
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { endChild } from '../childProcess.ts';
import { isOnPath } from '../system/path.ts';
import { ScriptFailure } from '../terminal.ts';

/** `debianPackage` is named when the program is missing. */
export interface ServiceOptions {
  readonly program: string;
  readonly args: readonly string[];
  readonly debianPackage: string;
  readonly stdio: StdioOptions;
  readonly env?: Readonly<Record<string, string>>;
}

/** A started program. `ended` resolves when it has ended, by itself or by `stop`. */
export interface Service {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts a program in the background. Throws a ScriptFailure when it is not installed. */
export function startService({ program, args, debianPackage, stdio, env = {} }: ServiceOptions): Service {
  if (!isOnPath(program)) {
    throw new ScriptFailure(
      `${program} is not installed. On Debian or Ubuntu it is in the package ${debianPackage}.`,
    );
  }
  const tied = ['--pdeathsig', 'SIGTERM', program, ...args];
  const options = { detached: true, stdio, env: { ...process.env, ...env } };
  const child = isOnPath('setpriv') ? spawn('setpriv', tied, options) : spawn(program, args, options);
  const stopNow = (): void => void child.kill('SIGKILL');
  process.once('exit', stopNow);
  const ended = once(child, 'exit').then(() => void process.off('exit', stopNow));
  return { child, ended, stop: async () => await endChild(child) };
}
