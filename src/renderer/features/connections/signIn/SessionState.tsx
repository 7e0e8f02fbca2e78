import { CircleAlert, CircleCheck, CircleDashed, Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SignInState } from '../../../../shared/signIn.ts';
import { text } from '../../../app/text/text.ts';
import { useTimeLeft } from './useTimeLeft.ts';
import './signIn.css';

const words = text.connections.signIn.states;
/** How often the time that is left is told anew, in milliseconds. */
const step = 20_000;

/** How a session stands, in a few words. Nothing where there is nothing that runs out. */
export function SessionState({ state }: { readonly state: SignInState }) {
  switch (state.kind) {
    case 'not-needed':
      return null;
    case 'signed-out':
      return <Line icon={<CircleDashed />}>{words.signedOut}</Line>;
    case 'waiting':
      return <Line icon={<Hourglass />}>{words.waiting}</Line>;
    case 'failed':
      return <Line icon={<CircleAlert />}>{words.failed}</Line>;
    case 'signed-in':
      return <SignedIn expiresAt={state.expiresAt} />;
  }
}

function SignedIn({ expiresAt }: { readonly expiresAt: number | null }) {
  const left = useTimeLeft(expiresAt, step);
  if (left === 0) return <Line icon={<CircleDashed />}>{words.signedOut}</Line>;
  return <Line icon={<CircleCheck />}>{left === null ? words.signedIn : words.signedInFor(left)}</Line>;
}

function Line({ icon, children }: { readonly icon: ReactNode; readonly children: string }) {
  return (
    <span className="session-state">
      <span aria-hidden="true">{icon}</span>
      {children}
    </span>
  );
}
