import { useEffect } from 'react';
import type { Pipeline } from '../../../shared/pipeline.ts';
import { findPipelineProblems } from '../../../shared/pipelineProblems.ts';
import { text } from '../../app/text/text.ts';
import { useConnections, useModels } from '../../app/WorkspaceContext.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { pipelineCalls } from './pipelineCalls.ts';

const words = text.pipelines.imported;

interface ImportSummaryProps {
  readonly pipelines: readonly Pipeline[];
  readonly onBack: () => void;
}

/** What came with an import, and what each of it would call. Nothing of it has been started. */
export function ImportSummary({ pipelines, onBack }: ImportSummaryProps) {
  const connections = useConnections((state) => state.connections);
  const lists = useModels((state) => state.lists);
  const load = useModels((state) => state.load);
  useEffect(() => {
    // For the names of the models; ids do where a list cannot be read.
    for (const { id } of connections) void load(id);
  }, [connections, load]);
  const all = pipelines.map((pipeline) => ({
    pipeline,
    problems: findPipelineProblems(pipeline).length,
    calls: pipelineCalls(pipeline, connections, lists),
  }));
  const someMissing = all.some(({ calls }) => calls.some(({ missing }) => missing));
  return (
    <Dialog
      open
      onClose={onBack}
      title={words.title(pipelines.length)}
      description={words.nothingStarted}
      closeLabel={text.shell.close}
      footer={
        <Button variant="primary" onClick={onBack}>
          {words.back}
        </Button>
      }
    >
      {someMissing && <Banner tone="warning">{words.missingHint}</Banner>}
      <ul className="pipeline-imports">
        {all.map(({ pipeline, problems, calls }) => (
          <li key={pipeline.id}>
            <p className="pipeline-row-name">{pipeline.name}</p>
            {problems > 0 && <p data-missing="">{words.broken(problems)}</p>}
            <p className="ui-field-hint">
              {text.pipelines.list.steps(pipeline.stages.reduce((sum, { steps }) => sum + steps.length, 0))}
              {' · '}
              {words.calls}:
            </p>
            <ul>
              {calls.map(({ key, words: call, missing }) => (
                <li key={key} data-missing={missing ? '' : undefined}>
                  {call}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
