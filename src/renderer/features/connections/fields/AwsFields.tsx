/** Where, and how one signs in to AWS: the part that Bedrock and SageMaker share. */
import type { AwsAuth } from '../../../../shared/aws.ts';
import { text } from '../../../app/text/text.ts';
import { Select } from '../../../ui/Select.tsx';
import type { AwsDraft } from '../drafts/awsDraft.ts';
import { AccessKeyFields } from './AccessKeyFields.tsx';
import { ApiKeyField } from './ApiKeyField.tsx';
import { AssumeRoleFields } from './AssumeRoleFields.tsx';
import { ProfileField } from './ProfileField.tsx';
import type { FieldsProps } from './ProviderFieldsProps.ts';
import { RegionField } from './RegionField.tsx';
import { SsoFields } from './SsoFields.tsx';

interface AwsFieldsProps extends FieldsProps<AwsDraft> {
  /** The ways to sign in that this service knows. */
  readonly kinds: readonly AwsAuth['kind'][];
}

const words = text.connections.form;

export function AwsFields({ kinds, ...props }: AwsFieldsProps) {
  const { draft, onChange, problems } = props;
  return (
    <>
      <RegionField
        hint={words.regionHint}
        value={draft.region}
        error={problems.region}
        onChange={(region) => {
          onChange({ region });
        }}
      />
      <Select
        label={words.signIn}
        hint={words.signInHints[draft.authKind]}
        value={draft.authKind}
        options={kinds.map((kind) => ({ value: kind, label: words.signInKinds[kind] }))}
        onChange={(authKind) => {
          onChange({ authKind });
        }}
      />
      <AwsSignIn {...props} />
    </>
  );
}

function AwsSignIn(props: FieldsProps<AwsDraft>) {
  const { draft, onChange, problems, stored, onForget } = props;
  switch (draft.authKind) {
    case 'profile':
      return (
        <ProfileField
          label={words.profile}
          value={draft.profile}
          error={problems.profile}
          onChange={(profile, region) => {
            onChange({ profile, ...(region === null ? {} : { region }) });
          }}
        />
      );
    case 'sso':
      return <SsoFields {...props} />;
    case 'assume-role':
      return <AssumeRoleFields {...props} />;
    case 'access-key':
      return <AccessKeyFields stored={stored} onForget={onForget} />;
    case 'api-key':
      return <ApiKeyField stored={stored} onForget={onForget} />;
    case 'default-chain':
      return null;
  }
}
