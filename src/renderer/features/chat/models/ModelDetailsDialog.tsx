/** One model of one connection: what is known of it, a test that asks it, and what a person sets in its place. */
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Connection } from '../../../../shared/connection.ts';
import type { ErrorInfo } from '../../../../shared/errors.ts';
import type { LaneId } from '../../../../shared/ids.ts';
import type { ModelOverride } from '../../../../shared/model.ts';
import { errorInfoOf } from '../../../app/client.ts';
import { describeError } from '../../../app/text/en/errors.ts';
import { text } from '../../../app/text/text.ts';
import { useClient } from '../../../app/WorkspaceContext.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useChat } from '../ChatContext.ts';
import { FactList } from './FactList.tsx';
import { ModelProbe } from './ModelProbe.tsx';
import { OverrideFields } from './OverrideFields.tsx';
import { chooseModel } from '../store/modelDeeds.ts';
import './modelDetails.css';

interface ModelDetailsDialogProps {
  readonly connection: Connection;
  readonly modelId: string;
  /** The lane that would use what the test proposes; null when there is none. */
  readonly laneId: LaneId | null;
  readonly onClose: () => void;
}

/** The override as main has it; undefined while it is being read. */
function useOverride(connection: Connection, modelId: string) {
  const client = useClient();
  const { models } = useChat();
  const connectionId = connection.id;
  const [override, setOverride] = useState<ModelOverride | null | undefined>(undefined);
  const [failure, setFailure] = useState<ErrorInfo | null>(null);
  useEffect(() => {
    void models.getState().load(connectionId);
  }, [connectionId, models]);
  useEffect(() => {
    let wanted = true;
    client.request('models.override', { connectionId, modelId }).then(
      (answer) => {
        if (wanted) setOverride(answer);
      },
      (caught: unknown) => {
        if (wanted) setFailure(errorInfoOf(caught));
      },
    );
    return () => {
      wanted = false;
    };
  }, [client, connectionId, modelId]);
  const save = async (next: ModelOverride | null): Promise<boolean> => {
    try {
      await client.request('models.setOverride', { connectionId, modelId, override: next });
      setOverride(next);
      setFailure(null);
      // What the list says of the model has changed with it.
      void models.getState().load(connectionId, true);
      return true;
    } catch (caught) {
      setFailure(errorInfoOf(caught));
      return false;
    }
  };
  return { override, failure, save };
}

export function ModelDetailsDialog({ connection, modelId, laneId, onClose }: ModelDetailsDialogProps) {
  const { store, models } = useChat();
  const listed = useStore(models, ({ lists }) =>
    lists.get(connection.id)?.models.find((model) => model.id === modelId),
  );
  const { override, failure, save } = useOverride(connection, modelId);
  const model = listed ?? { id: modelId, name: modelId };
  const useProfile =
    laneId === null
      ? null
      : (profileId: string) => {
          onClose();
          void chooseModel(store, laneId, { connectionId: connection.id, modelId: profileId });
        };
  return (
    <Dialog
      open
      onClose={onClose}
      title={model.name}
      description={connection.name}
      closeLabel={text.chat.parameters.close}
    >
      <div className="model-details">
        {model.id !== model.name && <p className="model-details-id">{model.id}</p>}
        <FactList model={model} provider={connection.provider} />
        <ModelProbe
          connectionId={connection.id}
          modelId={modelId}
          onUseProfile={useProfile}
          onUseRegion={async (region) => {
            await save({ ...override, region });
          }}
        />
        {failure !== null && (
          <Banner tone="danger" role="alert" title={describeError(failure).title}>
            {describeError(failure).next}
          </Banner>
        )}
        {override !== undefined && (
          <OverrideFields
            key={JSON.stringify(override)}
            stored={override}
            isBedrock={connection.provider === 'bedrock'}
            onSave={save}
          />
        )}
      </div>
    </Dialog>
  );
}
