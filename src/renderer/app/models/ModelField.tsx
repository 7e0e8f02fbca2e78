/**
 * A form's field for a model: a button that says which one it is, and the searchable list of every model of every connection
 * under it. A model or a connection that is gone keeps its id in sight, so that a person knows what is to be replaced.
 */
import { Popover } from '@base-ui/react/popover';
import { ChevronsUpDown } from 'lucide-react';
import { useEffect, useId, useMemo, useState } from 'react';
import type { StepModel } from '../../../shared/pipeline.ts';
import { describedBy, FieldFrame } from '../../ui/FieldFrame.tsx';
import type { FieldProps } from '../../ui/FieldFrame.tsx';
import { PickList } from '../../ui/PickList.tsx';
import type { PickGroup } from '../../ui/PickList.tsx';
import { describeError } from '../text/en/errors.ts';
import { text } from '../text/text.ts';
import { useConnections, useModels, useSettings } from '../WorkspaceContext.ts';
import type { ModelOption } from './modelSearch.ts';
import { optionKey, searchModels } from './modelSearch.ts';
import { useModelName } from './useModelName.ts';
import '../../ui/Select.css';
import './ModelField.css';

interface ModelFieldProps extends FieldProps {
  readonly value: StepModel | null;
  readonly onChange: (value: StepModel | null) => void;
  /** What no model means here, and the line that chooses it. Without it, a model must be chosen. */
  readonly none?: string | undefined;
}

type Line = ModelOption | { readonly kind: 'no-choice'; readonly label: string };

function OptionLine({ option }: { readonly option: Line }) {
  const words = text.chat.picker;
  switch (option.kind) {
    case 'no-choice':
      return <span className="model-line-name">{option.label}</span>;
    case 'loading':
      return <span className="model-line-note">{words.loading}</span>;
    case 'none':
      return <span className="model-line-note">{words.none}</span>;
    case 'failed':
      return <span className="model-line-note">{words.failed(describeError(option.error).title)}</span>;
    case 'typed':
      return <span className="model-line-name">{words.use(option.modelId, option.connection.name)}</span>;
    case 'model':
      return (
        <>
          <span className="model-line-name">{option.model.name}</span>
          <span className="model-line-note">{option.connection.name}</span>
        </>
      );
  }
}

/** The groups of the list: that of no model first, while nothing is searched for. */
function useGroups(query: string, none: string | undefined): readonly PickGroup<Line>[] {
  const connections = useConnections((state) => state.connections);
  const lists = useModels((state) => state.lists);
  const lastModel = useSettings((state) => state.settings.lastModel);
  return useMemo(() => {
    const recent = lastModel === null ? [] : [lastModel];
    const found = searchModels({ connections, lists, recent, query });
    if (none === undefined || query.trim() !== '') return found;
    return [{ heading: null, items: [{ kind: 'no-choice', label: none }] }, ...found];
  }, [connections, lastModel, lists, none, query]);
}

/** Chooses a model of a connection. */
export function ModelField({ label, labelHidden, hint, error, value, onChange, none }: ModelFieldProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const name = useModelName(value);
  return (
    <FieldFrame id={id} label={label} labelHidden={labelHidden} hint={hint} error={error}>
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger
          id={id}
          className="ui-input ui-select"
          aria-label={`${label}: ${name ?? none ?? text.chat.lane.noModel}`}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={describedBy(id, { hint, error })}
        >
          <span className="ui-select-value">{name ?? none ?? text.chat.lane.noModel}</span>
          <span className="ui-select-icon">
            <ChevronsUpDown aria-hidden="true" />
          </span>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Positioner
            className="ui-popup-positioner"
            align="start"
            sideOffset={4}
            collisionPadding={8}
          >
            <Popover.Popup className="ui-popup model-field-popup" aria-label={label}>
              <ModelList
                none={none}
                onPick={(next) => {
                  setOpen(false);
                  onChange(next);
                }}
              />
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </FieldFrame>
  );
}

interface ModelListProps {
  readonly none: string | undefined;
  readonly onPick: (value: StepModel | null) => void;
}

/** The list itself; reads what the connections offer when it is first seen. */
function ModelList({ none, onPick }: ModelListProps) {
  const connections = useConnections((state) => state.connections);
  const load = useModels((state) => state.load);
  const [query, setQuery] = useState('');
  const groups = useGroups(query, none);
  useEffect(() => {
    for (const { id } of connections) void load(id);
  }, [connections, load]);
  const pick = (option: Line) => {
    switch (option.kind) {
      case 'no-choice':
        onPick(null);
        break;
      case 'model':
        onPick({ connectionId: option.connection.id, modelId: option.model.id });
        break;
      case 'typed':
        onPick({ connectionId: option.connection.id, modelId: option.modelId });
        break;
      case 'failed':
        void load(option.connection.id, true);
        break;
      case 'loading':
      case 'none':
        break;
    }
  };
  return (
    <PickList
      label={text.chat.picker.label}
      placeholder={text.chat.picker.placeholder}
      query={query}
      onQueryChange={setQuery}
      groups={groups}
      itemKey={(option) => (option.kind === 'no-choice' ? option.kind : optionKey(option))}
      renderItem={(option) => <OptionLine option={option} />}
      onPick={pick}
      empty={text.chat.picker.empty}
    />
  );
}
