import { Copy, Download, Ellipsis, Pencil, Play, Trash2 } from 'lucide-react';
import type { Pipeline } from '../../../shared/pipeline.ts';
import { findPipelineProblems } from '../../../shared/pipelineProblems.ts';
import { text } from '../../app/text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';

const words = text.pipelines.list;

/** What can be done with a pipeline of the list. A recipe has no way to be changed or deleted. */
export interface RowDeeds {
  readonly onRun: (pipeline: Pipeline) => void;
  readonly onDuplicate: (pipeline: Pipeline) => void;
  readonly own?: {
    readonly onEdit: (pipeline: Pipeline) => void;
    readonly onExport: (pipeline: Pipeline) => void;
    readonly onDelete: (pipeline: Pipeline) => void;
  };
}

interface PipelineRowProps {
  readonly pipeline: Pipeline;
  readonly deeds: RowDeeds;
}

export function PipelineRow({ pipeline, deeds: { onRun, onDuplicate, own } }: PipelineRowProps) {
  const { name, description, stages } = pipeline;
  const steps = stages.flatMap((stage) => stage.steps);
  const broken = findPipelineProblems(pipeline).length > 0;
  return (
    <li className="pipeline-row" aria-label={name}>
      <div className="pipeline-row-text">
        <p className="pipeline-row-name">
          {name}
          <span className="pipeline-row-facts">
            {words.steps(steps.length)}
            {broken && ` · ${words.broken}`}
          </span>
        </p>
        {description !== '' && <p className="pipeline-row-description">{description}</p>}
      </div>
      <div className="pipeline-row-actions">
        <Button
          size="sm"
          icon={<Play />}
          aria-label={words.runNamed(name)}
          disabled={broken}
          onClick={() => {
            onRun(pipeline);
          }}
        >
          {words.run}
        </Button>
        {own === undefined ? (
          <IconButton
            size="sm"
            label={words.duplicateNamed(name)}
            icon={<Copy aria-hidden="true" />}
            onClick={() => {
              onDuplicate(pipeline);
            }}
          />
        ) : (
          <>
            <IconButton
              size="sm"
              label={words.editNamed(name)}
              icon={<Pencil aria-hidden="true" />}
              onClick={() => {
                own.onEdit(pipeline);
              }}
            />
            <Menu
              align="end"
              trigger={
                <IconButton size="sm" label={words.more(name)} icon={<Ellipsis aria-hidden="true" />} />
              }
              entries={[
                {
                  kind: 'item',
                  label: words.duplicate,
                  icon: <Copy />,
                  onSelect: () => {
                    onDuplicate(pipeline);
                  },
                },
                {
                  kind: 'item',
                  label: words.export,
                  icon: <Download />,
                  onSelect: () => {
                    own.onExport(pipeline);
                  },
                },
                { kind: 'separator' },
                {
                  kind: 'item',
                  label: words.remove,
                  icon: <Trash2 />,
                  danger: true,
                  onSelect: () => {
                    own.onDelete(pipeline);
                  },
                },
              ]}
            />
          </>
        )}
      </div>
    </li>
  );
}
