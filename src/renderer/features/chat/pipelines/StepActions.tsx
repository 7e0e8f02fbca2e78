import { lazy, Suspense, useState } from 'react';
import type { AssistantMessage } from '../../../../shared/conversation.ts';
import type { StepModel } from '../../../../shared/pipeline.ts';
import { plainText } from '../../../../shared/stream.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { useChat } from '../ChatContext.ts';
import { retryStep } from './runDeeds.ts';
import type { RunStep } from './runDeeds.ts';
import './pipelineRuns.css';

const EditOutputDialog = lazy(async () => ({
  default: (await import('./EditOutputDialog.tsx')).EditOutputDialog,
}));

const words = text.pipelines.run;

interface StepActionsProps {
  readonly message: AssistantMessage;
  readonly step: RunStep;
  /** The one that was chosen for this run, if any. */
  readonly model: StepModel | null;
  readonly name: string;
}

/** Going on from a step that has ended, with other words or another try. */
export function StepActions({ message, step, model, name }: StepActionsProps) {
  const { store } = useChat();
  const [editing, setEditing] = useState(false);
  return (
    <div className="run-row run-step-actions">
      <Button
        size="sm"
        onClick={() => {
          setEditing(true);
        }}
      >
        {words.editOutput}
      </Button>
      <Button size="sm" variant="ghost" onClick={() => void retryStep(store, step, model)}>
        {words.again}
      </Button>
      {editing && (
        <Suspense fallback={null}>
          <EditOutputDialog
            step={step}
            name={name}
            output={plainText(message.parts)}
            onClose={() => {
              setEditing(false);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
