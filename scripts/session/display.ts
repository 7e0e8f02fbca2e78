import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { endChild } from '../childProcess.ts';
import { say, ScriptFailure } from '../terminal.ts';

/** A display for programs with windows; `stop` ends it if it is ours. */
export interface Display {
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/**
 * The display of this session or, on Linux without one, a virtual one (Xvfb, 1600 × 1200). Says so, because a person
 * who waits for a window would not see it. Throws a ScriptFailure when Xvfb does not start.
 */
export async function startDisplay(): Promise<Display> {
  const { env } = process;
  if (process.platform !== 'linux' || env['DISPLAY'] || env['WAYLAND_DISPLAY'])
    return { env: {}, stop: async () => {} };
  // With -displayfd the server takes the first free number itself and writes it to descriptor 3 when it is ready.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    detached: true, // Ctrl-C ends the app first, and the display after it.
  });
  try {
    await once(server, 'spawn');
  } catch (error) {
    throw new ScriptFailure('Xvfb could not be started. On Debian or Ubuntu it is in the package xvfb.', {
      cause: error,
    });
  }
  const stopNow = (): void => void server.kill();
  process.once('exit', stopNow);
  const number = await displayNumber(server.stdio[3] as Readable, once(server, 'exit'));
  say(`No display here: windows open on a virtual one (Xvfb, DISPLAY=:${number}) and are not seen.`);
  return {
    env: { DISPLAY: `:${number}` },
    stop: async () => {
      process.off('exit', stopNow);
      await endChild(server);
    },
  };
}

async function displayNumber(announcement: Readable, ended: Promise<unknown>): Promise<string> {
  const line = once(createInterface({ input: announcement }), 'line') as Promise<[string]>;
  const first = await Promise.race([line, ended.then(() => undefined)]);
  if (first) return first[0];
  throw new ScriptFailure('Xvfb ended before it was ready. Start it by hand to see why: Xvfb :99');
}
