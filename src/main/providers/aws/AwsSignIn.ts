/**
 * Who asks, for every service of AWS: the port through which adapters sign in. Behind it stand the cache of temporary
 * credentials, their renewal and the questions that a person answers (a code, the browser), so that five requests that find
 * a session run out lead to one question.
 */
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import type { ConnectionOf, ConnectionSecret } from '../../../shared/connection.ts';
import type { ConnectionId } from '../../../shared/ids.ts';

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
      readonly credentials: AwsCredentialIdentity | AwsCredentialIdentityProvider;
      readonly profile?: string;
    };

export interface AwsSignIn {
  /**
   * The identity of a connection, once there are credentials: a client made with it keeps them fresh by itself. Ask before
   * every request, outside of any watch for silence, because it may wait for a person; it is cheap while credentials last.
   * Rejects with an `AppError`: `secret/missing`, `provider/session-expired`, `provider/profile-not-found`,
   * `provider/access-denied`, `sign-in/*`, `network/*`. An aborted signal rejects with `sign-in/cancelled`.
   */
  identityOf(owner: AwsOwner, signal: AbortSignal): Promise<SignIn>;
  /** Fetches credentials anew for the next request. For those that a service has refused; clients made with them are to be given up too. */
  forget(id: ConnectionId): void;
}
