/** How replies fail: each way has its code, keeps the text that came before, and is tried again only before the first byte. */
import { describe, expect, it } from 'vitest';
import type { Behaviour, HttpFailure } from '../../../../e2e/providers/behaviour.ts';
import { startFakeProvider } from '../../../../e2e/providers/FakeProvider.ts';
import type { Provider } from '../../../shared/connection.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { saidText, Signal, withRig, type ContractSubject } from './ContractSubject.ts';

const refusals: readonly (readonly [HttpFailure, ErrorCode])[] = [
  ['key-refused', 'provider/key-refused'],
  ['session-expired', 'provider/session-expired'],
  ['access-denied', 'provider/access-denied'],
  ['unknown-model', 'provider/unknown-model'],
  ['wrong-path', 'provider/not-found'],
  ['context-too-long', 'provider/context-too-long'],
  ['bad-request', 'provider/bad-request'],
  ['rate-limited', 'provider/rate-limited'],
  ['quota', 'provider/quota'],
  ['overloaded', 'provider/overloaded'],
];

const inStream = [
  ['overloaded', 'provider/overloaded'],
  ['rate-limited', 'provider/rate-limited'],
  ['context-too-long', 'provider/context-too-long'],
] as const;

const hugeBytes = 10 * 1024 * 1024;

function describeRefusals<P extends Provider>(subject: ContractSubject<P>): void {
  it.each(refusals)('%s means %s', (failure, code) =>
    withRig(subject, { behaviours: [{ kind: 'http-error', failure }] }, async (rig) => {
      const { error, events } = await rig.ask();
      expect(error?.code).toBe(subject.refusals?.[failure] ?? code);
      expect(error?.details.host).toBe(new URL(rig.server.url).host);
      expect(events).toEqual([]);
    }),
  );

  it('says how long to wait, and does not sleep through it', () =>
    withRig(
      subject,
      { behaviours: [{ kind: 'http-error', failure: 'rate-limited', retryAfterSeconds: 30 }] },
      async (rig) => {
        const { error } = await rig.ask();
        expect(error).toMatchObject({ retryable: true, details: { retryAfterSeconds: 30 } });
        expect(rig.server.streams).toHaveLength(1);
      },
    ));

  it('a page of HTML with status 200', () =>
    withRig(subject, { behaviours: [{ kind: 'html' }] }, async (rig) => {
      expect((await rig.ask()).error?.code).toBe('provider/unexpected-reply');
    }));

  it('a redirect, which is not followed: no key reaches another origin', async () => {
    const other = await startFakeProvider({ protocol: subject.protocol ?? 'http1' });
    try {
      await withRig(subject, { behaviours: [{ kind: 'redirect', to: `${other.url}/v1/x` }] }, async (rig) => {
        expect((await rig.ask()).error?.code).toBe('network/redirect');
      });
      expect(other.requests).toEqual([]);
    } finally {
      await other.close();
    }
  });
}

function describeNetwork<P extends Provider>(subject: ContractSubject<P>): void {
  it('a refused connection', () =>
    withRig(subject, {}, async (rig) => {
      const gone = await startFakeProvider();
      await gone.close();
      const { error } = await rig.ask(rig.context(undefined, gone.url));
      expect(error).toMatchObject({ code: 'network/refused', retryable: true });
    }));

  it('a host that does not exist', () =>
    withRig(subject, {}, async (rig) => {
      // The empty label makes every resolver say no without asking the network.
      const { error } = await rig.ask(rig.context(undefined, 'https://nowhere..invalid'));
      expect(error).toMatchObject({ code: 'network/host-not-found' });
    }));

  it('a certificate that nobody vouches for: nothing is sent', () =>
    withRig(subject, { protocol: 'tls' }, async (rig) => {
      expect((await rig.ask()).error?.code).toBe('network/tls');
      expect(rig.server.requests).toEqual([]);
    }));
}

function describeBrokenStreams<P extends Provider>(subject: ContractSubject<P>): void {
  const broken: readonly (readonly [string, Behaviour, readonly ErrorCode[]])[] = [
    ['a cut connection', { kind: 'cut', text: 'so far' }, subject.cutCodes ?? ['network/reset']],
    ['an end without the terminal marker', { kind: 'unfinished', text: 'so far' }, ['stream/truncated']],
    ['an event that is not JSON', { kind: 'malformed', text: 'so far' }, ['provider/unexpected-reply']],
    ...inStream.map(([failure, code]): readonly [string, Behaviour, readonly ErrorCode[]] => [
      `${failure} inside the stream`,
      { kind: 'error-in-stream', text: 'so far', failure },
      [code],
    ]),
  ];

  it.each(broken)('%s keeps the text and is not tried again', (_, behaviour, codes) =>
    withRig(subject, { behaviours: [behaviour] }, async (rig) => {
      const { error, reply } = await rig.ask();
      expect(codes).toContain(error?.code);
      expect(saidText(reply)).toBe('so far');
      expect(rig.server.streams).toHaveLength(1);
    }),
  );

  it('one event without end', () =>
    withRig(subject, { behaviours: [{ kind: 'huge-event', bytes: hugeBytes }] }, async (rig) => {
      expect((await rig.ask()).error?.code).toBe('stream/too-large');
    }));

  it.each(['headers', 'first-event', 'after-text'] as const)('silence at %s', (at) =>
    withRig(subject, { behaviours: [{ kind: 'stall', at, text: 'so far' }] }, async (rig) => {
      const spoken = new Signal();
      const outcome = rig.ask(rig.context(), (event) => {
        if (event.type === 'text' && event.delta.includes('far')) spoken.give();
      });
      await (at === 'after-text' ? spoken.given : rig.server.nextRequest());
      const { error, reply } = await rig.outlast(outcome);
      expect(error).toMatchObject({ code: 'stream/stalled', retryable: true });
      expect(saidText(reply)).toBe(at === 'after-text' ? 'so far' : '');
      await rig.server.sawClose(0);
    }),
  );

  it('is not tried again unseen, not even before the first byte', () =>
    withRig(
      subject,
      {
        behaviours: [
          { kind: 'http-error', failure: 'overloaded', retryAfterSeconds: 0 },
          { kind: 'answer', text: 'better' },
        ],
      },
      async (rig) => {
        expect((await rig.ask()).error?.code).toBe('provider/overloaded');
        expect(rig.server.streams).toHaveLength(1);
      },
    ));
}

/** Checks that every failure has its code. */
export function describeFailures<P extends Provider>(subject: ContractSubject<P>): void {
  describe('a refusal', () => {
    describeRefusals(subject);
  });
  describe('the way to the server', () => {
    describeNetwork(subject);
  });
  describe('a broken stream', () => {
    describeBrokenStreams(subject);
  });
}
