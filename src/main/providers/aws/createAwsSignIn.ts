/**
 * The one way in which all connections sign in to AWS. Nothing of it is loaded before the first connection asks, because a
 * person who opens a window is not signing in yet.
 */
import type { Clock } from '../../../shared/clock.ts';
import type { Network } from '../../network/Network.ts';
import type { AskForCode, AwsConnection, AwsSessions } from './AwsSignIn.ts';
import type { AwsEnvironment } from './awsProfiles.ts';
import type { PersonSessions } from './PersonSessions.ts';

export interface AwsSignInOptions {
  readonly clock: Clock;
  readonly network: Network;
  readonly askForCode: AskForCode;
  /** Opens a page in the browser. Only https gets here. */
  readonly openPage: (page: string) => Promise<void>;
  /** Hears of every token and key that is fetched, so that logs can blank it. */
  readonly onSecret?: (value: string) => void;
  /** Hears of a session that was begun or renewed. */
  readonly onSession?: (connection: AwsConnection) => void;
  readonly environment?: AwsEnvironment;
}

/** Makes it. Called once. */
export function createAwsSignIn(options: AwsSignInOptions): AwsSessions {
  let loaded: Promise<PersonSessions> | null = null;
  const sessions = (): Promise<PersonSessions> =>
    (loaded ??= import('./PersonSessions.ts').then((file) => new file.PersonSessions(options)));
  return {
    identityOf: async (owner, signal) => (await sessions()).identityOf(owner, signal),
    forget: (id) => {
      // Whoever asks after this is answered after this: both wait for the same promise, in order.
      loaded?.then(
        (known) => {
          known.forget(id);
        },
        () => undefined,
      );
    },
    state: async (connection) => (await sessions()).state(connection),
    signIn: async (owner, attendance) => (await sessions()).signIn(owner, attendance),
    renew: async (owner, attendance) => (await sessions()).renew(owner, attendance),
    accounts: async (portal, attendance) => (await sessions()).accounts(portal, attendance),
  };
}
