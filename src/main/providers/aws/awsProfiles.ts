/**
 * What the profiles in this user's AWS configuration are, without what they hold: enough to offer them by name, to know which
 * of them need a person, and to explain why signing in failed. Read afresh each time, never kept.
 */
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseAwsConfig } from './awsConfigFile.ts';
import type { ConfigSection } from './awsConfigFile.ts';

/** A profile as it may be shown: nothing here is secret. */
export interface AwsProfile {
  readonly name: string;
  /** Null where the profile names none. */
  readonly region: string | null;
}

/** A role that a profile takes on with the credentials of another. */
export interface ProfileRole {
  readonly roleArn: string;
  readonly sourceProfile: string | null;
  readonly externalId: string | null;
  readonly sessionName: string | null;
  readonly durationSeconds: number | null;
  readonly mfaSerial: string | null;
}

/** A session of IAM Identity Center, and the name under which its token is cached. */
export interface SsoSession {
  /** The name of the session in the configuration, or its start URL where it has none. */
  readonly cacheKey: string;
  readonly startUrl: string;
  readonly region: string;
  readonly scopes: readonly string[];
}

/** A role that IAM Identity Center gives. */
export interface ProfileSso {
  readonly session: SsoSession;
  readonly accountId: string;
  readonly roleName: string;
}

/** What is needed to sign in and to explain why that failed. Stays in main. */
export interface AwsProfileFacts extends AwsProfile {
  readonly role: ProfileRole | null;
  /** How it signs in without a role, by the SDK's order: what it names first counts. */
  readonly own: 'keys' | 'web-identity' | 'process' | 'sso' | 'login' | 'none';
  /** Null where it names no session, or one that is not there or not whole. */
  readonly sso: ProfileSso | null;
}

/** The variables that say where the files are. */
export type AwsEnvironment = Readonly<Record<string, string | undefined>>;

/** Everything that the files say, once read. */
export interface AwsConfiguration {
  readonly profiles: ReadonlyMap<string, AwsProfileFacts>;
  readonly ssoSessions: readonly SsoSession[];
}

const longestRegion = 40;
const usualScopes = ['sso:account:access'];

/** The folder of the AWS CLI, as the CLI and the SDK find it. */
export function awsFolder(environment: AwsEnvironment): string {
  return join(environment['HOME'] || environment['USERPROFILE'] || homedir(), '.aws');
}

function sessionOf(cacheKey: string, section: ConfigSection): SsoSession | null {
  const { sso_start_url: startUrl, sso_region: region, sso_registration_scopes: named = '' } = section;
  if (startUrl === undefined || region === undefined) return null;
  const scopes = named
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '');
  return { cacheKey, startUrl, region, scopes: scopes.length === 0 ? usualScopes : scopes };
}

function roleOf(section: ConfigSection): ProfileRole | null {
  const { role_arn: roleArn, duration_seconds: duration = '' } = section;
  // With a token file the role is that of the token, and no other profile's credentials are needed.
  if (roleArn === undefined || 'web_identity_token_file' in section) return null;
  return {
    roleArn,
    sourceProfile: section['source_profile'] ?? null,
    externalId: section['external_id'] ?? null,
    sessionName: section['role_session_name'] ?? null,
    durationSeconds: /^\d{3,5}$/.test(duration) ? Number(duration) : null,
    mfaSerial: section['mfa_serial'] ?? null,
  };
}

function ssoOf(section: ConfigSection, sessions: ReadonlyMap<string, SsoSession>): ProfileSso | null {
  const {
    sso_session: name,
    sso_start_url: startUrl,
    sso_account_id: accountId,
    sso_role_name: roleName,
  } = section;
  if (accountId === undefined || roleName === undefined) return null;
  const session = name === undefined ? sessionOf(startUrl ?? '', section) : sessions.get(name);
  return session === undefined || session === null ? null : { session, accountId, roleName };
}

