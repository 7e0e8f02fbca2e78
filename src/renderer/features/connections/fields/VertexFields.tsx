import { text } from '../../../app/text/text.ts';
import { SuggestField } from '../../../ui/SuggestField.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import type { VertexDraft } from '../drafts/vertexDraft.ts';
import { vertexLocations } from './cloudRegions.ts';
import { More } from './More.tsx';
import type { FieldsProps } from './ProviderFieldsProps.ts';
import { EndpointField, PatienceFields, TypedModelsField } from './ReachFields.tsx';

const words = text.connections.form;

export function VertexFields({ draft, onChange, problems }: FieldsProps<VertexDraft>) {
  return (
    <>
      <TextField
        code
        label={words.googleProject}
        hint={words.googleProjectHint}
        value={draft.project}
        error={problems.project}
        maxLength={200}
        onChange={(project) => {
          onChange({ project });
        }}
      />
      <SuggestField
        label={words.location}
        hint={words.locationHint}
        value={draft.location}
        error={problems.location}
        suggestions={vertexLocations}
        maxLength={40}
        onChange={(location) => {
          onChange({ location });
        }}
      />
      <div className="connection-note">
        <p className="connection-note-title">{words.adcTitle}</p>
        <p>{words.adc}</p>
        <code>{words.adcCommand}</code>
      </div>
      <TypedModelsField draft={draft} onChange={onChange} problems={problems} />
      <More used={draft.endpoint !== '' || draft.patience === 'own'}>
        <EndpointField draft={draft} onChange={onChange} problems={problems} />
        <PatienceFields draft={draft} onChange={onChange} problems={problems} />
      </More>
    </>
  );
}
