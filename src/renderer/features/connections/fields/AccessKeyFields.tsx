import { text } from '../../../app/text/text.ts';
import type { FieldsProps } from './ProviderFieldsProps.ts';
import { SecretField } from './SecretField.tsx';
import { secretFields } from './typedSecret.ts';
import { useKeptHint } from './useKeptHint.ts';

const words = text.connections.secret;

/** The two parts of an access key, and the third of a temporary one. */
export function AccessKeyFields({ stored, onForget }: Pick<FieldsProps<unknown>, 'stored' | 'onForget'>) {
  const kept = useKeptHint();
  return (
    <>
      <SecretField
        name={secretFields.accessKeyId}
        label={words.accessKeyId}
        stored={stored?.accessKeyIdLastFour ?? null}
        onForget={onForget}
      />
      <SecretField
        name={secretFields.secretAccessKey}
        label={words.secretAccessKey}
        stored={(stored?.accessKeyIdLastFour ?? null) === null ? null : ''}
        hint={kept}
      />
      <SecretField
        name={secretFields.sessionToken}
        label={words.sessionToken}
        stored={stored?.hasSessionToken === true ? '' : null}
        hint={words.sessionTokenHint}
      />
    </>
  );
}
