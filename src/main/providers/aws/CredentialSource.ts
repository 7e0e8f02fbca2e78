/**
 * Fetches the credentials of a connection, once each time it is asked. Keys, credential processes, web identities and
 * `aws login` are left to the SDK. Two things are done here instead: IAM Identity Center, whose tokens we renew and share
 * with the CLI, and roles on top of credentials that may fail, because the SDK asks for a code before it knows whether there
 * is anything to use it with.
 */
import type { AwsCredentialIdentity } from '@smithy/types';
import type { AwsAuth } from '../../../shared/aws.ts';
import { AppError } from '../../../shared/errors.ts';
import { assertNever } from '../../../shared/result.ts';
import { awsDomain } from './awsEndpoint.ts';
import type { AwsOwner } from './AwsSignIn.ts';
import { assumeRole, withCode } from './assumeRole.ts';
import type { AskCode } from './assumeRole.ts';
import { environmentProfile, profileChain, readAwsProfiles } from './awsProfiles.ts';
import type { AwsConfiguration, AwsEnvironment, ProfileSso, SsoSession } from './awsProfiles.ts';
import type { SignInClients } from './SignInClients.ts';
import { knownSignInFailure, signInFailure } from './signInFailure.ts';
import { ssoRoleCredentials } from './ssoPortal.ts';
import type { SsoTokens } from './SsoTokens.ts';

/** What one fetch works with. */
export interface FetchTools {
  readonly askCode: AskCode;
  readonly signal: AbortSignal;
}

interface CredentialSourceOptions {
  readonly clients: SignInClients;
  readonly tokens: SsoTokens;
  readonly environment: AwsEnvironment;
}

/** One fetch on its way through profiles. */
interface Walk extends FetchTools {
  readonly configuration: AwsConfiguration;
  /** Where STS is asked unless a profile says otherwise. */
  readonly region: string;
  /** Profiles on the way here, so that those that borrow from each other come to an end. */
  readonly visited: readonly string[];
}

function secretMissing(what: string): AppError {
  return new AppError('secret/missing', `The connection has no ${what}`);
}

function keysOf({ secret }: AwsOwner): AwsCredentialIdentity {
  const aws = secret?.aws;
  if (aws === undefined) throw secretMissing('access key');
  const { accessKeyId, secretAccessKey, sessionToken } = aws;
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}

function stsHost(region: string): string {
  return `sts.${region}.${awsDomain(region)}`;
}

/** The session that a connection without a profile uses. One of the configuration with the same address shares its token. */
export function ssoSessionOf(
  { startUrl, ssoRegion }: { readonly startUrl: string; readonly ssoRegion: string },
  { ssoSessions }: AwsConfiguration,
): SsoSession {
  const named = ssoSessions.find((session) => session.startUrl === startUrl && session.region === ssoRegion);
  return named ?? { cacheKey: startUrl, startUrl, region: ssoRegion, scopes: ['sso:account:access'] };
}

export class CredentialSource {
  readonly #options: CredentialSourceOptions;

  constructor(options: CredentialSourceOptions) {
    this.#options = options;
  }

  /** Rejects with an `AppError` only: see `AwsSignIn.identityOf`. */
  async fetch(owner: AwsOwner, tools: FetchTools): Promise<AwsCredentialIdentity> {
    const { auth, region } = owner.connection;
    const configuration = await readAwsProfiles(this.#options.environment);
    return this.#ofAuth(auth, owner, { ...tools, configuration, region, visited: [] });
  }

  async #ofAuth(auth: AwsAuth, owner: AwsOwner, walk: Walk): Promise<AwsCredentialIdentity> {
    switch (auth.kind) {
      case 'api-key':
        throw secretMissing('AWS credentials: it signs in with an API key');
      case 'access-key':
        return keysOf(owner);
      case 'default-chain':
        return this.#ofDefaultChain(walk);
      case 'profile':
        return this.#ofProfile(auth.profile, walk);
      case 'sso':
        return this.#ofSso({ ...auth, session: ssoSessionOf(auth, walk.configuration) }, walk);
      case 'assume-role': {
        const source = await this.#ofAuth(auth.source, owner, walk);
        const { roleArn, externalId = null, mfaSerial = null } = auth;
        const role = { roleArn, externalId, mfaSerial, sessionName: null, durationSeconds: null };
        return this.#assume(role, source, walk);
      }
      default:
        return assertNever(auth, 'way to sign in');
    }
  }

