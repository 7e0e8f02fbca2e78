/**
 * The tokens of IAM Identity Center: read from the CLI's cache, renewed without a person where the session allows it, and
 * fetched with a person's help where not. One renewal and one sign-in a session at a time, however many connections share it.
 */
import type { SSOOIDCClient } from '@aws-sdk/client-sso-oidc';
import { AppError } from '../../../shared/errors.ts';
import { awsDomain } from './awsEndpoint.ts';
import type { AwsEnvironment, SsoSession } from './awsProfiles.ts';
import { authorizeDevice } from './deviceAuthorization.ts';
import type { DevicePrompt } from './deviceAuthorization.ts';
import { SharedTasks } from '../../signIn/SharedTasks.ts';
import type { SignInClients } from './SignInClients.ts';
import { exceptionName, signInFailure } from './signInFailure.ts';
import { readSsoToken, writeSsoToken } from './ssoTokenCache.ts';
import type { SsoToken } from './ssoTokenCache.ts';

interface SsoTokensOptions {
  readonly clients: SignInClients;
  readonly environment: AwsEnvironment;
  /** Opens the sign-in page. Called once a sign-in; a page that does not open can be opened by hand. */
  readonly openPage: (page: string) => Promise<void>;
}

/** A token is renewed when it lasts no longer than this, in milliseconds. */
const renewalMarginMs = 5 * 60_000;

/** What the server says when a right to renew is over. */
const finalRefusals: ReadonlySet<string> = new Set([
  'InvalidGrantException',
  'InvalidClientException',
  'UnauthorizedClientException',
  'ExpiredTokenException',
  'AccessDeniedException',
]);

/** Where the registrations and tokens of a session are given out. */
function oidcHost({ region }: SsoSession): string {
  return `oidc.${region}.${awsDomain(region)}`;
}

export class SsoTokens {
  readonly #options: SsoTokensOptions;
  readonly #renewals = new SharedTasks<SsoToken>();
  readonly #signIns = new SharedTasks<SsoToken>();
  readonly #prompts = new Map<string, DevicePrompt>();
  readonly #audiences = new Map<string, Set<(prompt: DevicePrompt) => void>>();

  constructor(options: SsoTokensOptions) {
    this.#options = options;
  }

  /** A token that is good for now. Rejects with `provider/session-expired` where a person has to sign in. */
  async current(session: SsoSession, signal: AbortSignal): Promise<SsoToken> {
    const { clock } = this.#options.clients;
    const token = await this.#read(session);
    if (token !== null && token.expiresAt - clock.now() > renewalMarginMs) return token;
    const { renewal = null } = token ?? {};
    if (token !== null && renewal !== null && renewal.registrationExpiresAt > clock.now()) {
      return this.#renewals.join(session.cacheKey, signal, () => this.#renew(session, token));
    }
    if (token !== null && token.expiresAt > clock.now()) return token;
    throw sessionExpired(session);
  }

  /** When the session ends, in milliseconds since 1970; null where it renews itself, undefined where there is none. */
  async end(session: SsoSession): Promise<number | null | undefined> {
    const now = this.#options.clients.clock.now();
    const token = await this.#read(session);
    if (token === null) return undefined;
    if (token.expiresAt > now) return token.expiresAt;
    return token.renewal !== null && token.renewal.registrationExpiresAt > now ? null : undefined;
  }

  /** Signs in with the browser, whatever token there is. Rejects as `authorizeDevice` does. */
  async signIn(
    session: SsoSession,
    { signal, onPrompt }: { signal: AbortSignal; onPrompt: (prompt: DevicePrompt) => void },
  ): Promise<SsoToken> {
    const { cacheKey } = session;
    const audience = this.#audiences.get(cacheKey) ?? new Set();
    this.#audiences.set(cacheKey, audience.add(onPrompt));
    const prompt = this.#prompts.get(cacheKey);
    if (prompt !== undefined) onPrompt(prompt);
    try {
      return await this.#signIns.join(cacheKey, signal, (shared) => this.#authorize(session, shared));
    } finally {
      audience.delete(onPrompt);
    }
  }

  async #authorize(session: SsoSession, signal: AbortSignal): Promise<SsoToken> {
    const { clients, environment, openPage } = this.#options;
    const { cacheKey } = session;
    const client = await clients.oidc(session.region);
    try {
      const token = await authorizeDevice(session, {
        client,
        host: oidcHost(session),
        clock: clients.clock,
        signal,
        onSecret: clients.onSecret,
        onPrompt: (prompt) => {
          this.#prompts.set(cacheKey, prompt);
          for (const tell of this.#audiences.get(cacheKey) ?? []) tell(prompt);
          // The person reads the host and the code here and can open the page by hand.
          openPage(prompt.page).catch(() => undefined);
        },
      });
      this.#noteSecrets(token);
      await writeSsoToken(session, token, environment);
      return token;
    } finally {
      this.#prompts.delete(cacheKey);
    }
  }

  async #renew(session: SsoSession, old: SsoToken): Promise<SsoToken> {
    const { clients, environment } = this.#options;
    try {
      const token = await refreshed(await clients.oidc(session.region), old, clients.clock.now());
      this.#noteSecrets(token);
      await writeSsoToken(session, token, environment);
      return token;
    } catch (caught) {
      if (old.expiresAt > clients.clock.now()) return old;
      // Somebody else, the CLI for one, may have been quicker: a right to renew can be used once.
      const other = await this.#read(session);
      if (other !== null && other.expiresAt > clients.clock.now()) return other;
      if (finalRefusals.has(exceptionName(caught))) throw sessionExpired(session);
      throw signInFailure(caught, { host: oidcHost(session) });
    }
  }

  async #read(session: SsoSession): Promise<SsoToken | null> {
    const token = await readSsoToken(session, this.#options.environment);
    if (token !== null) this.#noteSecrets(token);
    return token;
  }

  #noteSecrets({ accessToken, renewal }: SsoToken): void {
    const { onSecret } = this.#options.clients;
    onSecret(accessToken);
    if (renewal === null) return;
    onSecret(renewal.refreshToken);
    onSecret(renewal.clientSecret);
  }
}

async function refreshed(client: SSOOIDCClient, old: SsoToken, now: number): Promise<SsoToken> {
  const { renewal } = old;
  if (renewal === null) throw new AppError('provider/session-expired', 'The session cannot be renewed');
  const { CreateTokenCommand } = await import('@aws-sdk/client-sso-oidc');
  const { clientId, clientSecret, refreshToken } = renewal;
  const { accessToken, expiresIn, ...fresh } = await client.send(
    new CreateTokenCommand({ clientId, clientSecret, refreshToken, grantType: 'refresh_token' }),
  );
  if (accessToken === undefined || expiresIn === undefined) {
    throw new AppError('provider/unexpected-reply', 'The sign-in service gave no token');
  }
  return {
    accessToken,
    expiresAt: now + expiresIn * 1000,
    renewal: { ...renewal, refreshToken: fresh.refreshToken ?? refreshToken },
  };
}

function sessionExpired({ startUrl }: SsoSession): AppError {
  const host = URL.canParse(startUrl) ? new URL(startUrl).host : null;
  return new AppError('provider/session-expired', 'The session of IAM Identity Center has run out', {
    details: host === null ? {} : { host },
  });
}
