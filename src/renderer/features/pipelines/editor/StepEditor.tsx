import {
  ChevronRight,
  CircleAlert,
  Copy,
  CornerLeftDown,
  CornerLeftUp,
  Ellipsis,
  Trash2,
} from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import type { PipelineStep } from '../../../../shared/pipeline.ts';
import { scopeOfStep } from '../../../../shared/pipelineProblems.ts';
import type { PipelineProblem } from '../../../../shared/pipelineProblems.ts';
import { ModelField } from '../../../app/models/ModelField.tsx';
import { useModelName } from '../../../app/models/useModelName.ts';
import { text } from '../../../app/text/text.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu } from '../../../ui/Menu.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import * as deeds from './draft.ts';
import type { DraftStep, PipelineDraft } from './draft.ts';
import { PromptField } from './PromptField.tsx';
import { SplitFields } from './SplitFields.tsx';
import { StepParameters } from './StepParameters.tsx';

const words = text.pipelines.editor;

interface StepEditorProps {
  readonly draft: PipelineDraft;
  readonly own: DraftStep;
  readonly stage: number;
  /** Only those of this step. */
  readonly problems: readonly PipelineProblem[];
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** The step was put elsewhere from here, so the focus belongs to it wherever it is now. */
  readonly followed: boolean;
  readonly onMove: (draft: PipelineDraft) => void;
  readonly onChange: (draft: PipelineDraft) => void;
}

/** One step: a line with its name and model, and its fields under it while it is open. */
export function StepEditor(props: StepEditorProps) {
  const { draft, own, stage, problems, open, followed, onOpenChange, onMove, onChange } = props;
  const id = useId();
  const toggleRef = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // In its new place it is a new element; the one that had the focus is gone.
    if (followed) toggleRef.current?.focus();
  }, [followed]);
  const { step, key } = own;
  const name = step.name.trim() === '' ? words.unnamedStep : step.name;
  const model = useModelName(step.model) ?? words.laneModel;
  return (
    <div className="pipeline-step" role="group" aria-label={name}>
      <div className="pipeline-step-head">
        <button
          ref={toggleRef}
          type="button"
          className="pipeline-step-toggle"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => {
            onOpenChange(!open);
          }}
        >
          <ChevronRight className="pipeline-chevron" aria-hidden="true" />
          <span className="pipeline-step-name">{name}</span>
          <span className="pipeline-step-model">{model}</span>
          {problems.length > 0 && (
            <span className="pipeline-step-problems">
              <CircleAlert aria-hidden="true" />
              {words.problemCount(problems.length)}
            </span>
          )}
        </button>
        <Menu
          align="end"
          trigger={<IconButton size="sm" label={words.moreOf(name)} icon={<Ellipsis aria-hidden="true" />} />}
          entries={[
            {
              kind: 'item',
              label: words.joinAbove,
              icon: <CornerLeftUp />,
              disabled: !deeds.canJoinAbove(draft, stage),
              onSelect: () => {
                onMove(deeds.joinAbove(draft, key));
              },
            },
            {
              kind: 'item',
              label: words.standAlone,
              icon: <CornerLeftDown />,
              disabled: !deeds.canStandAlone(draft, stage),
              onSelect: () => {
                onMove(deeds.standAlone(draft, key));
              },
            },
            {
              kind: 'item',
              label: words.duplicateStep,
              icon: <Copy />,
              disabled: !deeds.canAddBeside(draft, stage),
              onSelect: () => {
                onChange(deeds.duplicateStep(draft, key));
              },
            },
            { kind: 'separator' },
            {
              kind: 'item',
              label: words.removeStep,
              icon: <Trash2 />,
              danger: true,
              onSelect: () => {
                onChange(deeds.removeStep(draft, key));
              },
            },
          ]}
        />
      </div>
      <div id={id} hidden={!open} className="pipeline-step-body">
        {open && (
          <StepFields
            draft={draft}
            own={own}
            problems={problems}
            onChange={(changed) => {
              onChange(deeds.changeStep(draft, key, changed));
            }}
          />
        )}
      </div>
    </div>
  );
}

interface StepFieldsProps {
  readonly draft: PipelineDraft;
  readonly own: DraftStep;
  readonly problems: readonly PipelineProblem[];
  readonly onChange: (step: PipelineStep) => void;
}

function StepFields({ draft, own: { step, key }, problems, onChange }: StepFieldsProps) {
  const place = deeds.placeOf(draft, key) ?? { stage: 0, step: 0 };
  const scope = scopeOfStep(deeds.pipelineOf(draft, 0), place);
  const nameProblem = problems.find(({ kind }) => kind === 'bad-step-name' || kind === 'duplicate-step');
  const promptProblems = problems.flatMap((it) => (it.kind === 'template' ? [it.problem] : []));
  return (
    <>
      <div className="pipeline-step-row">
        <TextField
          label={words.stepName}
          value={step.name}
          maxLength={60}
          error={nameProblem === undefined ? undefined : words.problem(nameProblem, step.name)}
          onChange={(name) => {
            onChange({ ...step, name });
          }}
        />
        <ModelField
          label={words.model}
          value={step.model}
          none={words.laneModel}
          onChange={(model) => {
            onChange({ ...step, model });
          }}
        />
      </div>
      <PromptField
        value={step.prompt}
        scope={scope}
        problems={promptProblems}
        onChange={(prompt) => {
          onChange({ ...step, prompt });
        }}
      />
      <SplitFields
        value={step.split}
        hasPrevious={scope.hasPrevious}
        onChange={(split) => {
          const { split: _, ...rest } = step;
          onChange(split === undefined ? rest : { ...rest, split });
        }}
      />
      <StepParameters
        value={step.parameters}
        onChange={(parameters) => {
          const { parameters: _, ...rest } = step;
          onChange(parameters === undefined ? rest : { ...rest, parameters });
        }}
      />
    </>
  );
}
