/**
 * Who asks, for every service of AWS: the ports through which adapters and the sign-in service reach it. Behind them stand
 * the cache of temporary credentials, their renewal and the questions that a person answers (a code, the browser), so that
 * five requests that find a session run out lead to one question.
 */
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import type { ConnectionOf, ConnectionSecret } from '../../../shared/connection.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { SsoAccount } from '../../../shared/signIn.ts';

/** A connection that signs in to AWS. */
export type AwsConnection = ConnectionOf<'bedrock' | 'sagemaker'>;

/** A connection and what it signs in with. */
export interface AwsOwner {
  readonly connection: AwsConnection;
  readonly secret: ConnectionSecret | null;
}

/**
 * The identity fields of a client's configuration. Always complete and always explicit, because the SDK fills every gap from
 * the environment: with `AWS_BEARER_TOKEN_BEDROCK` set it would send that token even where credentials are given, unless
 * `authSchemePreference` says otherwise.
 */
export type SignIn =
  | {
      readonly authSchemePreference: ['httpBearerAuth'];
      readonly token: { readonly token: string };
    }
  | {
      readonly authSchemePreference: ['sigv4'];
      readonly credentials: AwsCredentialIdentityProvider;
      readonly profile?: string;
    };

/** What adapters need. */
export interface AwsSignIn {
  /**
   * The identity of a connection, once there are credentials: a client made with it keeps them fresh by itself. Ask before
   * every request, outside of any watch for silence, because it may wait for a person; it is cheap while credentials last.
   * Rejects with an `AppError`: `secret/missing`, `provider/session-expired`, `provider/profile-not-found`,
   * `provider/access-denied`, `sign-in/*`, `network/*`. An aborted signal rejects with `sign-in/cancelled`.
   */
  identityOf(owner: AwsOwner, signal: AbortSignal): Promise<SignIn>;
  /**
   * Fetches credentials anew for the next request: for those that a service has refused. Clients made with them are to be
   * given up too. Temporary ones that were fetched a moment ago are kept, since it was older ones that were refused.
   */
  forget(id: ConnectionId): void;
}

/** What a person needs to confirm a sign-in in the browser, which has been opened. */
export interface BrowserPrompt {
  readonly userCode: string;
  readonly host: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** How a person is reached while something signs in. */
export interface Attendance {
  readonly signal: AbortSignal;
  readonly onPrompt: (prompt: BrowserPrompt) => void;
}

/** How a session stands. Times are milliseconds since 1970; null where the session renews itself. */
export type SessionState =
  | { readonly kind: 'not-needed' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'signed-in'; readonly expiresAt: number | null };

/** Asks a person for the code of a device. Rejects with `sign-in/cancelled`. The code is nowhere kept. */
export type AskForCode = (question: {
  readonly connectionName: string;
  /** Serial number or ARN. */
  readonly device: string;
  /** The code before was refused. */
  readonly again: boolean;
  readonly signal: AbortSignal;
}) => Promise<string>;

/** What the sign-in service needs besides. Rejections are `AppError`s throughout. */
export interface AwsSessions extends AwsSignIn {
  state(connection: AwsConnection): Promise<SessionState>;
  /** Signs in anew with the help of a person, also where a session still lasts. */
  signIn(owner: AwsOwner, attendance: Attendance): Promise<void>;
  /** Makes a session good again with as little help of a person as it takes. `cannot`: keys, or sessions of another program. */
  renew(owner: AwsOwner, attendance: Attendance): Promise<'renewed' | 'cannot'>;
  /** What can be chosen in IAM Identity Center, after signing in to it if need be. */
  accounts(
    portal: { readonly startUrl: string; readonly ssoRegion: string },
    attendance: Attendance,
  ): Promise<readonly SsoAccount[]>;
}
