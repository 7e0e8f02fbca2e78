import { Plus, Trash2 } from 'lucide-react';
import type { PipelineProblem } from '../../../../shared/pipelineProblems.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { addVariable, changeVariable, removeVariable } from './draft.ts';
import type { PipelineDraft } from './draft.ts';

const words = text.pipelines.editor;

/** The same limit as in the schema, which the renderer does not load. */
const maxVariables = 20;

interface VariableRowsProps {
  readonly draft: PipelineDraft;
  readonly problems: readonly PipelineProblem[];
  readonly onChange: (draft: PipelineDraft) => void;
}

/** What is asked for at the start. */
export function VariableRows({ draft, problems, onChange }: VariableRowsProps) {
  return (
    <section className="pipeline-section" aria-label={words.variables}>
      <h3>{words.variables}</h3>
      <p className="ui-field-hint">{words.variablesHint}</p>
      {draft.variables.map(({ key, variable }, index) => {
        const problem = problems.find((it) => 'variable' in it && it.variable === index);
        const change = (fields: Partial<typeof variable>) => {
          onChange(changeVariable(draft, key, { ...variable, ...fields }));
        };
        return (
          <div key={key} className="pipeline-variable" role="group" aria-label={words.variable(index + 1)}>
            <TextField
              label={words.variableName}
              code
              value={variable.name}
              maxLength={40}
              error={problem === undefined ? undefined : words.problem(problem, '')}
              onChange={(name) => {
                change({ name });
              }}
            />
            <TextField
              label={words.variableLabel}
              value={variable.label}
              maxLength={200}
              onChange={(label) => {
                change({ label });
              }}
            />
            <TextField
              label={words.variableInitial}
              value={variable.initial}
              maxLength={20_000}
              onChange={(initial) => {
                change({ initial });
              }}
            />
            <IconButton
              label={words.removeVariable(variable.name)}
              icon={<Trash2 aria-hidden="true" />}
              onClick={() => {
                onChange(removeVariable(draft, key));
              }}
            />
          </div>
        );
      })}
      <Button
        size="sm"
        variant="ghost"
        icon={<Plus />}
        className="pipeline-add"
        disabled={draft.variables.length >= maxVariables}
        onClick={() => {
          onChange(addVariable(draft));
        }}
      >
        {words.addVariable}
      </Button>
    </section>
  );
}
