/**
 * A look into the app's main process through Node's own inspector, as a debugger has it. The app needs nothing for it; the
 * runtime of a developer has the inspector, the packaged app has not.
 */
import { createServer } from 'node:net';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

const attempts = 100;
const pollMs = 50;

/** A port of loopback on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('There is no free port.');
}

/** Runs expressions in the main process. */
export interface MainInspector {
  /** The value of an expression, as far as it is JSON. */
  evaluate(expression: string): Promise<unknown>;
  close(): void;
}

/** Where the inspector on this port can be spoken to. */
async function addressOf(port: number): Promise<string> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${String(port)}/json/list`).catch(() => null);
    const targets: unknown = (await answer?.json()) ?? [];
    const [target]: readonly unknown[] = Array.isArray(targets) ? targets : [];
    if (typeof target === 'object' && target !== null && 'webSocketDebuggerUrl' in target) {
      return String(target.webSocketDebuggerUrl);
    }
    await delay(pollMs);
  }
  throw new Error('The main process has no inspector.');
}

/** Joins the inspector of a process that was started with `--inspect` on this port. */
export async function inspectMain(port: number): Promise<MainInspector> {
  const socket = new WebSocket(await addressOf(port));
  await once(socket, 'open');
  const waiting = new Map<number, (answer: unknown) => void>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const message: unknown = JSON.parse(String(data));
    if (typeof message !== 'object' || message === null || !('id' in message)) return;
    waiting.get(Number(message.id))?.(message);
    waiting.delete(Number(message.id));
  });
  return {
    evaluate: async (expression) => {
      last += 1;
      const id = last;
      const answered = new Promise<unknown>((resolve) => waiting.set(id, resolve));
      const params = { expression, returnByValue: true };
      socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }));
      const answer = JSON.stringify(await answered);
      const { result } = JSON.parse(answer) as {
        result?: { result?: { value?: unknown }; exceptionDetails?: unknown };
      };
      if (result === undefined || result.exceptionDetails !== undefined) throw new Error(answer);
      return result.result?.value;
    },
    close: () => {
      socket.close();
    },
  };
}
