import { useEffect, useId, useRef, useState } from 'react';
import type { SecretDescription } from '../../../shared/connection.ts';
import { describeError, describeSessionOnly } from '../../app/text/en/errors.ts';
import { text } from '../../app/text/text.ts';
import { useClient, useStatus } from '../../app/WorkspaceContext.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { ConnectionDraft } from './connectionDraft.ts';
import { addressOf, defaultName, hostOf } from './connectionDraft.ts';
import { ProviderFields } from './ProviderFields.tsx';
import type { Verdict } from './useConnectionForm.ts';
import { useConnectionForm } from './useConnectionForm.ts';
import './connections.css';

interface ConnectionDialogProps {
  readonly initial: ConnectionDraft;
  /** A new connection may still choose its provider. */
  readonly kind: 'new' | 'edit';
  readonly onClose: () => void;
}

const providers = (['openai', 'openai-compatible', 'bedrock'] as const).map((value) => ({
  value,
  label: text.connections.providers[value],
}));

/** What the keychain holds for a connection that exists; null while there is nothing to say. */
function useStoredSecret({ initial, kind }: ConnectionDialogProps) {
  const client = useClient();
  const [stored, setStored] = useState<SecretDescription | null>(null);
  useEffect(() => {
    if (kind === 'new') return undefined;
    let gone = false;
    client.request('connections.describeSecret', { id: initial.id }).then(
      (description) => {
        if (!gone) setStored(description);
      },
      // The keychain's state is told at the top of the window; the form then takes a key anew.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [client, initial.id, kind]);
  const forget = async () => {
    await client.request('connections.deleteSecret', { id: initial.id });
    setStored(null);
  };
  return { stored, forget };
}

/** The form of a connection, new or known. Testing and failing to save leave everything that was typed where it is. */
export function ConnectionDialog(props: ConnectionDialogProps) {
  const { initial, kind, onClose } = props;
  const words = text.connections.form;
  const formId = useId();
  const formRef = useRef<HTMLFormElement>(null);
  const { stored, forget } = useStoredSecret(props);
  const form = useConnectionForm({ initial, form: formRef, onSaved: onClose });
  const { draft, change, phase } = form;
  const secrets = useStatus((state) => state.secrets);
  const busy = phase !== 'filling';
  return (
    <Dialog
      open
      onClose={onClose}
      title={kind === 'new' ? words.newTitle : words.editTitle(initial.name)}
      closeLabel={words.close}
      footer={
        <>
          {(form.verdict !== null || form.insecure !== 'unasked') && (
            <div className="connection-verdict">
              {form.verdict !== null && <VerdictBanner verdict={form.verdict} />}
              {form.insecure !== 'unasked' && (
                <Checkbox
                  label={text.connections.insecure.label(hostOf(addressOf(draft)))}
                  hint={text.connections.insecure.hint}
                  checked={form.insecure === 'allowed'}
                  onChange={(checked) => {
                    form.setInsecure(checked ? 'allowed' : 'asked');
                  }}
                />
              )}
            </div>
          )}
          <Button className="connection-test" disabled={busy} onClick={() => void form.test()}>
            {phase === 'testing' ? words.testing : words.test}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="primary" type="submit" form={formId} disabled={busy}>
            {phase === 'saving' ? words.saving : words.save}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        ref={formRef}
        className="connection-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        {kind === 'new' && (
          <SegmentedControl
            label={words.provider}
            value={draft.provider}
            options={providers}
            onChange={(provider) => {
              change({ provider });
            }}
          />
        )}
        <ProviderFields
          key={`${draft.provider} ${String(stored !== null)}`}
          draft={draft}
          onChange={change}
          problems={form.problems}
          stored={stored}
          onForget={() => void form.attempt(forget)}
        />
        {secrets.kind === 'session' && <Banner tone="warning">{describeSessionOnly(secrets.reason)}</Banner>}
        <TextField
          label={words.name}
          hint={words.nameHint}
          value={draft.name}
          placeholder={defaultName(draft)}
          maxLength={120}
          onChange={(name) => {
            change({ name });
          }}
        />
      </form>
    </Dialog>
  );
}

function VerdictBanner({ verdict }: { readonly verdict: Verdict }) {
  const words = text.connections.verdict;
  switch (verdict.kind) {
    case 'works':
      return (
        <Banner tone="success" role="status">
          {verdict.modelCount === 0 ? words.none : words.works(verdict.modelCount)}
        </Banner>
      );
    case 'problem':
      return <Banner tone="danger" role="alert" title={verdict.sentence} />;
    case 'failed': {
      const { title, next, quote } = describeError(verdict.error);
      return (
        <Banner tone="danger" role="alert" title={title}>
          <p>{next}</p>
          {quote !== null && (
            <p className="ui-field-hint">
              {text.errors.serverSaid}: {quote}
            </p>
          )}
        </Banner>
      );
    }
  }
}
