import { text } from '../../../app/text/text.ts';
import { SuggestField } from '../../../ui/SuggestField.tsx';
import { useAwsProfiles } from './useAwsProfiles.ts';

const { noProfiles } = text.connections.form;

interface ProfileFieldProps {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly placeholder?: string;
  readonly value: string;
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  /** `region` is what the profile itself says, where it says one. */
  readonly onChange: (profile: string, region: string | null) => void;
}

/** A profile of the AWS configuration by its name; a name that is not among them can be typed. */
export function ProfileField({ hint, onChange, ...rest }: ProfileFieldProps) {
  const profiles = useAwsProfiles();
  // A row of fields has no room for more than its own words.
  const advice = profiles.length === 0 && rest.labelHidden !== true ? noProfiles : undefined;
  return (
    <SuggestField
      {...rest}
      hint={hint ?? advice}
      suggestions={profiles.map(({ name, region }) => ({ value: name, label: region ?? undefined }))}
      maxLength={200}
      onChange={(profile) => {
        onChange(profile, profiles.find(({ name }) => name === profile)?.region ?? null);
      }}
    />
  );
}
