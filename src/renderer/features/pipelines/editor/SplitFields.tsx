import type { PipelineStep } from '../../../../shared/pipeline.ts';
import { text } from '../../../app/text/text.ts';
import { Select } from '../../../ui/Select.tsx';
import { NumberField } from './StepParameters.tsx';

const words = text.pipelines.editor;

type Split = NonNullable<PipelineStep['split']>;

/** How long a part is unless a person says otherwise, in characters. */
const usualLength = 12_000;
/** The same limits as in the schema, which the renderer does not load. */
const lengths = [500, 1_000_000] as const;

interface SplitFieldsProps {
  readonly value: Split | undefined;
  readonly hasPrevious: boolean;
  readonly onChange: (value: Split | undefined) => void;
}

/** Whether a step runs once, or once for each part of a long text. */
export function SplitFields({ value, hasPrevious, onChange }: SplitFieldsProps) {
  // What was chosen before the step came first stays in sight, with its problem.
  const offersPrevious = hasPrevious || value?.of === 'previous';
  return (
    <div className="pipeline-step-row">
      <Select
        label={words.split}
        value={value?.of ?? 'none'}
        options={[
          { value: 'none', label: words.splitNone },
          { value: 'input', label: words.splitInput },
          ...(offersPrevious ? [{ value: 'previous' as const, label: words.splitPrevious }] : []),
        ]}
        onChange={(of) => {
          onChange(of === 'none' ? undefined : { of, characters: value?.characters ?? usualLength });
        }}
      />
      {value !== undefined && (
        <NumberField
          label={words.splitLength}
          value={value.characters}
          limits={lengths}
          whole
          onChange={(characters) => {
            if (characters !== undefined) onChange({ ...value, characters });
          }}
        />
      )}
    </div>
  );
}
