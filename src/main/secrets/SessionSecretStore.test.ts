import { expect, it } from 'vitest';
import { SessionSecretStore } from './SessionSecretStore.ts';
import { describeSecretStore } from './testing/secretStoreContract.ts';

const shared = new SessionSecretStore('no-service');
describeSecretStore('SessionSecretStore', () => shared);

it('says why nothing is kept, and shares nothing with another store', async () => {
  const first = new SessionSecretStore('locked');
  await first.set('account', 'value');
  expect(first.state).toEqual({ kind: 'session', reason: 'locked' });
  expect(await new SessionSecretStore('locked').get('account')).toBeNull();
});
