/**
 * Reads the text of an AWS configuration file. The SDK has a reader of its own, but it returns every value, secret keys
 * included; this one is told which few keys to look at and forgets the rest of each line as it goes.
 * Format: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */

/** In a `config` file only `[default]` and `[profile …]` are profiles; in a `credentials` file every section is one. */
export type ConfigFileKind = 'config' | 'credentials';

/** The keys that are looked at, by their names in the file. Where only the presence matters, the value is an empty text. */
export type ConfigSection = Readonly<Record<string, string>>;

export interface ConfigSections {
  readonly profiles: ReadonlyMap<string, ConfigSection>;
  readonly ssoSessions: ReadonlyMap<string, ConfigSection>;
}

const longestName = 200;
const longestValue = 2_048;

const readKeys: ReadonlySet<string> = new Set([
  'region',
  'role_arn',
  'source_profile',
  'external_id',
  'role_session_name',
  'duration_seconds',
  'mfa_serial',
  'sso_session',
  'sso_start_url',
  'sso_region',
  'sso_account_id',
  'sso_role_name',
  'sso_registration_scopes',
]);

/** That they are there says how a profile signs in; what they say is none of our business. */
const notedKeys: ReadonlySet<string> = new Set([
  'aws_access_key_id',
  'web_identity_token_file',
  'credential_process',
  'login_session',
  'credential_source',
]);

type Section = { readonly kind: 'profile' | 'sso-session'; readonly name: string };

function sectionOf(words: string, file: ConfigFileKind): Section | null {
  if (file === 'credentials' || words === 'default') {
    return words === '' ? null : { kind: 'profile', name: words };
  }
  const parts = /^(profile|sso-session)\s+(?:"([^"]+)"|'([^']+)'|(\S.*))$/.exec(words);
  const name = parts?.[2] ?? parts?.[3] ?? parts?.[4]?.trim();
  if (name === undefined) return null;
  return { kind: parts?.[1] === 'profile' ? 'profile' : 'sso-session', name };
}

/** Tolerant: a line that is not understood is skipped, because another tool may be ahead of us. */
export function parseAwsConfig(text: string, file: ConfigFileKind): ConfigSections {
  const found = {
    profile: new Map<string, Record<string, string>>(),
    'sso-session': new Map<string, Record<string, string>>(),
  };
  let current: Record<string, string> | null = null;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    const heading = /^\s*\[([^\]]*)\]/.exec(line);
    if (heading !== null) {
      const section = sectionOf((heading[1] ?? '').trim(), file);
      current = null;
      if (section === null || section.name.length > longestName) continue;
      current = found[section.kind].get(section.name) ?? {};
      found[section.kind].set(section.name, current);
      continue;
    }
    // An indented line belongs to the property above it, a `#` or `;` begins a comment. Neither matches.
    const property = /^([a-z_]+)\s*=\s*(\S.*?)\s*(?:\s[#;].*)?$/.exec(line);
    const [, key = '', value = ''] = property ?? [];
    if (current === null || value.length > longestValue) continue;
    if (readKeys.has(key)) current[key] = value;
    else if (notedKeys.has(key)) current[key] = '';
  }
  return { profiles: found.profile, ssoSessions: found['sso-session'] };
}
