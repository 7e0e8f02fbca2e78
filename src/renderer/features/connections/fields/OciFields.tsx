import { text } from '../../../app/text/text.ts';
import { Select } from '../../../ui/Select.tsx';
import { SuggestField } from '../../../ui/SuggestField.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import type { OciDraft } from '../drafts/ociDraft.ts';
import { ApiKeyField } from './ApiKeyField.tsx';
import { ociRegions } from './cloudRegions.ts';
import { More } from './More.tsx';
import type { FieldsProps } from './ProviderFieldsProps.ts';
import { EndpointField, PatienceFields, TypedModelsField } from './ReachFields.tsx';

const words = text.connections.form;
const wires = ['chat', 'responses'] as const;

export function OciFields({ draft, onChange, problems, stored, onForget }: FieldsProps<OciDraft>) {
  return (
    <>
      <SuggestField
        label={words.region}
        hint={words.ociRegionHint}
        value={draft.region}
        error={problems.region}
        suggestions={ociRegions}
        maxLength={40}
        onChange={(region) => {
          onChange({ region });
        }}
      />
      <ApiKeyField stored={stored} onForget={onForget} />
      <Select
        label={words.wire}
        value={draft.wire}
        options={wires.map((value) => ({ value, label: words.wires[value] }))}
        onChange={(wire) => {
          onChange({ wire });
        }}
      />
      <TextField
        code
        label={words.ociProject}
        hint={words.ociProjectHint[draft.wire]}
        value={draft.project}
        error={problems.project}
        maxLength={300}
        onChange={(project) => {
          onChange({ project });
        }}
      />
      <TypedModelsField draft={draft} onChange={onChange} problems={problems} />
      <More used={draft.endpoint !== '' || draft.patience === 'own'}>
        <EndpointField draft={draft} onChange={onChange} problems={problems} />
        <PatienceFields draft={draft} onChange={onChange} problems={problems} />
      </More>
    </>
  );
}
