import { execFile } from 'node:child_process';
import { AppError } from '../../../shared/errors.ts';

/** A program and what it is told. No shell ever sees it. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

/** The longest that a command may take, in milliseconds: a sign-in may have to be renewed over the network. */
const timeoutMs = 30_000;
const maxOutputBytes = 64 * 1024;

/**
 * Runs a command and gives what it printed. Rejects with `sign-in/command-failed`; nothing of its output is kept, because it
 * may hold a token or a path.
 */
export function runTokenCommand({ program, args }: Command): Promise<string> {
  const options = {
    encoding: 'utf8',
    killSignal: 'SIGKILL',
    maxBuffer: maxOutputBytes,
    timeout: timeoutMs,
    windowsHide: true,
  } as const;
  return new Promise((resolve, reject) => {
    const fail = (how: string): void => {
      reject(new AppError('sign-in/command-failed', `The command that prints a token ${how}`));
    };
    try {
      const child = execFile(program, [...args], options, (error, printed) => {
        if (error === null) resolve(printed);
        else if (error.killed === true) fail('took too long');
        else if (typeof error.code === 'number') fail(`ended with ${String(error.code)}`);
        else fail('could not be started');
      });
      // A command that asks a question would wait for ever.
      child.stdin?.end();
    } catch {
      // A program or an argument with a NUL byte in it is refused at once.
      fail('could not be started');
    }
  });
}