  async #assume(
    role: Parameters<typeof assumeRole>[0],
    source: AwsCredentialIdentity,
    { askCode, region }: Walk,
  ): Promise<AwsCredentialIdentity> {
    const { clients } = this.#options;
    // What comes out at the end is noted by whoever keeps it; what is used on the way is kept by nobody.
    clients.onSecret(source.secretAccessKey);
    if (source.sessionToken !== undefined) clients.onSecret(source.sessionToken);
    try {
      return await assumeRole(role, source, { clients, region, askCode });
    } catch (caught) {
      throw signInFailure(caught, { host: stsHost(region), iamAction: 'sts:AssumeRole' });
    }
  }

  async #ofSso(sso: ProfileSso, { signal }: Walk): Promise<AwsCredentialIdentity> {
    const { tokens, clients } = this.#options;
    const { accessToken } = await tokens.current(sso.session, signal);
    return ssoRoleCredentials(sso, accessToken, clients);
  }

  async #ofProfile(name: string, walk: Walk): Promise<AwsCredentialIdentity> {
    const { links, missing } = profileChain(walk.configuration, name);
    const [profile, source] = links;
    if (profile === undefined || missing || walk.visited.includes(name)) throw profileNotFound(name);
    const own = { ...walk, region: profile.region ?? walk.region, visited: [...walk.visited, name] };
    const { role, sso } = profile;
    try {
      if (role !== null && source !== undefined && source.own !== 'keys') {
        return await this.#assume(role, await this.#ofProfile(source.name, own), own);
      }
      if (role === null && profile.own === 'sso' && sso !== null) return await this.#ofSso(sso, own);
      return await this.#ofSdkProfile(name, own);
    } catch (caught) {
      throw withProfile(caught, name);
    }
  }

  /** What the SDK reads off a profile: everything, once what may fail before a code is asked was dealt with. */
  async #ofSdkProfile(profile: string, walk: Walk): Promise<AwsCredentialIdentity> {
    const { fromIni } = await import('@aws-sdk/credential-providers');
    try {
      return await withCode(walk.askCode, (mfaCodeProvider) =>
        fromIni({ profile, ...this.#sdkOptions(walk), mfaCodeProvider })(),
      );
    } catch (caught) {
      throw (
        knownSignInFailure(caught, { host: stsHost(walk.region), iamAction: 'sts:AssumeRole', profile }) ??
        profileFailure(profile, walk.configuration)
      );
    }
  }

  /** The SDK's chain, but for a profile that speaks for the environment: that is walked as any other. */
  async #ofDefaultChain(walk: Walk): Promise<AwsCredentialIdentity> {
    const name = environmentProfile(this.#options.environment);
    const profile = name === null ? undefined : walk.configuration.profiles.get(name);
    if (profile !== undefined && (profile.role !== null || profile.own !== 'none')) {
      return this.#ofProfile(profile.name, walk);
    }
    const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
    try {
      return await fromNodeProviderChain(this.#sdkOptions(walk))();
    } catch (caught) {
      throw (
        knownSignInFailure(caught, { host: stsHost(walk.region) }) ??
        secretMissing('credentials that could be found in the environment')
      );
    }
  }

  /**
   * Files are read afresh, so that a profile that was just added is found. The region is the caller's and not the client's: as
   * the client's, the SDK would take it for that of IAM Identity Center too.
   */
  #sdkOptions({ region }: Walk) {
    const { http } = this.#options.clients;
    return {
      ignoreCache: true,
      clientConfig: { requestHandler: http },
      parentClientConfig: { region, requestHandler: http },
    };
  }
}

function profileNotFound(profile: string): AppError {
  return new AppError('provider/profile-not-found', 'The profile is not there or gives no credentials', {
    details: { profile },
  });
}

function sessionExpired(profile: string): AppError {
  return new AppError('provider/session-expired', 'The session of the profile has run out', {
    details: { profile },
  });
}

/** What it means that a profile gives nothing, where neither a server nor the network has said why. */
function profileFailure(name: string, configuration: AwsConfiguration): AppError {
  const { links } = profileChain(configuration, name);
  if (links.some(({ own }) => own === 'process')) {
    return new AppError('sign-in/command-failed', 'The credential process of the profile failed', {
      details: { profile: name },
    });
  }
  return links.some(({ own }) => own === 'login') ? sessionExpired(name) : profileNotFound(name);
}

/** The same failure, told of the profile that the person chose. */
function withProfile(caught: unknown, profile: string): unknown {
  if (!(caught instanceof AppError)) return caught;
  return new AppError(caught.code, caught.message, {
    retryable: caught.retryable,
    details: { ...caught.details, profile },
  });
}
