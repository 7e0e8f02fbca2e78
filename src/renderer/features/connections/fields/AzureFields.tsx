import { text } from '../../../app/text/text.ts';
import { Select } from '../../../ui/Select.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import type { AzureDraft } from '../drafts/azureDraft.ts';
import { completeResource } from '../drafts/azureDraft.ts';
import { ApiKeyField } from './ApiKeyField.tsx';
import { More } from './More.tsx';
import type { FieldsProps } from './ProviderFieldsProps.ts';
import { PatienceFields, TypedModelsField } from './ReachFields.tsx';
import { UrlField } from './UrlField.tsx';

const words = text.connections.form;
const secretWords = text.connections.secret;
const surfaces = ['responses', 'chat', 'classic'] as const;
const signIns = ['api-key', 'entra-token', 'entra-command'] as const;

export function AzureFields(props: FieldsProps<AzureDraft>) {
  const { draft, onChange, problems } = props;
  return (
    <>
      <UrlField
        label={words.resource}
        hint={words.resourceHint}
        value={draft.resource}
        error={problems.resource}
        complete={completeResource}
        onChange={(resource) => {
          onChange({ resource });
        }}
      />
      <Select
        label={words.azureAuth}
        hint={words.azureAuthHints[draft.azureAuth]}
        value={draft.azureAuth}
        options={signIns.map((value) => ({ value, label: words.azureAuthKinds[value] }))}
        onChange={(azureAuth) => {
          onChange({ azureAuth });
        }}
      />
      <AzureSignIn {...props} />
      <TypedModelsField draft={draft} onChange={onChange} problems={problems} hint={words.deploymentsHint} />
      <Select
        label={words.surface}
        hint={words.surfaceHints[draft.surface]}
        value={draft.surface}
        options={surfaces.map((value) => ({ value, label: words.surfaces[value] }))}
        onChange={(surface) => {
          onChange({ surface });
        }}
      />
      {draft.surface === 'classic' && (
        <TextField
          code
          label={words.apiVersion}
          value={draft.apiVersion}
          error={problems.apiVersion}
          maxLength={40}
          onChange={(apiVersion) => {
            onChange({ apiVersion });
          }}
        />
      )}
      <More used={draft.patience === 'own'}>
        <PatienceFields draft={draft} onChange={onChange} problems={problems} />
      </More>
    </>
  );
}

function AzureSignIn({ draft, onChange, problems, stored, onForget }: FieldsProps<AzureDraft>) {
  switch (draft.azureAuth) {
    case 'api-key':
      return <ApiKeyField stored={stored} onForget={onForget} />;
    case 'entra-token':
      return (
        <ApiKeyField
          label={secretWords.entraToken}
          hint={secretWords.entraTokenHint}
          stored={stored}
          onForget={onForget}
        />
      );
    case 'entra-command':
      return (
        <>
          <TextField
            code
            label={words.program}
            value={draft.program}
            error={problems.program}
            maxLength={1024}
            onChange={(program) => {
              onChange({ program });
            }}
          />
          <TextArea
            code
            rows={4}
            label={words.programArgs}
            hint={words.programArgsHint}
            value={draft.programArgs}
            error={problems.programArgs}
            onChange={(programArgs) => {
              onChange({ programArgs });
            }}
          />
        </>
      );
  }
}
