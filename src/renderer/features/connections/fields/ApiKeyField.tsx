import { text } from '../../../app/text/text.ts';
import type { FieldsProps } from './ProviderFieldsProps.ts';
import { SecretField } from './SecretField.tsx';
import { secretFields } from './typedSecret.ts';
import { useKeptHint } from './useKeptHint.ts';

interface ApiKeyFieldProps extends Pick<FieldsProps<unknown>, 'stored' | 'onForget'> {
  /** What it is called where it is no ordinary key. */
  readonly label?: string;
  /** Said before where it is kept. */
  readonly hint?: string | undefined;
}

/** The one key that most providers want. */
export function ApiKeyField({
  stored,
  onForget,
  label = text.connections.secret.apiKey,
  hint,
}: ApiKeyFieldProps) {
  const kept = useKeptHint();
  return (
    <SecretField
      name={secretFields.apiKey}
      label={label}
      stored={stored?.apiKeyLastFour ?? null}
      onForget={onForget}
      hint={hint === undefined ? kept : `${hint} ${kept}`}
    />
  );
}
