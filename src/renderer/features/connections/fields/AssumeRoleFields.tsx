import { text } from '../../../app/text/text.ts';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import type { AwsDraft } from '../drafts/awsDraft.ts';
import { AccessKeyFields } from './AccessKeyFields.tsx';
import { ProfileField } from './ProfileField.tsx';
import type { FieldsProps } from './ProviderFieldsProps.ts';

const words = text.connections.form;
const sources = ['profile', 'access-key', 'default-chain'] as const;

/** A role, whose credentials take it on, and what its owner asks for besides. */
export function AssumeRoleFields({ draft, onChange, problems, stored, onForget }: FieldsProps<AwsDraft>) {
  return (
    <>
      <TextField
        code
        label={words.roleArn}
        placeholder={words.roleArnPlaceholder}
        value={draft.roleArn}
        error={problems.roleArn}
        maxLength={2048}
        onChange={(roleArn) => {
          onChange({ roleArn });
        }}
      />
      <Select
        label={words.source}
        value={draft.sourceKind}
        options={sources.map((value) => ({ value, label: words.sources[value] }))}
        onChange={(sourceKind) => {
          onChange({ sourceKind });
        }}
      />
      {draft.sourceKind === 'profile' && (
        <ProfileField
          label={words.sourceProfile}
          value={draft.sourceProfile}
          error={problems.sourceProfile}
          onChange={(sourceProfile) => {
            onChange({ sourceProfile });
          }}
        />
      )}
      {draft.sourceKind === 'access-key' && <AccessKeyFields stored={stored} onForget={onForget} />}
      <TextField
        code
        label={words.mfaSerial}
        hint={words.mfaSerialHint}
        value={draft.mfaSerial}
        error={problems.mfaSerial}
        maxLength={256}
        onChange={(mfaSerial) => {
          onChange({ mfaSerial });
        }}
      />
      <TextField
        code
        label={words.externalId}
        hint={words.externalIdHint}
        value={draft.externalId}
        error={problems.externalId}
        maxLength={1224}
        onChange={(externalId) => {
          onChange({ externalId });
        }}
      />
    </>
  );
}
