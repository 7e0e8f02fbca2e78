/**
 * One line of text with suggestions under it: the list helps and never limits. It shows everything until something is typed,
 * then what contains the typed words in value or label.
 */
import { Autocomplete as Base } from '@base-ui/react/autocomplete';
import { ChevronsUpDown } from 'lucide-react';
import { useId, useState } from 'react';
import { describedBy, FieldFrame } from './FieldFrame.tsx';
import type { FieldProps } from './FieldFrame.tsx';
import './SuggestField.css';

export interface Suggestion {
  /** What stands in the field when it is chosen. */
  readonly value: string;
  /** What people know it by. */
  readonly label?: string | undefined;
}

interface SuggestFieldProps extends FieldProps {
  readonly value: string;
  readonly suggestions: readonly Suggestion[];
  readonly onChange: (value: string) => void;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number | undefined;
}

function matching(suggestions: readonly Suggestion[], typed: string): readonly Suggestion[] {
  const words = typed.trim().toLowerCase();
  return suggestions.filter(({ value, label = '' }) => `${value} ${label}`.toLowerCase().includes(words));
}

export function SuggestField({
  label,
  labelHidden,
  hint,
  error,
  value,
  suggestions,
  onChange,
  placeholder,
  maxLength,
}: SuggestFieldProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [typing, setTyping] = useState(false);
  const shown = typing ? matching(suggestions, value) : suggestions;
  // An open list hides the rest of the form from assistive technology, so it is open only while it has something to add.
  const isDone = typing && shown.some((item) => item.value === value);
  return (
    <FieldFrame id={id} label={label} labelHidden={labelHidden} hint={hint} error={error}>
      <Base.Root
        items={suggestions}
        filteredItems={shown}
        itemToStringValue={(item: Suggestion) => item.value}
        value={value}
        openOnInputClick
        open={open && shown.length > 0 && !isDone}
        onOpenChange={(next) => {
          setOpen(next);
          if (!next) setTyping(false);
        }}
        onValueChange={(next, { reason }) => {
          setTyping(reason === 'input-change');
          onChange(next);
        }}
      >
        <div className="ui-suggest">
          <Base.Input
            id={id}
            className="ui-input ui-input-code"
            placeholder={placeholder}
            maxLength={maxLength}
            spellCheck={false}
            aria-invalid={error === undefined ? undefined : true}
            aria-describedby={describedBy(id, { hint, error })}
          />
          {suggestions.length > 0 && <ChevronsUpDown className="ui-suggest-icon" aria-hidden="true" />}
        </div>
        <Base.Portal>
          <Base.Positioner className="ui-popup-positioner" sideOffset={4}>
            <Base.Popup className="ui-popup ui-suggest-popup">
              <Base.List className="ui-suggest-list">
                {(item: Suggestion) => (
                  <Base.Item key={item.value} value={item} className="ui-popup-item">
                    <span className="ui-suggest-value">{item.value}</span>
                    {item.label !== undefined && <span className="ui-suggest-label">{item.label}</span>}
                  </Base.Item>
                )}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </FieldFrame>
  );
}
