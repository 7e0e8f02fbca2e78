import { useMemo, useState } from 'react';
import type { ErrorInfo } from '../../../../shared/errors.ts';
import type { Pipeline } from '../../../../shared/pipeline.ts';
import { findPipelineProblems } from '../../../../shared/pipelineProblems.ts';
import type { PipelineProblem } from '../../../../shared/pipelineProblems.ts';
import { errorInfoOf } from '../../../app/client.ts';
import { text } from '../../../app/text/text.ts';
import { useSaved } from '../../../app/WorkspaceContext.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { ErrorBanner } from '../ErrorBanner.tsx';
import { draftOf, newDraft, pipelineOf } from './draft.ts';
import type { PipelineDraft } from './draft.ts';
import { StageList } from './StageList.tsx';
import { VariableRows } from './VariableRows.tsx';

const words = text.pipelines.editor;

interface PipelineEditorProps {
  /** Null for a new one. */
  readonly pipeline: Pipeline | null;
  /** Back to where it was opened from; with the pipeline when it was saved. */
  readonly onDone: (saved: Pipeline | null) => void;
}

/** Problems of form: what is not kept at all, where everything else is work in progress. */
const unsavable: ReadonlySet<PipelineProblem['kind']> = new Set([
  'unnamed',
  'no-steps',
  'bad-step-name',
  'bad-variable-name',
]);

/** Writes a pipeline. A broken one can be saved and finished later. */
export function PipelineEditor({ pipeline, onDone }: PipelineEditorProps) {
  const put = useSaved((state) => state.put);
  const [first] = useState(() => (pipeline === null ? newDraft() : draftOf(pipeline)));
  const [draft, setDraft] = useState(first);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const problems = useMemo(() => findPipelineProblems(pipelineOf(draft, 0)), [draft]);
  const misshapen = problems.some(({ kind }) => unsavable.has(kind));
  const leave = () => {
    if (draft === first) onDone(null);
    else setAsking(true);
  };
  const save = async () => {
    const item = pipelineOf(draft, Date.now());
    try {
      await put({ kind: 'pipeline', item });
      onDone(item);
    } catch (caught) {
      setError(errorInfoOf(caught));
    }
  };
  const footer = (
    <>
      {misshapen && <p className="pipeline-footer-note">{words.unsavable}</p>}
      <Button onClick={leave}>{words.back}</Button>
      <Button variant="primary" disabled={misshapen} onClick={() => void save()}>
        {words.save}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      onClose={leave}
      title={pipeline === null ? words.newTitle : words.title}
      size="lg"
      closeLabel={text.shell.close}
      footer={footer}
    >
      {error !== null && <ErrorBanner error={error} />}
      <div className="pipeline-head-fields">
        <TextField
          label={words.name}
          value={draft.name}
          maxLength={200}
          onChange={(name) => {
            setDraft({ ...draft, name });
          }}
        />
        <TextField
          label={words.description}
          hint={words.descriptionHint}
          value={draft.description}
          maxLength={2000}
          onChange={(description) => {
            setDraft({ ...draft, description });
          }}
        />
      </div>
      <VariableRows draft={draft} problems={problems} onChange={setDraft} />
      <StageList draft={draft} problems={problems} onChange={setDraft} />
      <ProblemSummary draft={draft} problems={problems} />
      <ConfirmDialog
        open={asking}
        title={words.discard.title}
        body={words.discard.body}
        confirmLabel={words.discard.confirm}
        cancelLabel={words.discard.cancel}
        onConfirm={() => {
          onDone(null);
        }}
        onCancel={() => {
          setAsking(false);
        }}
      />
    </Dialog>
  );
}

interface ProblemSummaryProps {
  readonly draft: PipelineDraft;
  readonly problems: readonly PipelineProblem[];
}

/** Everything that keeps it from running, in one list. */
function ProblemSummary({ draft, problems }: ProblemSummaryProps) {
  if (problems.length === 0) return null;
  const stepName = (it: PipelineProblem) =>
    'step' in it ? (draft.stages[it.stage]?.steps[it.step]?.step.name ?? '') : null;
  return (
    <Banner tone="warning" title={words.problems(problems.length)}>
      <ul className="pipeline-problems">
        {problems.map((it, index) => {
          const name = stepName(it);
          return (
            <li key={index}>
              {name !== null && `${words.atStep(name)}: `}
              {words.problem(it, name ?? '')}
            </li>
          );
        })}
      </ul>
      {words.problemsHint}
    </Banner>
  );
}
