/**
 * The tokens of IAM Identity Center, in the files that the AWS CLI keeps: one a session, named by the SHA-1 of the session's
 * name or start URL. With the same fields in the same place, `aws sso login` signs this app in, and signing in here signs the
 * CLI in. Written whole or not at all, and readable by nobody else.
 * Fields: botocore's `SSOTokenFetcher`, and https://docs.aws.amazon.com/sdkref/latest/guide/understanding-sso.html
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { parseJson, textAt } from '../readJson.ts';
import { awsFolder } from './awsProfiles.ts';
import type { AwsEnvironment, SsoSession } from './awsProfiles.ts';

/** What a client may use to renew a token by itself. */
export interface SsoRenewal {
  readonly refreshToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Milliseconds since 1970. */
  readonly registrationExpiresAt: number;
}

/** A token as it lies in its file. All of it is secret but the time. */
export interface SsoToken {
  readonly accessToken: string;
  /** Milliseconds since 1970, by this machine's clock. */
  readonly expiresAt: number;
  /** Null for a session without a right to renew. */
  readonly renewal: SsoRenewal | null;
}

/** Where the token of a session lies. */
export function ssoTokenPath(session: SsoSession, environment: AwsEnvironment): string {
  const name = createHash('sha1').update(session.cacheKey).digest('hex');
  return join(awsFolder(environment), 'sso', 'cache', `${name}.json`);
}

/** Versions 1 of the CLI wrote `UTC` where others write `Z`. */
function timeAt(json: unknown, field: string): number {
  return Date.parse(textAt(json, field).replace(/UTC$/, 'Z'));
}

function renewalOf(json: unknown): SsoRenewal | null {
  const refreshToken = textAt(json, 'refreshToken');
  const clientId = textAt(json, 'clientId');
  const clientSecret = textAt(json, 'clientSecret');
  const registrationExpiresAt = timeAt(json, 'registrationExpiresAt');
  if (refreshToken === '' || clientId === '' || clientSecret === '') return null;
  return Number.isNaN(registrationExpiresAt)
    ? null
    : { refreshToken, clientId, clientSecret, registrationExpiresAt };
}

/** Reads the token of a session, run out or not. Null where there is none that can be understood. */
export async function readSsoToken(
  session: SsoSession,
  environment: AwsEnvironment,
): Promise<SsoToken | null> {
  const text = await readFile(ssoTokenPath(session, environment), 'utf8').catch(() => '');
  const json = parseJson(text);
  const accessToken = textAt(json, 'accessToken');
  const expiresAt = timeAt(json, 'expiresAt');
  if (accessToken === '' || Number.isNaN(expiresAt)) return null;
  return { accessToken, expiresAt, renewal: renewalOf(json) };
}

/** Whole seconds, as the CLI writes them. */
function timeText(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** Keeps the token of a session. Rejects where the folder cannot be written. */
export async function writeSsoToken(
  session: SsoSession,
  token: SsoToken,
  environment: AwsEnvironment,
): Promise<void> {
  const { accessToken, expiresAt, renewal } = token;
  const fields = {
    startUrl: session.startUrl,
    region: session.region,
    accessToken,
    expiresAt: timeText(expiresAt),
    ...(renewal !== null && {
      clientId: renewal.clientId,
      clientSecret: renewal.clientSecret,
      registrationExpiresAt: timeText(renewal.registrationExpiresAt),
      refreshToken: renewal.refreshToken,
    }),
  };
  const path = ssoTokenPath(session, environment);
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  await writeFileAtomic(path, JSON.stringify(fields), { mode: 0o600 });
}
