import { Pencil, Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import type { AwsAuth } from '../../../shared/aws.ts';
import type { Connection } from '../../../shared/connection.ts';
import { text } from '../../app/text/text.ts';
import { useSignIns } from '../../app/WorkspaceContext.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { hostOf } from './drafts/address.ts';
import { presetById } from '../../../shared/connectionPresets.ts';
import { hasSession } from './signIn/sessions.ts';
import { SessionState } from './signIn/SessionState.tsx';
import { SignInBody } from './signIn/SignInCards.tsx';

interface ConnectionRowProps {
  readonly connection: Connection;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

const words = text.connections;

function awsDetail(auth: AwsAuth): string {
  if (auth.kind === 'profile') return auth.profile;
  if (auth.kind === 'sso') return auth.roleName;
  if (auth.kind === 'assume-role') return auth.roleArn.replace(/^.*role\//, '');
  return words.form.signInKinds[auth.kind];
}

/** What tells one connection of a provider from another. */
function detailOf(connection: Connection): string {
  const provider = words.providers[connection.provider];
  switch (connection.provider) {
    case 'demo':
      return words.builtIn;
    case 'openai':
      return connection.baseUrl === undefined ? provider : `${provider} · ${hostOf(connection.baseUrl)}`;
    case 'openai-compatible':
      return `${presetById(connection.preset)?.name ?? provider} · ${hostOf(connection.baseUrl)}`;
    case 'azure-openai':
      return `${provider} · ${hostOf(connection.endpoint)}`;
    case 'google-vertex':
      return `${provider} · ${connection.project} · ${connection.location}`;
    case 'oci':
      return `${provider} · ${connection.region}`;
    case 'bedrock':
      return `${provider} · ${connection.region} · ${awsDetail(connection.auth)}`;
    case 'sagemaker':
      return `${provider} · ${connection.region} · ${connection.endpointName}`;
  }
}

/** One connection: what it is, how its session stands, and what can be done with it. */
export function ConnectionRow({ connection, onEdit, onDelete }: ConnectionRowProps) {
  const state = useSignIns(({ states }) => states.get(connection.id));
  const attended = useSignIns((store) => store.attended.has(connection.id));
  const ask = useSignIns((store) => store.ask);
  const begin = useSignIns((store) => store.begin);
  useEffect(() => {
    if (hasSession(connection)) void ask(connection);
  }, [ask, connection]);
  const isOut = state?.kind === 'signed-out' || state?.kind === 'failed';
  return (
    <li className="connections-item">
      <div className="connections-row">
        <span className="connections-dot" data-provider={connection.provider} aria-hidden="true" />
        <span className="connections-text">
          <span className="connections-name">{connection.name}</span>
          <span className="connections-detail">{detailOf(connection)}</span>
          {state !== undefined && (
            <span className="connections-detail">
              <SessionState state={state} />
            </span>
          )}
        </span>
        {isOut && !attended && (
          <Button
            size="sm"
            aria-label={words.signIn.signInTo(connection.name)}
            onClick={() => void begin(connection)}
          >
            {words.signIn.signIn}
          </Button>
        )}
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
      </div>
      {attended && (
        <div className="connections-sign-in">
          <SignInBody connection={connection} />
        </div>
      )}
    </li>
  );
}
