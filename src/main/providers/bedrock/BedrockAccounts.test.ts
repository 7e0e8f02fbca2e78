import { expect, test } from 'vitest';
import type { ConnectionOf } from '../../../shared/connection.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import { newId } from '../../../shared/ids.ts';
import type { SignIn } from '../aws/AwsSignIn.ts';
import { BedrockAccounts } from './BedrockAccounts.ts';
import type { BedrockAccount } from './createBedrockAccount.ts';

function connection(region = 'us-east-1', id = newId<ConnectionId>()): ConnectionOf<'bedrock'> {
  return {
    id,
    provider: 'bedrock',
    name: 'B',
    region,
    auth: { kind: 'api-key' },
    createdAt: 0,
    updatedAt: 0,
  };
}

/** Accounts that only remember being made and closed; clients are the adapter's matter. */
function recordedAccounts(): { readonly accounts: BedrockAccounts; readonly log: string[] } {
  const log: string[] = [];
  const unused = () => Promise.reject(new Error('not asked for'));
  const accounts = new BedrockAccounts(({ connection: { region } }): BedrockAccount => {
    log.push(`made ${region}`);
    return { runtime: unused, control: unused, openAi: unused, close: () => log.push(`closed ${region}`) };
  });
  return { accounts, log };
}

const secret = { apiKey: 'key-1' };
const identity: SignIn = { authSchemePreference: ['httpBearerAuth'], token: { token: 'key-1' } };

test('an unchanged connection keeps its account', () => {
  const { accounts, log } = recordedAccounts();
  const owner = { connection: connection(), secret, identity };
  const first = accounts.lease(owner);
  first.release();
  expect(accounts.lease({ ...owner, secret: { ...secret } }).account).toBe(first.account);
  expect(log).toEqual(['made us-east-1']);
});

test('a changed connection or secret gets a new one, and the old one closes when its last request is over', () => {
  const { accounts, log } = recordedAccounts();
  const before = connection();
  const running = accounts.lease({ connection: before, secret, identity });
  const after = { ...before, endpoint: 'https://gateway.example' };
  accounts.lease({ connection: after, secret, identity }).release();
  expect(log).toEqual(['made us-east-1', 'made us-east-1']);
  running.release();
  running.release();
  expect(log.slice(2)).toEqual(['closed us-east-1']);
  accounts.lease({ connection: after, secret: { apiKey: 'key-2' }, identity }).release();
  expect(log.slice(3)).toEqual(['closed us-east-1', 'made us-east-1']);
});

test('each region and each profile has an account of its own, and all are forgotten together', () => {
  const { accounts, log } = recordedAccounts();
  const home = connection();
  const away = { ...home, region: 'eu-west-1' };
  const asOther = { ...home, auth: { kind: 'profile', profile: 'other' } } as const;
  for (const place of [home, away, asOther, home, away, asOther]) {
    accounts.lease({ connection: place, secret, identity }).release();
  }
  expect(log).toEqual(['made us-east-1', 'made eu-west-1', 'made us-east-1']);
  accounts.forget(home.id);
  expect(log.filter((line) => line.startsWith('closed'))).toHaveLength(3);
});

test('a forgotten account is made anew', () => {
  const { accounts, log } = recordedAccounts();
  const owner = { connection: connection(), secret, identity };
  accounts.lease(owner).release();
  accounts.forget(owner.connection.id);
  accounts.lease(owner).release();
  expect(log).toEqual(['made us-east-1', 'closed us-east-1', 'made us-east-1']);
});

test('the account that was unused longest is given up when there are too many', () => {
  const { accounts, log } = recordedAccounts();
  const owners = Array.from({ length: 33 }, (_, index) => ({
    connection: connection(`r-${String(index)}`),
    secret,
    identity,
  }));
  for (const owner of owners.slice(0, 32)) accounts.lease(owner).release();
  for (const owner of owners.slice(0, 1)) accounts.lease(owner).release();
  for (const owner of owners.slice(32)) accounts.lease(owner).release();
  expect(log.filter((line) => line.startsWith('closed'))).toEqual(['closed r-1']);
});
