/**
 * The clients that signing in needs, made when they are needed: they are small, used a few times a day, and share one HTTP
 * client. Only here an address from the environment counts (`AWS_ENDPOINT_URL_STS` and its like, the standard way to a VPC
 * endpoint or a partition of one's own); the services themselves go where the connection says.
 */
import type { SSOClient } from '@aws-sdk/client-sso';
import type { SSOOIDCClient } from '@aws-sdk/client-sso-oidc';
import type { Clock } from '../../../shared/clock.ts';
import type { NetworkHttpHandler } from './NetworkHttpHandler.ts';

interface SignInClientsOptions {
  readonly clock: Clock;
  readonly http: NetworkHttpHandler;
  /** Hears of every token and key before it is used, so that logs can blank it. */
  readonly onSecret: (value: string) => void;
}

export class SignInClients {
  readonly clock: Clock;
  readonly http: NetworkHttpHandler;
  readonly onSecret: (value: string) => void;

  constructor({ clock, http, onSecret }: SignInClientsOptions) {
    this.clock = clock;
    this.http = http;
    this.onSecret = onSecret;
  }

  /** Gives out registrations and tokens. Asked once each time: whoever polls has a rhythm of their own. */
  async oidc(region: string): Promise<SSOOIDCClient> {
    const { SSOOIDCClient: Client } = await import('@aws-sdk/client-sso-oidc');
    return new Client({ region, requestHandler: this.http, maxAttempts: 1 });
  }

  /** Gives out the accounts and credentials of a token. */
  async portal(region: string): Promise<SSOClient> {
    const { SSOClient: Client } = await import('@aws-sdk/client-sso');
    return new Client({ region, requestHandler: this.http });
  }
}
