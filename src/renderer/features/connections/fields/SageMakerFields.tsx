import { text } from '../../../app/text/text.ts';
import { TextField } from '../../../ui/TextField.tsx';
import type { SageMakerDraft } from '../drafts/sageMakerDraft.ts';
import { AwsFields } from './AwsFields.tsx';
import { More } from './More.tsx';
import type { FieldsProps } from './ProviderFieldsProps.ts';
import { EndpointField, isReachUsed, PatienceFields, TypedModelsField } from './ReachFields.tsx';

const words = text.connections.form;
const kinds = ['profile', 'sso', 'assume-role', 'access-key', 'default-chain'] as const;

export function SageMakerFields(props: FieldsProps<SageMakerDraft>) {
  const { draft, onChange, problems } = props;
  return (
    <>
      <TextField
        code
        label={words.endpointName}
        hint={words.endpointNameHint}
        value={draft.endpointName}
        error={problems.endpointName}
        maxLength={63}
        onChange={(endpointName) => {
          onChange({ endpointName });
        }}
      />
      <AwsFields {...props} kinds={kinds} />
      <More used={draft.inferenceComponent !== '' || draft.endpoint !== '' || isReachUsed(draft)}>
        <TextField
          code
          label={words.inferenceComponent}
          hint={words.inferenceComponentHint}
          value={draft.inferenceComponent}
          error={problems.inferenceComponent}
          maxLength={63}
          onChange={(inferenceComponent) => {
            onChange({ inferenceComponent });
          }}
        />
        <EndpointField draft={draft} onChange={onChange} problems={problems} />
        <TypedModelsField draft={draft} onChange={onChange} problems={problems} />
        <PatienceFields draft={draft} onChange={onChange} problems={problems} />
      </More>
    </>
  );
}
