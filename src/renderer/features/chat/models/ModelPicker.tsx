import { Popover } from '@base-ui/react/popover';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Connection } from '../../../../shared/connection.ts';
import type { ConnectionId } from '../../../../shared/ids.ts';
import type { ModelInfo } from '../../../../shared/model.ts';
import { describeError } from '../../../app/text/en/errors.ts';
import { text } from '../../../app/text/text.ts';
import { PickList } from '../../../ui/PickList.tsx';
import { useChat } from '../ChatContext.ts';
import type { PickPurpose } from '../ChatContext.ts';
import { ProviderDot } from '../lane/ProviderDot.tsx';
import type { ModelChoice } from '../store/ConversationStore.ts';
import { ModelCard } from './ModelCard.tsx';
import type { ModelOption } from '../../../app/models/modelSearch.ts';
import { optionKey, searchModels } from '../../../app/models/modelSearch.ts';
import './ModelPicker.css';

interface ModelPickerProps {
  readonly connections: readonly Connection[];
  readonly recent: readonly ModelChoice[];
  readonly purpose: PickPurpose;
  readonly anchor: Element | null;
  readonly onPick: (choice: ModelChoice) => void;
  /** Opens the details of a model; left out where there is no place for them. */
  readonly onDetails?: ((connectionId: ConnectionId, model: ModelInfo) => void) | undefined;
  readonly onClose: () => void;
}

/** Every model of every connection in one list, at the button that asked for it. */
export function ModelPicker({
  connections,
  recent,
  purpose,
  anchor,
  onPick,
  onDetails,
  onClose,
}: ModelPickerProps) {
  const { models } = useChat();
  const lists = useStore(models, (state) => state.lists);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState<ModelOption | null>(null);
  const picked = useRef(false);
  const groups = useMemo(
    () => searchModels({ connections, lists, recent, query }),
    [connections, lists, recent, query],
  );

  useEffect(() => {
    for (const { id } of connections) void models.getState().load(id);
  }, [connections, models]);

  const choose = (connectionId: ConnectionId, modelId: string) => {
    picked.current = true;
    onPick({ connectionId, modelId });
  };
  const pick = (option: ModelOption) => {
    const connectionId = option.connection.id;
    if (option.kind === 'failed') void models.getState().load(connectionId, true);
    if (option.kind !== 'model' && option.kind !== 'typed') return;
    choose(connectionId, option.kind === 'model' ? option.model.id : option.modelId);
  };

  return (
    <Popover.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Popover.Portal>
        <Popover.Positioner
          className="ui-popup-positioner"
          anchor={anchor}
          align="start"
          sideOffset={4}
          collisionPadding={8}
        >
          <Popover.Popup
            className="ui-popup model-picker"
            aria-label={text.chat.picker.titles[purpose.kind]}
            // Back to the button for who changed their mind; after a choice the composer takes the focus.
            finalFocus={() => !picked.current && (anchor instanceof HTMLElement ? anchor : true)}
          >
            <PickList
              label={text.chat.picker.label}
              placeholder={text.chat.picker.placeholder}
              query={query}
              onQueryChange={setQuery}
              groups={groups}
              itemKey={optionKey}
              renderItem={(option) => <OptionLine option={option} />}
              onPick={pick}
              onActive={setActive}
              empty={text.chat.picker.empty}
            />
            {active?.kind === 'model' && (
              <ModelCard
                option={active}
                onPick={(model) => {
                  choose(active.connection.id, model.id);
                }}
                onDetails={
                  onDetails === undefined
                    ? undefined
                    : (model) => {
                        picked.current = true;
                        onDetails(active.connection.id, model);
                      }
                }
              />
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function OptionLine({ option }: { readonly option: ModelOption }) {
  const words = text.chat.picker;
  const { connection } = option;
  switch (option.kind) {
    case 'loading':
      return <span className="model-option-note">{words.loading}</span>;
    case 'none':
      return <span className="model-option-note">{words.none}</span>;
    case 'failed':
      return <span className="model-option-note">{words.failed(describeError(option.error).title)}</span>;
    case 'typed':
      return (
        <>
          <ProviderDot provider={connection.provider} />
          <span className="model-option-name">{words.use(option.modelId, connection.name)}</span>
        </>
      );
    case 'model': {
      const { model } = option;
      const details = text.chat.modelDetails;
      return (
        <>
          <ProviderDot provider={connection.provider} />
          <span className="model-option-name">
            {model.name}
            {model.id !== model.name && <span className="model-option-id">{model.id}</span>}
          </span>
          <span className="model-option-facts">
            {model.price !== undefined && (
              <span title={details.priceHint}>
                {details.priceShort(model.price.input, model.price.output)}
              </span>
            )}
            {model.contextWindow !== undefined && <span>{words.context(model.contextWindow)}</span>}
            <span>{connection.name}</span>
          </span>
        </>
      );
    }
  }
}
