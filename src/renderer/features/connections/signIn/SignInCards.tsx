/** Sign-ins that need a person while no settings are open: a card each at the corner of the window, beside the chat. */
import type { Connection } from '../../../../shared/connection.ts';
import { describeError } from '../../../app/text/en/errors.ts';
import { text } from '../../../app/text/text.ts';
import { useConnections, useSignIns } from '../../../app/WorkspaceContext.ts';
import { Button } from '../../../ui/Button.tsx';
import { SignInProgress } from './SignInProgress.tsx';
import './signIn.css';

const words = text.connections.signIn;

export function SignInCards() {
  const connections = useConnections((state) => state.connections);
  const attended = useSignIns((state) => state.attended);
  const shown = connections.filter(({ id }) => attended.has(id));
  if (shown.length === 0) return null;
  return (
    <div className="sign-in-cards">
      {shown.map((connection) => (
        <SignInCard key={connection.id} connection={connection} />
      ))}
    </div>
  );
}

function SignInCard({ connection }: { readonly connection: Connection }) {
  const title = words.signInTo(connection.name);
  return (
    <section className="sign-in-card" aria-label={title}>
      <h2>{title}</h2>
      <SignInBody connection={connection} />
    </section>
  );
}

/** Where a sign-in stands and what can be done about it. */
export function SignInBody({ connection }: { readonly connection: Connection }) {
  const { id } = connection;
  const state = useSignIns(({ states }) => states.get(id));
  const { begin, cancel, dismiss } = useSignIns((store) => store);
  if (state?.kind === 'waiting') {
    return <SignInProgress state={state} onCancel={() => void cancel(id)} />;
  }
  if (state?.kind === 'failed') {
    const { title, next } = describeError(state.error);
    return (
      <div role="alert" className="sign-in-failed">
        <p>
          {title} {next}
        </p>
        <div className="sign-in-foot">
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              dismiss(id);
            }}
          >
            {words.close}
          </Button>
          <Button size="sm" variant="primary" onClick={() => void begin(connection)}>
            {words.again}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="sign-in-foot">
      <p className="ui-field-hint">{words.working}</p>
      <Button size="sm" onClick={() => void cancel(id)}>
        {words.cancel}
      </Button>
    </div>
  );
}
