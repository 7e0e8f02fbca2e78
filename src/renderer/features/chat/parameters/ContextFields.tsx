import { lazy, Suspense, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ContextStrategy } from '../../../../shared/parameters.ts';
import { text } from '../../../app/text/text.ts';
import { useConnections } from '../../../app/WorkspaceContext.ts';
import { Button } from '../../../ui/Button.tsx';
import { Select } from '../../../ui/Select.tsx';
import { useChat } from '../ChatContext.ts';
import type { ContextDraft } from './contextDraft.ts';
import { Group } from './ParameterFields.tsx';

const ModelPicker = lazy(async () => ({ default: (await import('../models/ModelPicker.tsx')).ModelPicker }));

interface ContextFieldsProps {
  readonly draft: ContextDraft;
  readonly error: string | undefined;
  readonly onChange: (draft: ContextDraft) => void;
}

/** What happens when the conversation no longer fits into a model's context. */
export function ContextFields({ draft, error, onChange }: ContextFieldsProps) {
  const words = text.chat.parameters.context;
  const options = (['stop', 'drop-oldest', 'summarise'] as const).map((value) => ({
    value,
    label: words[value],
  }));
  return (
    <Group title={text.chat.parameters.groups.context}>
      <div className="parameter" data-wide="">
        <Select<ContextStrategy['kind']>
          label={words.label}
          labelHidden
          value={draft.kind}
          options={options}
          error={error}
          onChange={(kind) => {
            onChange({ ...draft, kind });
          }}
        />
      </div>
      {draft.kind === 'summarise' && <SummariserField draft={draft} onChange={onChange} />}
    </Group>
  );
}

function SummariserField({ draft, onChange }: Omit<ContextFieldsProps, 'error'>) {
  const { models } = useChat();
  const words = text.chat.parameters.context;
  const connections = useConnections((state) => state.connections);
  const lists = useStore(models, (state) => state.lists);
  const buttonRef = useRef<HTMLButtonElement>(null);
  const [picking, setPicking] = useState(false);
  const { choice } = draft;
  const connection = connections.find(({ id }) => id === choice?.connectionId);
  const list = connection === undefined ? undefined : lists.get(connection.id);
  const listed = list?.models.find(({ id }) => id === choice?.modelId);
  const name = choice === null ? words.chooseModel : (listed?.name ?? choice.modelId);
  return (
    <div className="parameter" data-wide="">
      <span className="ui-field-label">{words.by}</span>
      <Button
        ref={buttonRef}
        aria-haspopup="dialog"
        onClick={() => {
          setPicking(true);
        }}
      >
        {connection === undefined ? name : `${name} · ${connection.name}`}
      </Button>
      {picking && (
        <Suspense fallback={null}>
          <ModelPicker
            connections={connections}
            recent={[]}
            purpose={{ kind: 'summarise' }}
            anchor={buttonRef.current}
            onPick={({ connectionId, modelId }) => {
              setPicking(false);
              if (connectionId !== null && modelId !== null)
                onChange({ ...draft, choice: { connectionId, modelId } });
            }}
            onClose={() => {
              setPicking(false);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
