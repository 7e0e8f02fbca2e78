import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import { useId } from 'react';
import { describedBy, FieldFrame } from './FieldFrame.tsx';
import type { FieldProps } from './FieldFrame.tsx';
import './Select.css';

interface SelectProps<V extends string> extends FieldProps {
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V) => void;
  readonly disabled?: boolean | undefined;
}

/** One of several, in a list that opens. */
export function Select<V extends string>({
  label,
  labelHidden,
  hint,
  error,
  value,
  options,
  onChange,
  disabled = false,
}: SelectProps<V>) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} labelHidden={labelHidden} hint={hint} error={error}>
      <Base.Root
        items={options}
        value={value}
        disabled={disabled}
        onValueChange={(next: V | null) => {
          if (next !== null) onChange(next);
        }}
      >
        <Base.Trigger
          id={id}
          className="ui-input ui-select"
          aria-label={label}
          aria-describedby={describedBy(id, { hint, error })}
        >
          <Base.Value className="ui-select-value" />
          <Base.Icon className="ui-select-icon">
            <ChevronsUpDown aria-hidden="true" />
          </Base.Icon>
        </Base.Trigger>
        <Base.Portal>
          <Base.Positioner className="ui-popup-positioner" sideOffset={4} alignItemWithTrigger={false}>
            <Base.Popup className="ui-popup ui-select-popup">
              <Base.List className="ui-select-list">
                {options.map((option) => (
                  <Base.Item key={option.value} value={option.value} className="ui-popup-item">
                    <span className="ui-popup-item-icon">
                      <Base.ItemIndicator>
                        <Check aria-hidden="true" />
                      </Base.ItemIndicator>
                    </span>
                    <Base.ItemText>{option.label}</Base.ItemText>
                  </Base.Item>
                ))}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </FieldFrame>
  );
}
