/**
 * Taking on a role, with the code of a device where the role asks for one. A code that was refused is asked for again, because
 * people mistype and codes change every thirty seconds; not without end, because AWS locks what guesses.
 */
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { AppError } from '../../../shared/errors.ts';
import type { ProfileRole } from './awsProfiles.ts';
import type { SignInClients } from './SignInClients.ts';
import { isRefusedCode } from './signInFailure.ts';

/** Asks a person for the code of a device. Rejects with `sign-in/cancelled` when the person gives up. */
export type AskCode = (question: { readonly device: string; readonly again: boolean }) => Promise<string>;

const mostAttempts = 3;
/** What the role's own log (CloudTrail) calls this app. */
const usualSessionName = 'switchyard';

/**
 * Runs something that may ask for a code through the function it is given, again with a new code where the code was refused.
 * Rejects with `sign-in/code-refused` after three refusals, and with whatever else was thrown.
 */
export async function withCode<T>(
  askCode: AskCode,
  run: (mfaCodeProvider: (device: string) => Promise<string>) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const again = attempt > 1;
    try {
      return await run(async (device) => (await askCode({ device, again })).replaceAll(/\s/g, ''));
    } catch (caught) {
      if (!isRefusedCode(caught)) throw caught;
    }
  }
  throw new AppError('sign-in/code-refused', 'The code of the device was refused three times');
}

/** The temporary credentials of a role. Rejects with what the SDK throws, `sign-in/cancelled` or `sign-in/code-refused`. */
export async function assumeRole(
  role: Omit<ProfileRole, 'sourceProfile'>,
  source: AwsCredentialIdentity | AwsCredentialIdentityProvider,
  {
    clients,
    region,
    askCode,
  }: { readonly clients: SignInClients; readonly region: string; readonly askCode: AskCode },
): Promise<AwsCredentialIdentity> {
  const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
  const { roleArn, externalId, sessionName, durationSeconds, mfaSerial } = role;
  return withCode(askCode, (mfaCodeProvider) =>
    fromTemporaryCredentials({
      masterCredentials: source,
      params: {
        RoleArn: roleArn,
        RoleSessionName: sessionName ?? usualSessionName,
        ...(externalId !== null && { ExternalId: externalId }),
        ...(durationSeconds !== null && { DurationSeconds: durationSeconds }),
        ...(mfaSerial !== null && { SerialNumber: mfaSerial }),
      },
      mfaCodeProvider,
      clientConfig: { region, requestHandler: clients.http },
    })(),
  );
}
