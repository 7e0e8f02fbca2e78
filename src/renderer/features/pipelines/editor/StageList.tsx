/** The stages under each other; the steps of one stage under a common sign that says that they run side by side. */
import { ArrowDown, ArrowUp, Columns2, Plus } from 'lucide-react';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { PipelineProblem } from '../../../../shared/pipelineProblems.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useAnnounce } from '../../../ui/LiveRegion.tsx';
import * as deeds from './draft.ts';
import type { DraftStage, PipelineDraft } from './draft.ts';
import { StepEditor } from './StepEditor.tsx';

const words = text.pipelines.editor;

interface StageListProps {
  readonly draft: PipelineDraft;
  readonly problems: readonly PipelineProblem[];
  readonly onChange: (draft: PipelineDraft) => void;
}

export function StageList({ draft, problems, onChange }: StageListProps) {
  // One step is open at a time, so that the whole stays in sight.
  const [openKey, setOpenKey] = useState(() => draft.stages[0]?.steps[0]?.key ?? null);
  // The step that was put into another stage last.
  const [followed, setFollowed] = useState<string | null>(null);
  /** Changes the draft and opens the step that has come to it. */
  const change = (next: PipelineDraft) => {
    const known = new Set(draft.stages.flatMap(({ steps }) => steps.map(({ key }) => key)));
    const fresh = next.stages.flatMap(({ steps }) => steps).find(({ key }) => !known.has(key));
    if (fresh !== undefined) setOpenKey(fresh.key);
    onChange(next);
  };
  return (
    <section className="pipeline-section" aria-label={words.steps}>
      <h3>{words.steps}</h3>
      <ol className="pipeline-stages">
        {draft.stages.map((stage, index) => (
          <StageRow
            key={stage.key}
            draft={draft}
            stage={stage}
            index={index}
            problems={problems.filter((it) => 'stage' in it && it.stage === index)}
            openKey={openKey}
            onOpen={setOpenKey}
            followed={followed}
            onMove={(key, next) => {
              setFollowed(key);
              onChange(next);
            }}
            onChange={change}
          />
        ))}
      </ol>
      <Button
        size="sm"
        icon={<Plus />}
        className="pipeline-add"
        disabled={!deeds.canAddStage(draft)}
        onClick={() => {
          change(deeds.addStage(draft));
        }}
      >
        {words.addStep}
      </Button>
    </section>
  );
}

interface StageRowProps extends StageListProps {
  readonly stage: DraftStage;
  readonly index: number;
  readonly openKey: string | null;
  readonly onOpen: (key: string | null) => void;
  readonly followed: string | null;
  readonly onMove: (key: string, draft: PipelineDraft) => void;
}

/** The keys that move the stage that has the focus. */
function moveOf(event: KeyboardEvent): 1 | -1 | null {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  if (event.key === 'ArrowUp') return -1;
  return event.key === 'ArrowDown' ? 1 : null;
}

function StageRow(props: StageRowProps) {
  const { draft, stage, index, problems, openKey, onOpen, followed, onMove, onChange } = props;
  const announce = useAnnounce();
  const name = stage.steps.map(({ step }) => step.name).join(', ');
  const move = (by: 1 | -1) => {
    const next = deeds.moveStage(draft, index, by);
    if (next === draft) return;
    announce(words.moved(name, index + by + 1));
    onChange(next);
  };
  return (
    <li
      className="pipeline-stage"
      onKeyDown={(event) => {
        const by = moveOf(event);
        if (by === null) return;
        event.preventDefault();
        move(by);
      }}
    >
      <div className="pipeline-stage-head">
        <span className="pipeline-stage-place" aria-label={words.place(index + 1)}>
          {index + 1}
        </span>
        <IconButton
          size="sm"
          label={words.moveUpNamed(name)}
          icon={<ArrowUp aria-hidden="true" />}
          aria-disabled={index === 0 || undefined}
          onClick={() => {
            move(-1);
          }}
        />
        <IconButton
          size="sm"
          label={words.moveDownNamed(name)}
          icon={<ArrowDown aria-hidden="true" />}
          aria-disabled={index === draft.stages.length - 1 || undefined}
          onClick={() => {
            move(1);
          }}
        />
      </div>
      <div className="pipeline-stage-steps" data-together={stage.steps.length > 1 ? '' : undefined}>
        {stage.steps.length > 1 && (
          <p className="pipeline-together">
            <Columns2 aria-hidden="true" />
            {words.sideBySide(stage.steps.length)}
          </p>
        )}
        {stage.steps.map((own, step) => (
          <StepEditor
            key={own.key}
            draft={draft}
            own={own}
            stage={index}
            problems={problems.filter((it) => 'step' in it && it.step === step)}
            open={openKey === own.key}
            onOpenChange={(open) => {
              onOpen(open ? own.key : null);
            }}
            followed={followed === own.key}
            onMove={(next) => {
              onMove(own.key, next);
            }}
            onChange={onChange}
          />
        ))}
        <Button
          size="sm"
          variant="ghost"
          icon={<Columns2 />}
          className="pipeline-add"
          disabled={!deeds.canAddBeside(draft, index)}
          onClick={() => {
            onChange(deeds.addBeside(draft, index));
          }}
        >
          {words.addBeside}
        </Button>
      </div>
    </li>
  );
}
