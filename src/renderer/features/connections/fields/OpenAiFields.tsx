import { text } from '../../../app/text/text.ts';
import { TextField } from '../../../ui/TextField.tsx';
import type { OpenAiDraft } from '../drafts/openAiDraft.ts';
import { ApiKeyField } from './ApiKeyField.tsx';
import { More } from './More.tsx';
import type { FieldsProps } from './ProviderFieldsProps.ts';
import { isReachUsed, PatienceFields, TypedModelsField } from './ReachFields.tsx';
import { UrlField } from './UrlField.tsx';

const words = text.connections.form;

export function OpenAiFields({ draft, onChange, problems, stored, onForget }: FieldsProps<OpenAiDraft>) {
  const used = draft.gatewayUrl !== '' || draft.organization !== '' || draft.project !== '';
  return (
    <>
      <ApiKeyField stored={stored} onForget={onForget} />
      <More used={used || isReachUsed(draft)}>
        <UrlField
          label={words.gatewayUrl}
          hint={words.gatewayUrlHint}
          value={draft.gatewayUrl}
          error={problems.gatewayUrl}
          placeholder={words.baseUrlPlaceholder}
          onChange={(gatewayUrl) => {
            onChange({ gatewayUrl });
          }}
        />
        <div className="connection-pair">
          <TextField
            code
            label={words.organization}
            hint={words.optional}
            value={draft.organization}
            maxLength={200}
            onChange={(organization) => {
              onChange({ organization });
            }}
          />
          <TextField
            code
            label={words.project}
            hint={words.optional}
            value={draft.project}
            maxLength={200}
            onChange={(project) => {
              onChange({ project });
            }}
          />
        </div>
        <TypedModelsField draft={draft} onChange={onChange} problems={problems} />
        <PatienceFields draft={draft} onChange={onChange} problems={problems} />
      </More>
    </>
  );
}
