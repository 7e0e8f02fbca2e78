import { text } from '../../../app/text/text.ts';
import { TextField } from '../../../ui/TextField.tsx';
import type { CompatibleDraft } from '../drafts/compatibleDraft.ts';
import { presetById } from '../../../../shared/connectionPresets.ts';
import { HeaderRows } from './HeaderRows.tsx';
import { ApiKeyField } from './ApiKeyField.tsx';
import { More } from './More.tsx';
import type { FieldsProps } from './ProviderFieldsProps.ts';
import { isReachUsed, PatienceFields, TypedModelsField } from './ReachFields.tsx';
import { SecretField } from './SecretField.tsx';
import { secretFields } from './typedSecret.ts';
import { UrlField } from './UrlField.tsx';

const words = text.connections.form;
const secretWords = text.connections.secret;

/** A known service asks for its key first, because its address is known; any other server for its address. */
export function CompatibleFields(props: FieldsProps<CompatibleDraft>) {
  const { draft, onChange, problems, stored, onForget } = props;
  const preset = presetById(draft.preset);
  const address = <AddressField {...props} />;
  const headers = <HeaderRows stored={stored?.headerNames ?? []} />;
  const reach = (
    <>
      <TypedModelsField draft={draft} onChange={onChange} problems={problems} />
      <PatienceFields draft={draft} onChange={onChange} problems={problems} />
    </>
  );
  if (preset?.kind === 'cloud') {
    const moved = draft.baseUrl !== preset.baseUrl || (stored?.headerNames.length ?? 0) > 0;
    return (
      <>
        <ApiKeyField
          stored={stored}
          onForget={onForget}
          hint={preset.keyPage === undefined ? undefined : secretWords.keyPage(preset.keyPage)}
        />
        {preset.projectExample !== undefined && (
          <ProjectField draft={draft} onChange={onChange} example={preset.projectExample} />
        )}
        <More used={moved || isReachUsed(draft)}>
          {address}
          {headers}
          {reach}
        </More>
      </>
    );
  }
  return (
    <>
      {address}
      <SecretField
        name={secretFields.apiKey}
        label={secretWords.apiKey}
        stored={stored?.apiKeyLastFour ?? null}
        onForget={onForget}
        hint={secretWords.optionalKey}
      />
      {preset === null && headers}
      <More used={isReachUsed(draft)}>
        {preset !== null && headers}
        {reach}
      </More>
    </>
  );
}

function AddressField({ draft, onChange, problems }: FieldsProps<CompatibleDraft>) {
  return (
    <UrlField
      label={words.baseUrl}
      hint={draft.preset === null ? words.baseUrlHint : undefined}
      value={draft.baseUrl}
      error={problems.baseUrl}
      placeholder={words.baseUrlPlaceholder}
      onChange={(baseUrl) => {
        onChange({ baseUrl });
      }}
    />
  );
}

interface ProjectFieldProps extends Pick<FieldsProps<CompatibleDraft>, 'draft' | 'onChange'> {
  readonly example: string;
}

function ProjectField({ draft, onChange, example }: ProjectFieldProps) {
  return (
    <TextField
      code
      label={words.presetProject}
      hint={words.presetProjectHint(example)}
      value={draft.project}
      maxLength={200}
      onChange={(project) => {
        onChange({ project });
      }}
    />
  );
}
