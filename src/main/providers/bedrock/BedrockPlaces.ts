/**
 * The way in to a connection's place: its region may be asked at all, the one who asks is known, its clients are there. What the
 * data-residency lock forbids ends here, before a socket is opened; where only the list of a profile's models can tell, that
 * list is asked for, in a region that is allowed.
 */
import type { ConnectionOf, ConnectionSecret } from '../../../shared/connection.ts';
import type { AppError, ErrorCode } from '../../../shared/errors.ts';
import type { AwsSignIn } from '../aws/AwsSignIn.ts';
import type { ProviderContext, ProviderDependencies } from '../ChatProvider.ts';
import { awsDomain } from '../aws/awsEndpoint.ts';
import { withRequestHeaders } from '../openai/signInHeaders.ts';
import { withDeadline } from '../watchStream.ts';
import { BedrockAccounts } from './BedrockAccounts.ts';
import type { EndpointOf } from './bedrockEndpoint.ts';
import { bedrockFailure, openAiWireFailure } from './bedrockFailure.ts';
import type { BedrockFailureContext } from './bedrockFailure.ts';
import { createBedrockAccount } from './createBedrockAccount.ts';
import type { BedrockAccount, HttpVersions } from './createBedrockAccount.ts';
import { askForProfile, ProfileReach } from './profileReach.ts';
import { assertRegionAllowed, regionForbidden, residenceOf } from './residency.ts';

type Context = ProviderContext<'bedrock'>;
type Connection = ConnectionOf<'bedrock'>;

/** What is asked of a place, for the errors about it. */
export interface Asking {
  readonly modelId?: string;
  /** Extra headers of the request: their values are secrets too. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The permission that is needed. */
  readonly iamAction?: string;
}

/** A connection in one region, open for requests until it is left. */
export interface Place {
  readonly connection: Connection;
  readonly secret: ConnectionSecret | null;
  readonly account: BedrockAccount;
  /** Turns what the SDK threw into the app's error, and gives up credentials that no longer work. */
  failureOf(caught: unknown, asking?: Asking): AppError;
  /** Reads Bedrock's words in a failure on one of OpenAI's wires, likewise. */
  refine(failure: AppError, asking?: Asking): AppError;
  leave(): void;
}

export interface PlacesOptions {
  readonly httpVersionsOf: (connection: Connection) => HttpVersions;
  readonly endpointOf: EndpointOf;
}

/** After these, credentials that were fetched before are worth fetching again. */
const staleCredentials: readonly ErrorCode[] = ['provider/session-expired', 'provider/key-refused'];

/** The longest that the control plane is waited for before a reply can begin, in milliseconds. */
const profileQuestionMs = 15_000;

/** Whether two regions are of one cloud: those of China and of Europe belong to others than the rest, keys included. */
export function isSameCloud(region: string, other: string): boolean {
  return awsDomain(region) === awsDomain(other);
}

/**
 * The model has a region of its own, or the connection's is meant. Throws `provider/region-forbidden` for a region of another
 * cloud.
 */
export function placedIn(connection: Connection, region: string | undefined): Connection {
  if (region === undefined || region === connection.region) return connection;
  if (!isSameCloud(region, connection.region)) throw regionForbidden({ region });
  return { ...connection, region };
}

/** Enters and leaves places. */
export class BedrockPlaces {
  readonly reach = new ProfileReach();
  readonly #dependencies: ProviderDependencies;
  readonly #accounts: BedrockAccounts;
  readonly #signIn: AwsSignIn;

  constructor(dependencies: ProviderDependencies, { httpVersionsOf, endpointOf }: PlacesOptions) {
    this.#dependencies = dependencies;
    this.#signIn = dependencies.awsSignIn;
    this.#accounts = new BedrockAccounts((owner) =>
      createBedrockAccount({
        ...owner,
        dependencies,
        endpointOf,
        http: httpVersionsOf(owner.connection),
      }),
    );
  }

  /** Throws `provider/region-forbidden` where it is certain that a request would leave. Nothing is asked of anybody. */
  assertAllowed(connection: Connection, modelId?: string): void {
    assertRegionAllowed(connection);
    if (modelId !== undefined && this.#residenceOf(connection, modelId) === 'outside') {
      throw regionForbidden({ region: connection.region, modelId });
    }
  }

  /**
   * Opens a place. Rejects with `provider/region-forbidden` before anything is sent, and with whatever signing in ends in. It may
   * wait for a person, so no watch for silence belongs around it.
   */
  async enter(context: Context, connection: Connection, modelId?: string): Promise<Place> {
    this.assertAllowed(connection, modelId);
    const { secret, signal } = context;
    const identity = await this.#signIn.identityOf({ connection, secret }, signal);
    const lease = this.#accounts.lease({ connection, secret, identity });
    const place = this.#placeAt(connection, secret, lease);
    try {
      if (modelId !== undefined) await this.#assertInside(place, modelId, signal);
      return place;
    } catch (caught) {
      place.leave();
      throw caught;
    }
  }

  #residenceOf(connection: Connection, modelId: string): ReturnType<typeof residenceOf> {
    return residenceOf(connection, modelId, this.reach.regionsOf(connection.id, modelId));
  }

  #placeAt(
    connection: Connection,
    secret: ConnectionSecret | null,
    lease: ReturnType<BedrockAccounts['lease']>,
  ): Place {
    const about = (asking: Asking): BedrockFailureContext => ({
      connection,
      secret: withRequestHeaders(secret, asking.headers),
      now: this.#dependencies.clock.now(),
      ...(asking.modelId !== undefined && { modelId: asking.modelId }),
      ...(asking.iamAction !== undefined && { iamAction: asking.iamAction }),
    });
    const noted = (failure: AppError): AppError => {
      if (staleCredentials.includes(failure.code)) {
        this.#accounts.forget(connection.id);
        this.#signIn.forget(connection.id);
      }
      return failure;
    };
    return {
      connection,
      secret,
      account: lease.account,
      failureOf: (caught, asking = {}) => noted(bedrockFailure(caught, about(asking))),
      refine: (failure, asking = {}) => noted(openAiWireFailure(failure, about(asking))),
      leave: () => {
        lease.release();
      },
    };
  }

  /** Where the table of geographies cannot tell, the profile's own list of models does. */
  async #assertInside(place: Place, modelId: string, signal: AbortSignal): Promise<void> {
    const { connection } = place;
    if (this.#residenceOf(connection, modelId) !== 'unknown') return;
    const asking = { modelId, iamAction: 'bedrock:GetInferenceProfile' };
    try {
      const ask = async (inner: AbortSignal): ReturnType<typeof askForProfile> =>
        askForProfile(await place.account.control(), modelId, inner);
      const { clock } = this.#dependencies;
      const profile = await withDeadline(ask, { clock, ms: profileQuestionMs, signal });
      this.reach.remember(connection.id, modelId, profile);
    } catch (caught) {
      const failure = place.failureOf(caught, asking);
      if (failure.code !== 'provider/access-denied') throw failure;
    }
    if (this.#residenceOf(connection, modelId) !== 'inside') {
      throw regionForbidden({ region: connection.region, modelId });
    }
  }
}
