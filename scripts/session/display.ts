import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { say, ScriptFailure } from '../terminal.ts';
import { startService, type Service } from './service.ts';

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
  const server = startService({
    program: 'Xvfb',
    args: ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'],
    debianPackage: 'xvfb',
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await displayNumber(server);
  say(`No display here: windows open on a virtual one (Xvfb, DISPLAY=:${number}) and are not seen.`);
  return { env: { DISPLAY: `:${number}` }, stop: server.stop };
}

async function displayNumber({ child, ended }: Service): Promise<string> {
  const announcement = child.stdio[3];
  if (!(announcement instanceof Readable)) throw new Error('Xvfb was started without descriptor 3');
  for await (const line of createInterface({ input: announcement })) return line;
  await ended;
  throw new ScriptFailure('Xvfb ended before it was ready. Start it by hand to see why: Xvfb :99');
}
