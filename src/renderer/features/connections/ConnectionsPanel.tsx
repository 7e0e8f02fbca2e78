import { Pencil, Plug, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Connection } from '../../../shared/connection.ts';
import type { ConnectionTarget } from '../../app/stores/viewStore.ts';
import { text } from '../../app/text/text.ts';
import { useConnections, useProblems, useStatus, useWorkspace } from '../../app/WorkspaceContext.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { ConnectionDialog } from './ConnectionDialog.tsx';
import { draftOf, hostOf, newDraft } from './connectionDraft.ts';
import './connections.css';

interface ConnectionsPanelProps {
  /** The connection whose form is open. */
  readonly target: ConnectionTarget;
  readonly onTargetChange: (target: ConnectionTarget) => void;
}

const words = text.connections;

/** What tells one connection of a provider from another. */
function detailOf(connection: Connection): string {
  const provider = words.providers[connection.provider];
  switch (connection.provider) {
    case 'demo':
      return words.builtIn;
    case 'openai':
      return connection.baseUrl === undefined ? provider : `${provider} · ${hostOf(connection.baseUrl)}`;
    case 'openai-compatible':
      return `${provider} · ${hostOf(connection.baseUrl)}`;
    case 'bedrock': {
      const { auth, region } = connection;
      const signIn = auth.kind === 'profile' ? auth.profile : words.form.signInKinds[auth.kind];
      return `${provider} · ${region} · ${signIn}`;
    }
  }
}

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

interface ConnectionRowProps {
  readonly connection: Connection;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

function ConnectionRow({ connection, onEdit, onDelete }: ConnectionRowProps) {
  return (
    <li className="connections-row">
      <span className="connections-dot" data-provider={connection.provider} aria-hidden="true" />
      <span className="connections-text">
        <span className="connections-name">{connection.name}</span>
        <span className="connections-detail">{detailOf(connection)}</span>
      </span>
      {connection.provider !== 'demo' && (
        <>
          <IconButton
            label={words.edit(connection.name)}
            icon={<Pencil aria-hidden="true" />}
            onClick={onEdit}
          />
          <IconButton
            label={words.delete(connection.name)}
            icon={<Trash2 aria-hidden="true" />}
            onClick={onDelete}
          />
        </>
      )}
    </li>
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
  const initial = useMemo(() => {
    if (target === 'new') return newDraft(Date.now());
    return opened === undefined ? null : draftOf(opened);
  }, [opened, target]);
  if (target === null || initial === null) return null;
  return <ConnectionDialog initial={initial} kind={target === 'new' ? 'new' : 'edit'} onClose={onClose} />;
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
