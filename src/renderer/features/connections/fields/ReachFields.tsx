/** What every provider that is reached over the network may say: models that no list names, and how long to wait. */
import { text } from '../../../app/text/text.ts';
import { Select } from '../../../ui/Select.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import type { DraftBase } from '../drafts/draftBase.ts';
import type { FieldsProps } from './ProviderFieldsProps.ts';

type ReachFieldsProps = Pick<FieldsProps<DraftBase>, 'draft' | 'onChange' | 'problems'>;

const words = text.connections.form;

export function TypedModelsField({
  draft,
  onChange,
  problems,
  hint = words.typedModelsHint,
}: ReachFieldsProps & { readonly hint?: string }) {
  return (
    <TextArea
      code
      rows={2}
      label={words.typedModels}
      hint={hint}
      value={draft.typedModels}
      error={problems.typedModels}
      onChange={(typedModels) => {
        onChange({ typedModels });
      }}
    />
  );
}

export function PatienceFields({ draft, onChange, problems }: ReachFieldsProps) {
  return (
    <>
      <Select
        label={words.patience}
        hint={words.patienceHints[draft.patience]}
        value={draft.patience}
        options={(['usual', 'own'] as const).map((value) => ({ value, label: words.patienceKinds[value] }))}
        onChange={(patience) => {
          onChange({ patience });
        }}
      />
      {draft.patience === 'own' && (
        <div className="connection-pair">
          <TextField
            inputMode="numeric"
            label={words.firstEvent}
            value={draft.firstEvent}
            error={problems.firstEvent}
            onChange={(firstEvent) => {
              onChange({ firstEvent });
            }}
          />
          <TextField
            inputMode="numeric"
            label={words.betweenEvents}
            value={draft.betweenEvents}
            error={problems.betweenEvents}
            onChange={(betweenEvents) => {
              onChange({ betweenEvents });
            }}
          />
        </div>
      )}
    </>
  );
}

/** Whether anything of this is set, so that it must not be folded away. */
export function isReachUsed(draft: DraftBase): boolean {
  return draft.patience === 'own' || draft.typedModels !== '';
}
