import { useId, useRef, useState } from 'react';
import type { SavedPrompt } from '../../../shared/saved.ts';
import { variablesOf } from '../../../shared/template.ts';
import { text } from '../../app/text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { SuggestField } from '../../ui/SuggestField.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useFocusOnMount } from './useFocusOnMount.ts';

/** What a person writes of a prompt. */
export type PromptDraft = Pick<SavedPrompt, 'kind' | 'name' | 'folder' | 'text'>;

interface PromptFormProps {
  readonly title: string;
  readonly initial: PromptDraft;
  readonly folders: readonly string[];
  readonly onSave: (draft: PromptDraft) => void;
  readonly onCancel: () => void;
  /** Told whether closing would lose something. */
  readonly onDirty: (dirty: boolean) => void;
}

const words = text.prompts.form;
const longest = { name: 200, folder: 200, text: 200_000 };

/** What the text's gaps will do. */
export function variablesLine({
  kind,
  text: written,
}: Pick<PromptDraft, 'kind' | 'text'>): string | undefined {
  const names = variablesOf(written);
  if (kind === 'snippet') return text.prompts.variables(names);
  return names.length === 0 ? undefined : text.prompts.systemVariables(names);
}

export function PromptForm({ title, initial, folders, onSave, onCancel, onDirty }: PromptFormProps) {
  const titleId = useId();
  const nameRef = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  useFocusOnMount(nameRef);
  const change = (patch: Partial<PromptDraft>) => {
    setDraft({ ...draft, ...patch });
    onDirty(true);
  };
  const nameMissing = draft.name.trim() === '';
  const textMissing = draft.text.trim() === '';
  const problem = (missing: boolean, sentence: string) => (tried && missing ? sentence : undefined);
  return (
    <form
      className="prompts-form"
      aria-labelledby={titleId}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (nameMissing) nameRef.current?.focus();
        else if (!textMissing) onSave({ ...draft, name: draft.name.trim(), folder: draft.folder.trim() });
      }}
    >
      <h3 id={titleId} className="prompts-title">
        {title}
      </h3>
      <TextField
        ref={nameRef}
        label={words.name}
        value={draft.name}
        maxLength={longest.name}
        error={problem(nameMissing, words.nameMissing)}
        onChange={(name) => {
          change({ name });
        }}
      />
      <SegmentedControl
        label={words.kind}
        value={draft.kind}
        options={(['snippet', 'system'] as const).map((value) => ({
          value,
          label: text.prompts.kinds[value],
        }))}
        onChange={(kind) => {
          change({ kind });
        }}
      />
      <SuggestField
        label={words.folder}
        hint={words.folderHint}
        value={draft.folder}
        maxLength={longest.folder}
        suggestions={folders.map((value) => ({ value }))}
        onChange={(folder) => {
          change({ folder });
        }}
      />
      <TextArea
        className="prompts-text-field"
        label={words.text}
        hint={variablesLine(draft)}
        value={draft.text}
        rows={8}
        dir="auto"
        maxLength={longest.text}
        error={problem(textMissing, words.textMissing)}
        onChange={(written) => {
          change({ text: written });
        }}
      />
      <div className="prompts-actions">
        <Button type="submit" variant="primary">
          {words.save}
        </Button>
        <Button onClick={onCancel}>{words.cancel}</Button>
      </div>
    </form>
  );
}
