import { text } from '../../../app/text/text.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import type { BedrockDraft } from '../drafts/bedrockDraft.ts';
import { AwsFields } from './AwsFields.tsx';
import { FailoverRows } from './FailoverRows.tsx';
import { More } from './More.tsx';
import type { FieldsProps } from './ProviderFieldsProps.ts';
import { EndpointField, isReachUsed, PatienceFields, TypedModelsField } from './ReachFields.tsx';

const words = text.connections.form;
const kinds = ['profile', 'sso', 'assume-role', 'access-key', 'api-key', 'default-chain'] as const;

function isMoreUsed(draft: BedrockDraft): boolean {
  return (
    [draft.endpoint, draft.allowedRegions, draft.guardrailId].some((value) => value !== '') ||
    draft.failover.length > 0 ||
    !draft.promptCaching ||
    isReachUsed(draft)
  );
}

export function BedrockFields(props: FieldsProps<BedrockDraft>) {
  const { draft, onChange, problems } = props;
  return (
    <>
      <AwsFields {...props} kinds={kinds} />
      <More used={isMoreUsed(draft)}>
        <Checkbox
          label={words.promptCaching}
          hint={words.promptCachingHint}
          checked={draft.promptCaching}
          onChange={(promptCaching) => {
            onChange({ promptCaching });
          }}
        />
        <TextField
          code
          label={words.allowedRegions}
          hint={words.allowedRegionsHint}
          value={draft.allowedRegions}
          error={problems.allowedRegions}
          onChange={(allowedRegions) => {
            onChange({ allowedRegions });
          }}
        />
        <FailoverRows draft={draft} onChange={onChange} problems={problems} />
        <GuardrailFields {...props} />
        <EndpointField draft={draft} onChange={onChange} problems={problems} />
        <TypedModelsField draft={draft} onChange={onChange} problems={problems} />
        <PatienceFields draft={draft} onChange={onChange} problems={problems} />
      </More>
    </>
  );
}

function GuardrailFields({ draft, onChange, problems }: FieldsProps<BedrockDraft>) {
  return (
    <div className="connection-group">
      <div className="connection-wide-pair">
        <TextField
          code
          label={words.guardrailId}
          placeholder={words.guardrailIdPlaceholder}
          value={draft.guardrailId}
          maxLength={2048}
          onChange={(guardrailId) => {
            onChange({ guardrailId });
          }}
        />
        <TextField
          code
          label={words.guardrailVersion}
          value={draft.guardrailVersion}
          error={problems.guardrailVersion}
          maxLength={8}
          onChange={(guardrailVersion) => {
            onChange({ guardrailVersion });
          }}
        />
      </div>
      {draft.guardrailId !== '' && (
        <Checkbox
          label={words.guardrailTrace}
          checked={draft.guardrailTrace}
          onChange={(guardrailTrace) => {
            onChange({ guardrailTrace });
          }}
        />
      )}
    </div>
  );
}
