/**
 * Whether a way to sign in needs a person from time to time, and for what: told from the configuration alone, without
 * signing in.
 */
import type { AwsAuth } from '../../../shared/aws.ts';
import type { AwsConfiguration, AwsEnvironment, SsoSession } from './awsProfiles.ts';
import { environmentProfile, profileChain } from './awsProfiles.ts';
import { ssoSessionOf } from './CredentialSource.ts';

/** `browser`: IAM Identity Center. `code`: a device. `elsewhere`: a session that another program renews. */
export type SessionNeed =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'code' }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'browser'; readonly session: SsoSession };

function needOfProfile(name: string, configuration: AwsConfiguration): SessionNeed {
  const { links } = profileChain(configuration, name);
  const last = links.at(-1);
  // A session is needed before a code is of any use.
  if (last?.own === 'sso' && last.sso !== null) return { kind: 'browser', session: last.sso.session };
  if (links.some(({ role }) => role?.mfaSerial !== undefined && role.mfaSerial !== null))
    return { kind: 'code' };
  if (last?.own === 'login') return { kind: 'elsewhere' };
  return links.length === 1 && last?.own === 'keys' && last.role === null
    ? { kind: 'keys' }
    : { kind: 'nobody' };
}

/** What a connection needs of a person. `keys` never run out; `nobody` renews itself. */
export function sessionNeed(
  auth: AwsAuth,
  configuration: AwsConfiguration,
  environment: AwsEnvironment,
): SessionNeed {
  switch (auth.kind) {
    case 'api-key':
    case 'access-key':
      return { kind: 'keys' };
    case 'sso':
      return { kind: 'browser', session: ssoSessionOf(auth, configuration) };
    case 'profile':
      return needOfProfile(auth.profile, configuration);
    case 'assume-role': {
      const source = sessionNeed(auth.source, configuration, environment);
      if (source.kind === 'browser' || source.kind === 'elsewhere') return source;
      return auth.mfaSerial !== undefined || source.kind === 'code' ? { kind: 'code' } : { kind: 'nobody' };
    }
    case 'default-chain': {
      const profile = environmentProfile(environment);
      return profile === null ? { kind: 'keys' } : needOfProfile(profile, configuration);
    }
  }
}