function ownWayOf(section: ConfigSection): AwsProfileFacts['own'] {
  if ('aws_access_key_id' in section) return 'keys';
  if ('web_identity_token_file' in section) return 'web-identity';
  if ('credential_process' in section) return 'process';
  if ('sso_session' in section || 'sso_start_url' in section) return 'sso';
  return 'login_session' in section ? 'login' : 'none';
}

function factsOf(
  name: string,
  section: ConfigSection,
  sessions: ReadonlyMap<string, SsoSession>,
): AwsProfileFacts {
  const { region = null } = section;
  return {
    name,
    region: region !== null && region.length > longestRegion ? null : region,
    role: roleOf(section),
    own: ownWayOf(section),
    sso: ssoOf(section, sessions),
  };
}

/** Puts together what the texts of both files say. Where both speak of a profile, the `config` file wins. */
export function parseAwsProfiles(config: string, credentials: string): AwsConfiguration {
  const first = parseAwsConfig(config, 'config');
  const second = parseAwsConfig(credentials, 'credentials');
  const sessions = new Map<string, SsoSession>();
  for (const [name, section] of first.ssoSessions) {
    const session = sessionOf(name, section);
    if (session !== null) sessions.set(name, session);
  }
  const profiles = new Map<string, AwsProfileFacts>();
  for (const name of new Set([...first.profiles.keys(), ...second.profiles.keys()])) {
    const section = { ...second.profiles.get(name), ...first.profiles.get(name) };
    profiles.set(name, factsOf(name, section, sessions));
  }
  return { profiles, ssoSessions: [...sessions.values()] };
}

async function textOf(path: string): Promise<string> {
  // No file, or one that may not be read, means no profiles: the form offers the other ways to sign in.
  return readFile(path, 'utf8').catch(() => '');
}

/** Reads both files, wherever the environment says that they are. */
export async function readAwsProfiles(environment: AwsEnvironment = process.env): Promise<AwsConfiguration> {
  const folder = awsFolder(environment);
  const [config, credentials] = await Promise.all([
    textOf(environment['AWS_CONFIG_FILE'] ?? join(folder, 'config')),
    textOf(environment['AWS_SHARED_CREDENTIALS_FILE'] ?? join(folder, 'credentials')),
  ]);
  return parseAwsProfiles(config, credentials);
}

/** The profiles of this user, `default` first and the others by name. */
export async function listAwsProfiles(
  environment: AwsEnvironment = process.env,
): Promise<readonly AwsProfile[]> {
  const { profiles } = await readAwsProfiles(environment);
  return [...profiles.values()]
    .map(({ name, region }) => ({ name, region }))
    .toSorted(
      (a, b) => Number(b.name === 'default') - Number(a.name === 'default') || a.name.localeCompare(b.name),
    );
}

/**
 * The profile that speaks for an environment, or null where its keys do. The SDK's order: a profile that is named comes before
 * keys, keys come before the profile that nobody named.
 */
export function environmentProfile(environment: AwsEnvironment): string | null {
  const named = environment['AWS_PROFILE'] || null;
  return named === null && environment['AWS_ACCESS_KEY_ID'] ? null : (named ?? 'default');
}

/** A profile and those that it borrows from, nearest first. Ends at a profile that borrows from none, or in a circle. */
export function profileChain(
  { profiles }: AwsConfiguration,
  name: string,
): { readonly links: readonly AwsProfileFacts[]; readonly missing: boolean } {
  const links = new Map<string, AwsProfileFacts>();
  for (let next: string | null = name; next !== null && !links.has(next);) {
    const profile: AwsProfileFacts | undefined = profiles.get(next);
    if (profile === undefined) return { links: [...links.values()], missing: true };
    links.set(next, profile);
    // Keys end the way, as they do for the SDK; only the first profile's own role comes before its own keys.
    next = links.size > 1 && profile.own === 'keys' ? null : (profile.role?.sourceProfile ?? null);
  }
  return { links: [...links.values()], missing: false };
}
