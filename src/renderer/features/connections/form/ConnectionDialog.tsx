import { ChevronLeft } from 'lucide-react';
import { useId, useRef } from 'react';
import { describeSessionOnly } from '../../../app/text/en/errors.ts';
import { text } from '../../../app/text/text.ts';
import { useSignIns, useStatus } from '../../../app/WorkspaceContext.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { hostOf } from '../drafts/address.ts';
import { presetById } from '../../../../shared/connectionPresets.ts';
import type { ConnectionDraft } from '../drafts/connectionDraft.ts';
import { addressOf, defaultName } from '../drafts/connectionDraft.ts';
import { ProviderFields } from '../fields/ProviderFields.tsx';
import { SignInProgress } from '../signIn/SignInProgress.tsx';
import { useConnectionForm } from './useConnectionForm.ts';
import { useStoredSecret } from './useStoredSecret.ts';
import { VerdictBanner } from './VerdictBanner.tsx';
import '../connections.css';

interface ConnectionDialogProps {
  readonly initial: ConnectionDraft;
  readonly kind: 'new' | 'edit';
  /** Back to the choice of a provider; only for a new connection. */
  readonly onBack?: (() => void) | undefined;
  readonly onClose: () => void;
}

const words = text.connections.form;

/** What the dialog says it connects: the service by its name, not the wire that it speaks. */
function providerName(draft: ConnectionDraft): string {
  if (draft.provider !== 'openai-compatible') return text.connections.providers[draft.provider];
  return presetById(draft.preset)?.name ?? text.connections.gallery.anAnyServer;
}

/** The form of a connection, new or known. Testing and failing to save leave everything that was typed where it is. */
export function ConnectionDialog({ initial, kind, onBack, onClose }: ConnectionDialogProps) {
  const formId = useId();
  const formRef = useRef<HTMLFormElement>(null);
  // A new form begins at its first field; in one that is filled in, the title is read first.
  const firstField = useRef<HTMLElement>(null);
  const { stored, forget } = useStoredSecret(initial.id, kind);
  const form = useConnectionForm({ initial, form: formRef, onSaved: onClose });
  const { draft, change, phase } = form;
  const secrets = useStatus((state) => state.secrets);
  const busy = phase !== 'filling';
  return (
    <Dialog
      open
      onClose={onClose}
      title={kind === 'new' ? words.newTitle(providerName(initial)) : words.editTitle(initial.name)}
      closeLabel={words.close}
      initialFocus={kind === 'new' ? firstField : undefined}
      footer={
        <>
          <FormNews form={form} />
          <Button className="connection-test" disabled={busy} onClick={() => void form.test()}>
            {phase === 'testing' ? words.testing : words.test}
          </Button>
          {onBack !== undefined && (
            <Button variant="ghost" icon={<ChevronLeft />} onClick={onBack}>
              {words.back}
            </Button>
          )}
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="primary" type="submit" form={formId} disabled={busy}>
            {phase === 'saving' ? words.saving : words.save}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        ref={(form) => {
          formRef.current = form;
          firstField.current = form?.querySelector('input') ?? null;
        }}
        className="connection-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        <ProviderFields
          key={String(stored !== null)}
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

/** What stands above the buttons, always in sight: a sign-in that waits, what a test has found, and what must be allowed. */
function FormNews({ form }: { readonly form: ReturnType<typeof useConnectionForm> }) {
  const { draft, verdict, insecure } = form;
  const signIn = useSignIns(({ states }) => states.get(draft.id));
  const cancel = useSignIns((state) => state.cancel);
  const waits = signIn?.kind === 'waiting';
  if (verdict === null && insecure === 'unasked' && !waits) return null;
  return (
    <div className="connection-verdict">
      {waits && <SignInProgress state={signIn} onCancel={() => void cancel(draft.id)} />}
      {verdict !== null && <VerdictBanner verdict={verdict} onSignIn={() => void form.signIn()} />}
      {insecure !== 'unasked' && (
        <Checkbox
          label={text.connections.insecure.label(hostOf(addressOf(draft)))}
          hint={text.connections.insecure.hint}
          checked={insecure === 'allowed'}
          onChange={(checked) => {
            form.setInsecure(checked ? 'allowed' : 'asked');
          }}
        />
      )}
    </div>
  );
}
