import { useState } from 'react';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { useChat } from '../ChatContext.ts';
import { editOutput } from './runDeeds.ts';
import type { RunStep } from './runDeeds.ts';
import './pipelineRuns.css';

const words = text.pipelines.run;

interface EditOutputDialogProps {
  readonly step: RunStep;
  readonly name: string;
  /** What the step has said. */
  readonly output: string;
  readonly onClose: () => void;
}

/** Other words for what a step has said; what depends on them runs again. */
export function EditOutputDialog({ step, name, output, onClose }: EditOutputDialogProps) {
  const { store } = useChat();
  const [edited, setEdited] = useState(output);
  const save = () => {
    onClose();
    void editOutput(store, step, edited);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.editTitle(name)}
      size="lg"
      closeLabel={text.shell.close}
      footer={
        <>
          <Button onClick={onClose}>{text.shell.cancel}</Button>
          <Button variant="primary" disabled={edited.trim() === ''} onClick={save}>
            {words.editSave}
          </Button>
        </>
      }
    >
      <TextArea
        label={words.editLabel}
        hint={words.editHint}
        className="run-output-field"
        dir="auto"
        value={edited}
        onChange={setEdited}
      />
    </Dialog>
  );
}
