/** The few parameters that a step has of its own. What was imported beside them stays as it is. */
import { useState } from 'react';
import type { Parameters } from '../../../../shared/parameters.ts';
import { text } from '../../../app/text/text.ts';
import { TextArea } from '../../../ui/TextArea.tsx';
import { TextField } from '../../../ui/TextField.tsx';

const words = text.pipelines.editor;

/** The same limits as in the schema, which the renderer does not load. */
const limits = { temperature: [0, 2], maxOutput: [1, 10_000_000] } as const;

interface StepParametersProps {
  readonly value: Parameters | undefined;
  /** Undefined where nothing is set. */
  readonly onChange: (value: Parameters | undefined) => void;
}

export function StepParameters({ value = {}, onChange }: StepParametersProps) {
  const set = <K extends 'system' | 'temperature' | 'maxOutput'>(key: K, next: Parameters[K] | undefined) => {
    const { [key]: _, ...rest } = value;
    const changed: Parameters = next === undefined ? rest : { ...rest, [key]: next };
    onChange(Object.keys(changed).length === 0 ? undefined : changed);
  };
  return (
    <details className="pipeline-step-parameters" open={Object.keys(value).length > 0}>
      <summary>{words.parameters}</summary>
      <div className="pipeline-step-parameters-fields">
        <TextArea
          label={words.system}
          value={value.system ?? ''}
          maxLength={200_000}
          onChange={(system) => {
            set('system', system === '' ? undefined : system);
          }}
        />
        <NumberField
          label={words.temperature}
          value={value.temperature}
          limits={limits.temperature}
          onChange={(next) => {
            set('temperature', next);
          }}
        />
        <NumberField
          label={words.maxOutput}
          value={value.maxOutput}
          limits={limits.maxOutput}
          whole
          onChange={(next) => {
            set('maxOutput', next);
          }}
        />
      </div>
    </details>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly limits: readonly [low: number, high: number];
  readonly whole?: boolean;
  readonly onChange: (value: number | undefined) => void;
}

/** A number that may be absent. What is typed and is none stays in sight with what is wrong, and counts as absent. */
export function NumberField({
  label,
  value,
  limits: [low, high],
  whole = false,
  onChange,
}: NumberFieldProps) {
  const [typed, setTyped] = useState(value === undefined ? '' : String(value));
  const fits = (written: string) => {
    const number = Number(written);
    return number >= low && number <= high && (!whole || Number.isInteger(number));
  };
  const wrong = typed.trim() !== '' && !fits(typed);
  return (
    <TextField
      label={label}
      value={typed}
      inputMode={whole ? 'numeric' : 'decimal'}
      maxLength={16}
      error={wrong ? words.numberError(low, high) : undefined}
      onChange={(next) => {
        setTyped(next);
        onChange(next.trim() !== '' && fits(next) ? Number(next) : undefined);
      }}
    />
  );
}
