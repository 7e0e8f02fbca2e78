import { mainWindowId } from '../../shared/ids.ts';
import { fc, test } from '@fast-check/vitest';
import { beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { defineRoute } from '../../shared/ipc/define.ts';
import { routes } from '../../shared/ipc/routes.ts';
import type { RouteName } from '../../shared/ipc/routes.ts';
import type { LogFields, Logger } from '../logging/Logger.ts';
import { requestBudget } from './inputBudget.ts';
import type { HandlersOf, IpcHandlers } from './IpcHandlers.ts';
import { IpcRouter } from './IpcRouter.ts';

const page = { windowId: mainWindowId, topFrame: true, origin: 'app://main' };

/** Keeps every line, to be searched for what must not be there. */
class RecordingLogger implements Logger {
  readonly lines: string[] = [];
  info(message: string, fields?: LogFields): void {
    this.lines.push(JSON.stringify([message, fields]));
  }
  warn(message: string, fields?: LogFields): void {
    this.lines.push(JSON.stringify([message, fields]));
  }
  error(message: string, _caught: unknown, fields?: LogFields): void {
    this.lines.push(JSON.stringify([message, fields]));
  }
}

const logger = new RecordingLogger();
beforeEach(() => {
  logger.lines.length = 0;
});

function routerFor(handle: (name: string, input: unknown) => Promise<unknown>): IpcRouter {
  const handlers = Object.fromEntries(
    Object.keys(routes).map((name) => [name, (input: unknown) => handle(name, input)]),
  );
  return new IpcRouter({ routes, handlers, pageOrigin: 'app://main', budget: requestBudget, logger });
}

function echoRouter(handle: (input: unknown) => Promise<unknown>): IpcRouter {
  const text = z.strictObject({ text: z.string().max(100).trim() });
  return new IpcRouter({
    routes: { 'echo.say': defineRoute({ input: text, output: text }) },
    handlers: { 'echo.say': handle },
    pageOrigin: 'app://main',
    budget: { characters: 1000, values: 100 },
    logger,
  });
}

/** Names that are no routes, weighted towards those that a careless lookup would answer to. */
const anyName = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'chat.send ', 'Chat.send', ''),
  fc.constantFrom(...Object.keys(routes)),
  fc.string(),
  fc.anything(),
);

const anyInput = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true, maxDepth: 4 }),
  fc.string({ minLength: 10_000, maxLength: 100_000 }),
  fc.record({ id: fc.oneof(fc.uuid(), fc.string()), limit: fc.integer(), extra: fc.anything() }),
);

describe('IpcRouter', () => {
  test.prop([anyName, anyInput], { numRuns: 2000 })(
    'answers any call, and hands a handler nothing that its schema would not accept',
    async (name, input) => {
      let seen: { route: string; input: unknown } | undefined;
      const router = routerFor((route, parsed) => {
        seen = { route, input: parsed };
        return Promise.resolve({});
      });
      const result = await router.dispatch(page, name, input);
      const known = typeof name === 'string' && Object.hasOwn(routes, name);
      if (!known) expect(result).toMatchObject({ ok: false, error: { code: 'ipc/unknown-route' } });
      if (seen === undefined) expect(result.ok).toBe(false);
      else {
        expect(seen.route).toBe(name);
        expect(routes[seen.route as RouteName].input.safeParse(seen.input).success).toBe(true);
      }
    },
  );

  test.prop(
    [fc.string({ minLength: 12, maxLength: 60 }), fc.constantFrom('plain', 'cause', 'value', 'nested')],
    {
      numRuns: 500,
    },
  )('never lets the text of an unknown error out, into the reply or the log', async (noise, kind) => {
    const secret = `sk-canary-${noise}`;
    const failures = {
      plain: new Error(secret),
      cause: new AppError('internal', 'A defect.', { cause: new Error(secret) }),
      value: { code: 'provider/key-refused', message: secret },
      nested: new AggregateError([new Error(secret)], secret),
    };
    const router = echoRouter(() => Promise.reject(failures[kind]));
    const result = await router.dispatch(page, 'echo.say', { text: 'hello' });
    const written = JSON.stringify([result, logger.lines]);
    expect(written).not.toContain('sk-canary');
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
  });

  it('hands the handler what the schema made of the input, and the page what it made of the output', async () => {
    const router = echoRouter((input) => Promise.resolve(input));
    await expect(router.dispatch(page, 'echo.say', { text: '  hello ' })).resolves.toEqual({
      ok: true,
      data: { text: 'hello' },
    });
  });

  it('refuses an extra key and names the field of a wrong one', async () => {
    const router = echoRouter((input) => Promise.resolve(input));
    const extra = await router.dispatch(page, 'echo.say', { text: 'hello', admin: true });
    expect(extra).toMatchObject({ ok: false, error: { code: 'ipc/invalid-input' } });
    const wrong = await router.dispatch(page, 'echo.say', { text: 7 });
    expect(wrong).toMatchObject({ ok: false, error: { details: { field: 'text' } } });
  });

  it('refuses what is too large before it is parsed', async () => {
    const router = echoRouter((input) => Promise.resolve(input));
    const result = await router.dispatch(page, 'echo.say', { text: 'x'.repeat(2000) });
    expect(result).toMatchObject({ ok: false, error: { details: { limit: 1000 } } });
  });

  it('refuses a caller that is not the page, before it looks at the route', async () => {
    const router = echoRouter((input) => Promise.resolve(input));
    const stranger = { ...page, topFrame: false };
    for (const name of ['echo.say', 'no.route']) {
      await expect(router.dispatch(stranger, name, { text: 'hello' })).resolves.toMatchObject({
        ok: false,
        error: { code: 'ipc/forbidden-sender' },
      });
    }
  });

  it('keeps a reply that its schema does not know to itself', async () => {
    const router = echoRouter(() => Promise.resolve({ text: 'hello', apiKey: 'sk-canary' }));
    const result = await router.dispatch(page, 'echo.say', { text: 'hello' });
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(result)).not.toContain('sk-canary');
  });

  it('passes the code, the sentence and the details of an AppError', async () => {
    const failure = new AppError('provider/rate-limited', 'Too many requests.', {
      retryable: true,
      details: { retryAfterSeconds: 3 },
    });
    const router = echoRouter(() => Promise.reject(failure));
    await expect(router.dispatch(page, 'echo.say', { text: 'hello' })).resolves.toEqual({
      ok: false,
      error: failure.toInfo(),
    });
  });
});

describe('IpcHandlers', () => {
  it('has exactly one handler for every route', () => {
    expectTypeOf<keyof IpcHandlers>().toEqualTypeOf<RouteName>();
    expectTypeOf<keyof HandlersOf<'log'>>().toEqualTypeOf<'log.report'>();
  });
});
