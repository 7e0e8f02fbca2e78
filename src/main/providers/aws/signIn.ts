/**
 * How a connection signs in: the part of a client's configuration that says who is asking. Always complete and always
 * explicit, because the SDK fills every gap from the environment: with `AWS_BEARER_TOKEN_BEDROCK` set it would send that
 * token even where credentials are given, unless `authSchemePreference` says otherwise.
 */
import type { AwsCredentialIdentity } from '@smithy/types';
import type { ConnectionSecret } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import { assertNever } from '../../../shared/result.ts';
import { networkFailure } from '../networkFailure.ts';
import type { AwsConnection, SignIn } from './AwsSignIn.ts';
import { awsProfileSignIn } from './awsProfiles.ts';

function missing(what: string): AppError {
  return new AppError('secret/missing', `The connection has no ${what}`);
}

function staticCredentials(secret: ConnectionSecret | null): AwsCredentialIdentity {
  const aws = secret?.aws;
  if (aws === undefined) throw missing('access key');
  const { accessKeyId, secretAccessKey, sessionToken } = aws;
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}

/** Makes the identity of a connection. Throws `secret/missing` where one is needed and absent. */
export async function signInOf(
  { auth, region }: AwsConnection,
  secret: ConnectionSecret | null,
): Promise<SignIn> {
  switch (auth.kind) {
    case 'api-key':
      if (secret?.apiKey === undefined) throw missing('Bedrock API key');
      return { authSchemePreference: ['httpBearerAuth'], token: { token: secret.apiKey } };
    case 'access-key': {
      const keys = staticCredentials(secret);
      return { authSchemePreference: ['sigv4'], credentials: async () => keys };
    }
    case 'profile': {
      const { fromIni } = await import('@aws-sdk/credential-providers');
      const { profile } = auth;
      // The file is read afresh, so that a profile that was just added or renewed is found.
      const credentials = fromIni({ profile, ignoreCache: true, clientConfig: { region } });
      return { authSchemePreference: ['sigv4'], credentials, profile };
    }
    case 'sso':
    case 'assume-role':
      throw missing('way to sign in that is known here');
    case 'default-chain': {
      const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
      const credentials = fromNodeProviderChain({ ignoreCache: true, clientConfig: { region } });
      return { authSchemePreference: ['sigv4'], credentials };
    }
    default:
      return assertNever(auth, 'way to sign in');
  }
}

/**
 * What it means that no credentials could be had. The SDK's own error is not kept: it may quote what a credential process
 * has printed.
 */
export async function signInFailure(caught: unknown, connection: AwsConnection): Promise<AppError> {
  if (caught instanceof AppError) return caught;
  const { auth, region } = connection;
  const unreachable = networkFailure(caught, `sts.${region}.amazonaws.com`);
  if (unreachable !== null) return unreachable;
  if (auth.kind !== 'profile') return missing('credentials that could be found in the environment');
  const details = { profile: auth.profile, region };
  if ((await awsProfileSignIn(auth.profile)) === 'session') {
    return new AppError('provider/session-expired', 'The session of the profile has run out', { details });
  }
  return new AppError('provider/profile-not-found', 'The profile is not there or gives no credentials', {
    details,
  });
}
