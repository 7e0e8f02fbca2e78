import { useState } from 'react';
import type { StepModel } from '../../../../shared/pipeline.ts';
import { ModelField } from '../../../app/models/ModelField.tsx';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useChat } from '../ChatContext.ts';
import { retryStep } from './runDeeds.ts';
import type { RunStep } from './runDeeds.ts';

const words = text.pipelines.run;

interface RetryWithDialogProps {
  readonly step: RunStep;
  readonly name: string;
  readonly onClose: () => void;
}

/** Asks a step again, and another model. */
export function RetryWithDialog({ step, name, onClose }: RetryWithDialogProps) {
  const { store } = useChat();
  const [model, setModel] = useState<StepModel | null>(null);
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.modelTitle(name)}
      size="sm"
      closeLabel={text.shell.close}
      footer={
        <>
          <Button onClick={onClose}>{text.shell.cancel}</Button>
          <Button
            variant="primary"
            disabled={model === null}
            onClick={() => {
              onClose();
              void retryStep(store, step, model);
            }}
          >
            {words.retry}
          </Button>
        </>
      }
    >
      <ModelField label={text.pipelines.editor.model} value={model} onChange={setModel} />
    </Dialog>
  );
}
