import { Plug } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Connection } from '../../../shared/connection.ts';
import type { ConnectionTarget } from '../../app/stores/viewStore.ts';
import { text } from '../../app/text/text.ts';
import { useConnections, useProblems, useStatus, useWorkspace } from '../../app/WorkspaceContext.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ConnectionRow } from './ConnectionRow.tsx';
import { draftOf } from './drafts/connectionDraft.ts';
import { ConnectionDialog } from './form/ConnectionDialog.tsx';
import { NewConnection } from './NewConnection.tsx';
import './connections.css';

interface ConnectionsPanelProps {
  /** The connection whose form is open. */
  readonly target: ConnectionTarget;
  readonly onTargetChange: (target: ConnectionTarget) => void;
}

const words = text.connections;

/** All connections, and the way to add, change and delete them. */
export function ConnectionsPanel({ target, onTargetChange }: ConnectionsPanelProps) {
  const connections = useConnections((state) => state.connections);
  const inKeychain = useStatus((state) => state.secrets.kind === 'keychain');
  const [deleting, setDeleting] = useState<Connection | null>(null);
  return (
    <section className="connections" aria-label={words.title}>
      <p className="connections-intro">
        {words.intro} {inKeychain && words.introKept}
      </p>
      <ul className="connections-list">
        {connections.map((connection) => (
          <ConnectionRow
            key={connection.id}
            connection={connection}
            onEdit={() => {
              onTargetChange(connection.id);
            }}
            onDelete={() => {
              setDeleting(connection);
            }}
          />
        ))}
      </ul>
      <Button
        className="connections-add"
        icon={<Plug />}
        onClick={() => {
          onTargetChange('new');
        }}
      >
        {words.add}
      </Button>
      <OpenForm
        key={target ?? 'none'}
        target={target}
        onClose={() => {
          onTargetChange(null);
        }}
      />
      <DeleteConnection
        connection={deleting}
        onDone={() => {
          setDeleting(null);
        }}
      />
    </section>
  );
}

interface OpenFormProps {
  readonly target: ConnectionTarget;
  readonly onClose: () => void;
}

function OpenForm({ target, onClose }: OpenFormProps) {
  const connection = useConnections((state) => state.connections.find(({ id }) => id === target));
  // The draft is made once when the form opens; a connection that changes meanwhile does not overwrite what is typed.
  const [opened] = useState(connection);
  const initial = useMemo(() => (opened === undefined ? null : draftOf(opened)), [opened]);
  if (target === 'new') return <NewConnection onClose={onClose} />;
  if (target === null || initial === null) return null;
  return <ConnectionDialog initial={initial} kind="edit" onClose={onClose} />;
}

interface DeleteConnectionProps {
  readonly connection: Connection | null;
  readonly onDone: () => void;
}

function DeleteConnection({ connection, onDone }: DeleteConnectionProps) {
  const workspace = useWorkspace();
  const report = useProblems((state) => state.report);
  const confirm = async () => {
    if (connection === null) return;
    try {
      await workspace.removeConnection(connection.id);
    } catch (caught) {
      report(caught);
    } finally {
      onDone();
    }
  };
  return (
    <ConfirmDialog
      open={connection !== null}
      title={words.confirmDelete.title(connection?.name ?? '')}
      body={words.confirmDelete.body}
      confirmLabel={words.confirmDelete.confirm}
      cancelLabel={words.confirmDelete.cancel}
      onConfirm={() => void confirm()}
      onCancel={onDone}
    />
  );
}
