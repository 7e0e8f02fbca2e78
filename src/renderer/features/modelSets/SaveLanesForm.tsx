import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import type { ModelSetId } from '../../../shared/ids.ts';
import type { ModelSet } from '../../../shared/saved.ts';
import { lanesToSave } from '../../app/conversationStart.ts';
import { text } from '../../app/text/text.ts';
import { useModelNames } from '../../app/useModelNames.ts';
import { useChatInSight } from '../../app/WorkspaceContext.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';

interface SaveLanesFormProps {
  /** Resolves to whether it was saved. */
  readonly onSave: (set: ModelSet) => Promise<boolean>;
}

const words = text.modelSets;

/** Saves the lanes of the chat in sight, as they are now, under a name. */
export function SaveLanesForm({ onSave }: SaveLanesFormProps) {
  const chat = useChatInSight((state) => state.chat);
  const lanes = chat === null ? [] : lanesToSave(chat.lanes());
  const nameOf = useModelNames(lanes);
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const missing = name.trim() === '';
  const layout = chat?.layout();
  const save = async () => {
    setTried(true);
    if (missing) return;
    const set = { id: newId<ModelSetId>(), name: name.trim(), lanes, updatedAt: Date.now() };
    if (!(await onSave(layout === undefined ? set : { ...set, layout }))) return;
    setName('');
    setTried(false);
  };
  return (
    <section className="set-save" aria-label={words.saveHere}>
      <h3 className="set-heading">{words.saveHere}</h3>
      {lanes.length === 0 ? (
        <p className="ui-field-hint">{words.nothingToSave}</p>
      ) : (
        <form
          className="set-form"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <TextField
            label={words.saveName}
            value={name}
            maxLength={200}
            hint={words.models(lanes.map(nameOf))}
            error={tried && missing ? words.nameMissing : undefined}
            onChange={setName}
          />
          <Button type="submit" variant="primary">
            {words.save}
          </Button>
        </form>
      )}
    </section>
  );
}
