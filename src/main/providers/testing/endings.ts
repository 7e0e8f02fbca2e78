/** How replies are given up: by the person, before or in mid-stream, and by a consumer that walks away. Nothing leaks. */
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Behaviour } from '../../../../e2e/providers/behaviour.ts';
import type { Provider } from '../../../shared/connection.ts';
import { canary, saidText, withRig, type ContractSubject } from './ContractSubject.ts';

function describeAborts<P extends Provider>(subject: ContractSubject<P>): void {
  it('in mid-stream keeps the text and closes the socket', () =>
    withRig(subject, { behaviours: [{ kind: 'manual' }] }, async (rig) => {
      const abort = new AbortController();
      const outcome = rig.ask(rig.context(abort.signal), (event) => {
        if (event.type === 'text') abort.abort();
      });
      await (await rig.server.nextRequest()).emit({ text: 'so far' });
      const { error, reply } = await outcome;
      expect(error).toBeNull();
      expect(reply.stopReason).toBe('cancelled');
      expect(saidText(reply)).toBe('so far');
      await rig.server.sawClose(0);
    }));

  it('before the server answers is no error either', () =>
    withRig(subject, { behaviours: [{ kind: 'manual' }] }, async (rig) => {
      const abort = new AbortController();
      const outcome = rig.ask(rig.context(abort.signal));
      await rig.server.nextRequest();
      abort.abort();
      expect((await outcome).events.map((event) => event.type)).toEqual(['start', 'stop']);
      await rig.server.sawClose(0);
    }));

  it('before the request sends nothing', () =>
    withRig(subject, {}, async (rig) => {
      const { reply } = await rig.ask(rig.context(AbortSignal.abort()));
      expect(reply.stopReason).toBe('cancelled');
      expect(rig.server.requests).toEqual([]);
    }));

  it('a consumer that leaves the loop closes the socket', () =>
    withRig(subject, { behaviours: [{ kind: 'manual' }] }, async (rig) => {
      const left = (async () => {
        for await (const event of rig.stream()) if (event.type === 'text') break;
      })();
      await (await rig.server.nextRequest()).emit({ text: 'so far' });
      await left;
      await rig.server.sawClose(0);
      expect(rig.clock.waiting).toBe(0);
    }));
}

const leaky: readonly Behaviour[] = [
  { kind: 'http-error', failure: 'key-refused' },
  { kind: 'http-error', failure: 'overloaded' },
  { kind: 'html' },
  { kind: 'cut' },
  { kind: 'malformed' },
  { kind: 'error-in-stream', failure: 'overloaded' },
];

const foreignIdentity = {
  OPENAI_API_KEY: 'env-canary-key',
  OPENAI_ORG_ID: 'env-canary-org',
  OPENAI_PROJECT_ID: 'env-canary-project',
  OPENAI_CUSTOM_HEADERS: 'x-env: env-canary-header',
  OPENAI_BASE_URL: 'http://127.0.0.1:1/env-canary',
  AWS_BEARER_TOKEN_BEDROCK: 'env-canary-bearer',
};

function describeSecrets<P extends Provider>(subject: ContractSubject<P>): void {
  it.each(leaky)('is in no part of the error after $kind', (behaviour) =>
    withRig(subject, { behaviours: [behaviour] }, async (rig) => {
      const { error } = await rig.ask();
      const everything = [
        JSON.stringify(error),
        JSON.stringify(error?.toInfo()),
        error?.stack,
        inspect(error, { depth: 20, showHidden: true }),
      ].join('\n');
      expect(error).not.toBeNull();
      expect(everything).not.toContain(canary);
    }),
  );

  it('travels in headers only', () =>
    withRig(subject, {}, async (rig) => {
      await rig.ask();
      const [request] = rig.server.streams;
      expect(`${request?.path ?? ''}${request?.body ?? ''}`).not.toContain(canary);
    }));

  it('is the only identity: nothing of the environment is sent', () =>
    withRig(subject, {}, async (rig) => {
      Object.assign(process.env, foreignIdentity);
      try {
        await rig.ask();
        await rig.provider.listModels(rig.context());
      } finally {
        for (const name of Object.keys(foreignIdentity)) Reflect.deleteProperty(process.env, name);
      }
      expect(rig.server.requests.length).toBeGreaterThan(1);
      for (const { headers, path } of rig.server.requests) {
        expect(JSON.stringify([headers, path])).not.toContain('env-canary');
      }
    }));
}

function describeModelList<P extends Provider>(subject: ContractSubject<P>): void {
  it('holds what the server offers', () =>
    withRig(subject, {}, async (rig) => {
      const models = await rig.provider.listModels(rig.context());
      expect(models.map((model) => model.id).toSorted()).toEqual(subject.listed.toSorted());
    }));

  it.each([
    [{ kind: 'http-error', failure: 'key-refused' }, 'provider/key-refused'],
    [{ kind: 'http-error', failure: 'access-denied' }, 'provider/access-denied'],
    [{ kind: 'html' }, 'provider/unexpected-reply'],
    [{ kind: 'redirect', to: 'http://127.0.0.1:1/' }, 'network/redirect'],
  ] as const)('fails after %j with %s', (behaviour, code) =>
    withRig(subject, {}, async (rig) => {
      rig.server.scriptLists(behaviour);
      const known = behaviour.kind === 'http-error' ? subject.refusals?.[behaviour.failure] : undefined;
      const expected = { code: known ?? code };
      await expect(rig.provider.listModels(rig.context())).rejects.toMatchObject(expected);
    }),
  );

  it('gives up on a server that does not answer', () =>
    withRig(subject, {}, async (rig) => {
      rig.server.scriptLists({ kind: 'stall', at: 'headers' });
      const models = rig.provider.listModels(rig.context());
      const rejected = expect(models).rejects.toMatchObject({ code: 'network/timeout' });
      await rig.server.nextRequest();
      await rig.outlast(models).catch(() => undefined);
      await rejected;
    }));
}

/** Checks aborts, secrets and the list of models. */
export function describeEndings<P extends Provider>(subject: ContractSubject<P>): void {
  describe('an abort', () => {
    describeAborts(subject);
  });
  describe('the secret', () => {
    describeSecrets(subject);
  });
  describe('the list of models', () => {
    describeModelList(subject);
  });
}
