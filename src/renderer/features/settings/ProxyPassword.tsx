import { useId, useRef, useState } from 'react';
import type { SyntheticEvent } from 'react';
import { errorInfoOf } from '../../app/client.ts';
import { describeError } from '../../app/text/en/errors.ts';
import { text } from '../../app/text/text.ts';
import { useClient, useStatus } from '../../app/WorkspaceContext.ts';
import { Button } from '../../ui/Button.tsx';
import { FieldFrame } from '../../ui/FieldFrame.tsx';

const words = text.settings.network;

function typed(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}

/** What the proxy asks for. The fields are uncontrolled, so that no state ever holds a password; main keeps it and never tells it. */
export function ProxyPassword() {
  const id = useId();
  const client = useClient();
  const form = useRef<HTMLFormElement>(null);
  const inKeychain = useStatus((state) => state.secrets.kind === 'keychain');
  const [news, setNews] = useState('');
  const set = async (credentials: { user: string; password: string } | null) => {
    try {
      await client.request('network.setProxyPassword', { credentials });
      form.current?.reset();
      setNews(credentials === null ? words.forgotten : words.saved);
    } catch (caught) {
      const { title, next } = describeError(errorInfoOf(caught));
      setNews(`${title} ${next}`);
    }
  };
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const credentials = { user: typed(data, 'user').trim(), password: typed(data, 'password') };
    if (credentials.user !== '') void set(credentials);
  };
  return (
    <form ref={form} className="settings-account" aria-label={words.account} onSubmit={submit}>
      <p className="ui-field-label">{words.account}</p>
      <p className="ui-field-hint">{inKeychain ? words.accountHint : words.accountHintSession}</p>
      <div className="settings-account-row">
        <FieldFrame id={`${id}-user`} label={words.user}>
          <input
            id={`${id}-user`}
            name="user"
            className="ui-input"
            autoComplete="off"
            spellCheck={false}
            maxLength={500}
            required
          />
        </FieldFrame>
        <FieldFrame id={`${id}-password`} label={words.password}>
          <input
            id={`${id}-password`}
            name="password"
            type="password"
            className="ui-input"
            autoComplete="off"
            maxLength={2000}
          />
        </FieldFrame>
        <Button type="submit">{words.savePassword}</Button>
        <Button variant="ghost" onClick={() => void set(null)}>
          {words.forgetPassword}
        </Button>
      </div>
      <p role="status" className="ui-field-hint">
        {news}
      </p>
    </form>
  );
}
