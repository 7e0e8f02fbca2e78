/** What providers that are reached over the network may say: another address, models that no list names, how long to wait. */
import { text } from '../../../app/text/text.ts';
import { Select } from '../../../ui/Select.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import type { DraftBase } from '../drafts/draftBase.ts';
import type { FieldsProps } from './ProviderFieldsProps.ts';
import { UrlField } from './UrlField.tsx';

type ReachFieldsProps = Pick<FieldsProps<DraftBase>, 'draft' | 'onChange' | 'problems'>;

const words = text.connections.form;

interface EndpointFieldProps {
  readonly draft: { readonly endpoint: string };
  readonly problems: { readonly endpoint?: string };
  readonly onChange: (patch: { readonly endpoint: string }) => void;
}

/** Where a cloud is reached when that is not its own public address. */
export function EndpointField({ draft, onChange, problems }: EndpointFieldProps) {
  return (
    <UrlField
      label={words.endpoint}
      hint={words.endpointHint}
      value={draft.endpoint}
      error={problems.endpoint}
      onChange={(endpoint) => {
        onChange({ endpoint });
      }}
    />
  );
}

/** Ids of models, one per line. */
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

/** How long a reply may let wait: for its first word and between words, in seconds. */
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
