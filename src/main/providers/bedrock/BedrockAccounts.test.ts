import { expect, test } from 'vitest';
import type { ConnectionOf } from '../../../shared/connection.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import { newId } from '../../../shared/ids.ts';
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
    return { runtime: unused, control: unused, close: () => log.push(`closed ${region}`) };
  });
  return { accounts, log };
}

const secret = { apiKey: 'key-1' };

test('an unchanged connection keeps its account', () => {
  const { accounts, log } = recordedAccounts();
  const owner = { connection: connection(), secret };
  const first = accounts.lease(owner);
  first.release();
  expect(accounts.lease({ ...owner, secret: { ...secret } }).account).toBe(first.account);
  expect(log).toEqual(['made us-east-1']);
});

test('a changed connection or secret gets a new one, and the old one closes when its last request is over', () => {
  const { accounts, log } = recordedAccounts();
  const before = connection();
  const running = accounts.lease({ connection: before, secret });
  accounts.lease({ connection: { ...before, region: 'eu-west-1' }, secret }).release();
  expect(log).toEqual(['made us-east-1', 'made eu-west-1']);
  running.release();
  running.release();
  expect(log).toEqual(['made us-east-1', 'made eu-west-1', 'closed us-east-1']);
  accounts.lease({ connection: { ...before, region: 'eu-west-1' }, secret: { apiKey: 'key-2' } }).release();
  expect(log.slice(3)).toEqual(['closed eu-west-1', 'made eu-west-1']);
});

test('a forgotten account is made anew', () => {
  const { accounts, log } = recordedAccounts();
  const owner = { connection: connection(), secret };
  accounts.lease(owner).release();
  accounts.forget(owner.connection.id);
  accounts.lease(owner).release();
  expect(log).toEqual(['made us-east-1', 'closed us-east-1', 'made us-east-1']);
});

test('the account that was unused longest is given up when there are too many', () => {
  const { accounts, log } = recordedAccounts();
  const owners = Array.from({ length: 17 }, (_, index) => ({
    connection: connection(`r-${String(index)}`),
    secret,
  }));
  for (const owner of owners.slice(0, 16)) accounts.lease(owner).release();
  for (const owner of owners.slice(0, 1)) accounts.lease(owner).release();
  for (const owner of owners.slice(16)) accounts.lease(owner).release();
  expect(log.filter((line) => line.startsWith('closed'))).toEqual(['closed r-1']);
});
