/**
 * The profiles in this user's AWS configuration, by name. The SDK has a reader of its own, but it returns every value,
 * secret keys included; this one is told which few keys to look at and forgets the rest of each line as it goes. Signing in
 * is left to the SDK. Format: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A profile as it may be shown: nothing here is secret. */
export interface AwsProfile {
  readonly name: string;
  /** Null where the profile names none. */
  readonly region: string | null;
}

/** What else is needed to explain why signing in failed. Stays in main. */
export interface AwsProfileFacts extends AwsProfile {
  /** `session`: a person signs in from time to time (IAM Identity Center, `aws login`), and the session runs out. */
  readonly signIn: 'session' | 'other';
  /** The profile that this one borrows its credentials from. */
  readonly sourceProfile: string | null;
}

/** The variables that say where the files are. */
export type AwsEnvironment = Readonly<Record<string, string | undefined>>;

const longestName = 200;
const longestRegion = 40;
const sessionKeys: ReadonlySet<string> = new Set(['sso_session', 'sso_start_url', 'login_session']);

type FileKind = 'config' | 'credentials';

function profileNameOf(section: string, kind: FileKind): string | null {
  const words = section.trim();
  if (kind === 'credentials' || words === 'default') return words === '' ? null : words;
  const name = /^profile\s+(?:"([^"]+)"|'([^']+)'|(\S.*))$/.exec(words);
  return name?.[1] ?? name?.[2] ?? name?.[3]?.trim() ?? null;
}

function withProperty(profile: AwsProfileFacts, key: string, value: string): AwsProfileFacts {
  if (key === 'region' && value.length <= longestRegion) return { ...profile, region: value };
  if (key === 'source_profile') return { ...profile, sourceProfile: value };
  return sessionKeys.has(key) ? { ...profile, signIn: 'session' } : profile;
}

/**
 * Reads one file's text. Tolerant: a line that is not understood is skipped, because another tool may be ahead of us. In a
 * `config` file only `[default]` and `[profile …]` are profiles; in a `credentials` file every section is one.
 */
export function parseAwsProfiles(text: string, kind: FileKind): readonly AwsProfileFacts[] {
  const profiles = new Map<string, AwsProfileFacts>();
  let current: string | null = null;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    const section = /^\s*\[([^\]]*)\]/.exec(line);
    if (section !== null) {
      current = profileNameOf(section[1] ?? '', kind);
      if (current !== null && current.length > longestName) current = null;
      if (current !== null && !profiles.has(current)) {
        profiles.set(current, { name: current, region: null, signIn: 'other', sourceProfile: null });
      }
      continue;
    }
    // An indented line belongs to the property above it, a `#` or `;` begins a comment. Neither matches.
    const property = /^([a-z_]+)\s*=\s*(\S.*?)\s*(?:\s[#;].*)?$/.exec(line);
    const profile = current === null ? undefined : profiles.get(current);
    if (property === null || profile === undefined) continue;
    profiles.set(profile.name, withProperty(profile, property[1] ?? '', property[2] ?? ''));
  }
  return [...profiles.values()];
}

function merged(first: AwsProfileFacts, second: AwsProfileFacts): AwsProfileFacts {
  return {
    name: first.name,
    region: first.region ?? second.region,
    signIn: first.signIn === 'session' ? 'session' : second.signIn,
    sourceProfile: first.sourceProfile ?? second.sourceProfile,
  };
}

async function textOf(path: string): Promise<string> {
  // No file, or one that may not be read, means no profiles: the form offers the other ways to sign in.
  return readFile(path, 'utf8').catch(() => '');
}

async function readProfiles(environment: AwsEnvironment): Promise<ReadonlyMap<string, AwsProfileFacts>> {
  const folder = join(environment['HOME'] ?? environment['USERPROFILE'] ?? homedir(), '.aws');
  const [config, credentials] = await Promise.all([
    textOf(environment['AWS_CONFIG_FILE'] ?? join(folder, 'config')),
    textOf(environment['AWS_SHARED_CREDENTIALS_FILE'] ?? join(folder, 'credentials')),
  ]);
  const profiles = new Map<string, AwsProfileFacts>();
  for (const profile of [
    ...parseAwsProfiles(config, 'config'),
    ...parseAwsProfiles(credentials, 'credentials'),
  ]) {
    const known = profiles.get(profile.name);
    profiles.set(profile.name, known === undefined ? profile : merged(known, profile));
  }
  return profiles;
}

/** The profiles of this user, `default` first and the others by name. Read afresh each time, never kept. */
export async function listAwsProfiles(
  environment: AwsEnvironment = process.env,
): Promise<readonly AwsProfile[]> {
  const profiles = await readProfiles(environment);
  return [...profiles.values()]
    .map(({ name, region }) => ({ name, region }))
    .toSorted(
      (a, b) => Number(b.name === 'default') - Number(a.name === 'default') || a.name.localeCompare(b.name),
    );
}

/**
 * How a profile signs in, followed through the profiles that it borrows from. `missing` where it, or one of those, does not
 * exist.
 */
export async function awsProfileSignIn(
  name: string,
  environment: AwsEnvironment = process.env,
): Promise<'session' | 'other' | 'missing'> {
  const profiles = await readProfiles(environment);
  const visited = new Set<string>();
  for (let next: string | null = name; next !== null && !visited.has(next);) {
    visited.add(next);
    const profile = profiles.get(next);
    if (profile === undefined) return 'missing';
    if (profile.signIn === 'session') return 'session';
    next = profile.sourceProfile;
  }
  return 'other';
}
