/**
 * Starts a pipeline: which one, with what, and who is asked for what. What is changed here (another model for a step, values of
 * variables) belongs to this run alone; the saved pipeline stays as it is.
 */
import { Play } from 'lucide-react';
import type { LaneId } from '../../../../shared/ids.ts';
import type { Pipeline, StepKey, StepModel } from '../../../../shared/pipeline.ts';
import type { OpenTab } from '../../../app/stores/tabsState.ts';
import { text } from '../../../app/text/text.ts';
import { useModels } from '../../../app/WorkspaceContext.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { ErrorBanner } from '../ErrorBanner.tsx';
import { BudgetNote, EstimateTable } from './EstimateTable.tsx';
import { useChoices } from './useChoices.ts';
import type { PipelineChoice } from './useChoices.ts';
import type { useLanes } from './useLanes.ts';
import { useStartForm } from './useStartForm.ts';
import type { StartFormState } from './useStartForm.ts';
import '../pipelines.css';

const words = text.pipelines.start;

interface StartDialogProps {
  readonly tab: OpenTab;
  /** The one to begin with; null: the first of the list. */
  readonly pipeline: Pipeline | null;
  /** The lane that had the focus; null: the first. */
  readonly laneId: LaneId | null;
  readonly onEdit: (pipeline: Pipeline) => void;
  readonly onClose: () => void;
}

interface StartFormProps extends Omit<StartDialogProps, 'pipeline'> {
  readonly first: Pipeline;
  readonly choices: readonly PipelineChoice[];
}

/** The pipeline with another model for one of its steps. */
function withModel(
  pipeline: Pipeline,
  place: Pick<StepKey, 'stage' | 'step'>,
  model: StepModel | null,
): Pipeline {
  const stages = pipeline.stages.map((stage, at) =>
    at === place.stage
      ? { steps: stage.steps.map((step, index) => (index === place.step ? { ...step, model } : step)) }
      : stage,
  );
  return { ...pipeline, stages };
}

/** Asks what a run needs to know, says what it will take, and starts it. */
export function StartDialog({ pipeline, ...props }: StartDialogProps) {
  const choices = useChoices(pipeline);
  const first = pipeline ?? choices[0]?.pipeline;
  return first === undefined ? null : <StartForm {...props} first={first} choices={choices} />;
}

function StartForm(props: StartFormProps) {
  const form = useStartForm(props);
  const { pipeline, estimate } = form;
  const failing = estimate.last?.steps.some(({ problem }) => problem !== null) ?? false;
  const overBudget = estimate.last?.budget.level === 'hard';
  const blocked = form.broken || failing || overBudget || form.starting || form.lane === undefined;
  const footer = (
    <Button variant="primary" icon={<Play />} disabled={blocked} onClick={() => void form.run()}>
      {words.start}
    </Button>
  );
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={words.title}
      size="lg"
      closeLabel={text.shell.close}
      footer={footer}
    >
      <div className="pipeline-start-choice">
        <Select
          label={words.pipeline}
          value={pipeline.id as string}
          options={props.choices.map((choice) => ({
            value: choice.pipeline.id as string,
            label: choice.label,
          }))}
          onChange={(id) => {
            const choice = props.choices.find((known) => known.pipeline.id === id);
            if (choice !== undefined) form.choose(choice.pipeline);
          }}
        />
        {form.lanes.length > 1 && form.lane !== undefined && (
          <LaneSelect lanes={form.lanes} value={form.lane.id} onChange={form.setWantedLane} />
        )}
      </div>
      {pipeline.description !== '' && <p className="ui-dialog-description">{pipeline.description}</p>}
      <InputFields form={form} />
      {form.broken ? (
        <BrokenNote
          onEdit={() => {
            props.onEdit(pipeline);
          }}
        />
      ) : (
        <section className="pipeline-section" aria-label={words.steps}>
          <h3>{words.steps}</h3>
          <EstimateTable
            pipeline={pipeline}
            estimate={estimate.last}
            stale={estimate.kind === 'waiting'}
            onModel={(place, model) => {
              form.setPipeline(withModel(pipeline, place, model));
            }}
          />
        </section>
      )}
      <BudgetNote estimate={estimate.last} />
      {estimate.kind === 'failed' && <ErrorBanner error={estimate.error} />}
      {form.error !== null && <ErrorBanner error={form.error} />}
    </Dialog>
  );
}

/** The input, the files that go with it, and the variables. */
function InputFields({ form }: { readonly form: StartFormState }) {
  const { values } = form;
  return (
    <>
      <div className="pipeline-start-input">
        <TextArea
          label={words.input}
          hint={words.inputHint}
          dir="auto"
          value={form.input}
          onChange={form.setInput}
        />
      </div>
      {form.files.length > 0 && (
        <Checkbox
          label={words.files(form.files.length)}
          checked={form.withFiles}
          onChange={form.setWithFiles}
        />
      )}
      {form.pipeline.variables.map(({ name, label }) => (
        <TextArea
          key={name}
          label={label === '' ? name : label}
          className="pipeline-variable-value"
          value={values[name] ?? ''}
          rows={1}
          maxLength={200_000}
          onChange={(value) => {
            form.setValues({ ...values, [name]: value });
          }}
        />
      ))}
    </>
  );
}

function BrokenNote({ onEdit }: { readonly onEdit: () => void }) {
  return (
    <Banner
      tone="warning"
      actions={
        <Button size="sm" onClick={onEdit}>
          {words.edit}
        </Button>
      }
    >
      {words.broken}
    </Banner>
  );
}

interface LaneSelectProps {
  readonly lanes: ReturnType<typeof useLanes>;
  readonly value: LaneId;
  readonly onChange: (id: LaneId) => void;
}

function LaneSelect({ lanes, value, onChange }: LaneSelectProps) {
  const lists = useModels((state) => state.lists);
  return (
    <Select
      label={words.lane}
      value={value}
      options={lanes.map(({ id, connectionId, modelId }) => ({
        value: id,
        label:
          connectionId === null || modelId === null
            ? text.chat.lane.noModel
            : (lists.get(connectionId)?.models.find((model) => model.id === modelId)?.name ?? modelId),
      }))}
      onChange={onChange}
    />
  );
}
