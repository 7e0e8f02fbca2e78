import { describe, expect, it } from 'vitest';
import type { SecretStore } from '../SecretStore.ts';

/** What every place for secrets must do. `store` is asked for within each test, after the hooks of the caller have run. */
export function describeSecretStore(name: string, store: () => SecretStore): void {
  describe(`${name} as a secret store`, () => {
    it.each([
      ['plain', 'sk-test-0123456789'],
      ['unicode', 'pässwörd 密码 🔑 \u202E \u{10FFFF}'],
      ['line breaks and quotes', '{"secret":{"apiKey":"a\\"b"},\n"origin":null}\r\n'],
      ['4 KB', 'k'.repeat(4096)],
    ])('gives back %s text as it was set', async (kind, value) => {
      await store().set(`contract:${kind}`, value);
      expect(await store().get(`contract:${kind}`)).toBe(value);
      await store().delete(`contract:${kind}`);
    });

    it('answers null for what is missing', async () => {
      expect(await store().get('contract:missing')).toBeNull();
    });

    it('overwrites', async () => {
      await store().set('contract:twice', 'first');
      await store().set('contract:twice', 'second');
      expect(await store().get('contract:twice')).toBe('second');
      await store().delete('contract:twice');
    });

    it('forgets what is deleted, and deletes what is missing without complaint', async () => {
      await store().set('contract:deleted', 'value');
      await store().delete('contract:deleted');
      expect(await store().get('contract:deleted')).toBeNull();
      await store().delete('contract:deleted');
    });

    it('keeps accounts apart when they are used at once', async () => {
      const accounts = Array.from({ length: 12 }, (_, index) => `contract:at-once-${index}`);
      await Promise.all(accounts.map((account) => store().set(account, `value of ${account}`)));
      const values = await Promise.all(accounts.map((account) => store().get(account)));
      expect(values).toEqual(accounts.map((account) => `value of ${account}`));
      await Promise.all(accounts.map((account) => store().delete(account)));
      expect(await Promise.all(accounts.map((account) => store().get(account)))).toEqual(
        accounts.map(() => null),
      );
    });
  });
}
