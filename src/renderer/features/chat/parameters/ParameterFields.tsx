import { useId } from 'react';
import type { ReactNode } from 'react';
import type { ReasoningEffort } from '../../../../shared/reasoning.ts';
import { reasoningEfforts } from '../../../../shared/reasoning.ts';
import { text } from '../../../app/text/text.ts';
import { Select } from '../../../ui/Select.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { HeaderFields } from './HeaderFields.tsx';
import type { FieldErrors, ParameterDraft } from './parameterForm.ts';
import { Settable } from './Settable.tsx';

export interface ParameterFieldsProps {
  readonly draft: ParameterDraft;
  readonly errors: FieldErrors;
  /** What counts where a field of a lane is empty: the conversation's own values. Null in the conversation itself. */
  readonly inherited: ParameterDraft | null;
  /** The efforts that the models have; null where that is not known. */
  readonly efforts: readonly ReasoningEffort[] | null;
  readonly onChange: (change: Partial<ParameterDraft>) => void;
}

type TextKey = 'temperature' | 'topP' | 'maxOutput' | 'system' | 'stop' | 'extraBody';
type ChoiceKey = 'reasoningEffort' | 'verbosity' | 'serviceTier' | 'latency';

/** All parameters but the context strategy, which belongs to the conversation alone. */
export function ParameterFields(props: ParameterFieldsProps) {
  const words = text.chat.parameters;
  const { draft, efforts, onChange } = props;
  const noEffort = efforts !== null && efforts.length === 0 && draft.reasoningEffort === '';
  const offered = reasoningEfforts.filter(
    (effort) => efforts === null || efforts.includes(effort) || effort === draft.reasoningEffort,
  );
  return (
    <>
      <Group title={words.groups.instructions}>
        <LongField {...props} field="system" rows={4} />
      </Group>
      <Group title={words.groups.sampling}>
        <NumberField {...props} field="temperature" />
        <NumberField {...props} field="topP" />
        <NumberField {...props} field="maxOutput" />
        <LongField {...props} field="stop" rows={2} hint={words.hints.stop} />
      </Group>
      <Group title={words.groups.effort}>
        {!noEffort && (
          <ChoiceField
            {...props}
            field="reasoningEffort"
            options={offered.map((value) => ({ value, label: words.efforts[value] }))}
            hint={efforts === null ? words.hints.effortUnknown : undefined}
          />
        )}
        <ChoiceField {...props} field="verbosity" options={optionsOf(words.verbosities)} />
        <ChoiceField {...props} field="serviceTier" options={optionsOf(words.tiers)} />
        <ChoiceField {...props} field="latency" options={optionsOf(words.latencies)} />
      </Group>
      <Group title={words.groups.wire}>
        <LongField {...props} field="extraBody" rows={3} hint={words.hints.extraBody} code />
        <HeaderFields
          draft={draft.headers}
          error={props.errors.headers}
          onChange={(headers) => {
            onChange({ headers });
          }}
        />
      </Group>
    </>
  );
}

function optionsOf<V extends string>(labels: Readonly<Record<V, string>>) {
  return (Object.keys(labels) as V[]).map((value) => ({ value, label: labels[value] }));
}

export function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className="parameter-group" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <div className="parameter-grid">{children}</div>
    </section>
  );
}

interface NumberFieldProps extends ParameterFieldsProps {
  readonly field: 'temperature' | 'topP' | 'maxOutput';
}

function NumberField({ field, draft, errors, inherited, onChange }: NumberFieldProps) {
  const words = text.chat.parameters;
  const set = (value: string) => {
    onChange({ [field]: value });
  };
  return (
    <Settable
      name={words.names[field]}
      isSet={draft[field] !== ''}
      onReset={() => {
        set('');
      }}
    >
      <TextField
        label={words.names[field]}
        value={draft[field]}
        inputMode="decimal"
        placeholder={placeholder(inherited?.[field])}
        hint={words.hints[field]}
        error={errors[field]}
        onChange={set}
      />
    </Settable>
  );
}

interface LongFieldProps extends ParameterFieldsProps {
  readonly field: Exclude<TextKey, NumberFieldProps['field']>;
  readonly rows: number;
  readonly hint?: string | undefined;
  readonly code?: boolean | undefined;
}

function LongField({ field, rows, hint, code, draft, errors, inherited, onChange }: LongFieldProps) {
  const words = text.chat.parameters;
  const set = (value: string) => {
    onChange({ [field]: value });
  };
  const shared = inherited?.[field] ?? '';
  return (
    <Settable
      wide
      name={words.names[field]}
      isSet={draft[field] !== ''}
      onReset={() => {
        set('');
      }}
    >
      <TextArea
        label={words.names[field]}
        value={draft[field]}
        rows={rows}
        code={code}
        dir="auto"
        placeholder={shared === '' ? words.none : words.inheritedText}
        hint={hint}
        error={errors[field]}
        onChange={set}
      />
    </Settable>
  );
}

interface ChoiceFieldProps<K extends ChoiceKey> extends ParameterFieldsProps {
  readonly field: K;
  readonly options: readonly { readonly value: Exclude<ParameterDraft[K], ''>; readonly label: string }[];
  readonly hint?: string | undefined;
}

function ChoiceField<K extends ChoiceKey>(props: ChoiceFieldProps<K>) {
  const { field, options, hint, draft, inherited, onChange } = props;
  const words = text.chat.parameters;
  const shared = options.find(({ value }) => value === inherited?.[field])?.label;
  const unset = { value: '' as const, label: placeholder(shared) };
  const set = (value: ParameterDraft[K] | '') => {
    onChange({ [field]: value });
  };
  return (
    <Settable
      name={words.names[field]}
      isSet={draft[field] !== ''}
      onReset={() => {
        set('');
      }}
    >
      <Select<ParameterDraft[K] | ''>
        label={words.names[field]}
        value={draft[field]}
        options={[unset, ...options]}
        hint={hint}
        onChange={set}
      />
    </Settable>
  );
}

function placeholder(inherited: string | undefined): string {
  const words = text.chat.parameters;
  return inherited === undefined || inherited === '' ? words.unset : words.inherited(inherited);
}
