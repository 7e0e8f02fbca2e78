import { text } from '../../../app/text/text.ts';
import { SuggestField } from '../../../ui/SuggestField.tsx';
import { awsRegions } from './awsRegions.ts';

interface RegionFieldProps {
  readonly label?: string;
  readonly labelHidden?: boolean;
  readonly hint?: string | undefined;
  readonly placeholder?: string;
  readonly value: string;
  readonly error?: string | undefined;
  readonly onChange: (region: string) => void;
}

/** A region of AWS, found by its name or by its place. */
export function RegionField({ label = text.connections.form.region, onChange, ...rest }: RegionFieldProps) {
  return (
    <SuggestField
      {...rest}
      label={label}
      suggestions={awsRegions}
      maxLength={40}
      onChange={(region) => {
        onChange(region.trim());
      }}
    />
  );
}
