import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { startFakeProvider, type FakeProvider } from '../../../../e2e/providers/FakeProvider.ts';
import { isSignedWith } from '../../../../e2e/providers/verifySignature.ts';
import { ManualClock } from '../../../shared/testing/ManualClock.ts';
import { directNetwork } from '../../network/directNetwork.ts';
import { createSignedNetwork } from './signedNetwork.ts';

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

let server: FakeProvider;
beforeAll(async () => {
  server = await startFakeProvider({
    answers: () => ({ status: 200, headers: {}, body: '' }),
    behaviours: () => ({ kind: 'raw', status: 200, headers: {}, body: '' }),
  });
});
afterAll(() => server.close());

function networkWith(credentials = { accessKeyId: 'AKIA1', secretAccessKey }) {
  return createSignedNetwork(directNetwork, {
    credentials: async () => credentials,
    region: 'eu-west-1',
    service: 'bedrock-mantle',
    clock: new ManualClock(Date.UTC(2026, 10, 23)),
  });
}

describe('a signed request', () => {
  test.prop([
    fc.string({ unit: 'grapheme' }),
    // Empty and dotted segments are normalised by the signer, and none of ours has any.
    fc.webPath().filter((path) => !/\/(\.{0,2}|%2e)(\/|$)/i.test(path)),
    fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,8}$/), fc.string({ unit: 'grapheme' })),
    fc.dictionary(fc.stringMatching(/^x-[a-z]{1,10}$/), fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/)),
  ])('stands up to a check of everything that arrived', async (body, path, query, headers) => {
    const url = `${server.url}${path === '' ? '/' : path}?${new URLSearchParams(query).toString()}`;
    const response = await networkWith().fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    await response.body?.cancel();
    const request = server.requests.at(-1);
    expect(request?.headers['authorization']).toContain(
      'Credential=AKIA1/20261123/eu-west-1/bedrock-mantle/aws4_request',
    );
    expect(request !== undefined && isSignedWith(request, secretAccessKey)).toBe(true);
    expect(request !== undefined && isSignedWith({ ...request, body: `${body} ` }, secretAccessKey)).toBe(
      false,
    );
  });

  test('carries the token of temporary credentials, and fetches them for each request', async () => {
    let round = 0;
    const network = createSignedNetwork(directNetwork, {
      credentials: async () => {
        round += 1;
        return {
          accessKeyId: `AKIA${String(round)}`,
          secretAccessKey,
          sessionToken: `token-${String(round)}`,
          expiration: new Date(0),
        };
      },
      region: 'us-east-1',
      service: 'bedrock',
      clock: new ManualClock(),
    });
    for (const expected of ['token-1', 'token-2']) {
      await (await network.fetch(`${server.url}/v1/models`)).body?.cancel();
      expect(server.requests.at(-1)?.headers['x-amz-security-token']).toBe(expected);
    }
  });

  test('has a body of text or none', async () => {
    await expect(
      networkWith().fetch(server.url, { method: 'POST', body: new Uint8Array([1]) }),
    ).rejects.toMatchObject({ code: 'internal' });
  });
});
