import { useId } from 'react';
import './Field.css';
import './SegmentedControl.css';

interface SegmentedControlProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V) => void;
}

/** One of a few, all in sight. Radio buttons underneath, so arrow keys move the choice. */
export function SegmentedControl<V extends string>({
  label,
  value,
  options,
  onChange,
}: SegmentedControlProps<V>) {
  const name = useId();
  return (
    <fieldset className="ui-segments">
      <legend className="ui-field-label">{label}</legend>
      <div className="ui-segments-row">
        {options.map((option) => (
          <label key={option.value} className="ui-segment">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => {
                onChange(option.value);
              }}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
