/**
 * Replies from Bedrock, by whichever route the model answers. A model that does not answer by the route that was expected is
 * asked by one other, before anything was said; the one that works is told, and remembered for the region. A route that a
 * person has chosen is the only one that is tried.
 */
import { AppError } from '../../../shared/errors.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { ModelRoute } from '../../../shared/model.ts';
import type { StreamEvent } from '../../../shared/stream.ts';
import type { ChatRequest, ProviderContext, ProviderDependencies } from '../ChatProvider.ts';
import { patienceOf } from '../patienceOf.ts';
import { placedIn, type BedrockPlaces, type Place } from './BedrockPlaces.ts';
import { otherRoute, routeName, routeOf } from './routeOf.ts';
import { speakConverse } from './speakConverse.ts';
import { speakOpenAi } from './speakOpenAi.ts';

type Context = ProviderContext<'bedrock'>;
type Events = AsyncGenerator<StreamEvent, void, undefined>;

/** One reply that is asked for: what, by whom, and through which place. */
export interface Call {
  readonly request: ChatRequest;
  readonly context: Context;
  readonly place: Place;
}

/** Refusals that may mean that the model answers by another route. */
const routeFaults: readonly ErrorCode[] = [
  'provider/unsupported-route',
  'provider/unknown-model',
  'provider/not-found',
];

/** The permission that a request on a route needs. */
export function actionOf({ api, endpoint }: ModelRoute, { auth }: Context['connection']): string {
  if (api === 'converse' || endpoint === 'runtime') return 'bedrock:InvokeModelWithResponseStream';
  return auth.kind === 'api-key' ? 'bedrock-mantle:CallWithBearerToken' : 'bedrock-mantle:CreateInference';
}

/** Speaks to models. */
export class BedrockReplies {
  readonly #dependencies: ProviderDependencies;
  readonly #places: BedrockPlaces;

  constructor(dependencies: ProviderDependencies, places: BedrockPlaces) {
    this.#dependencies = dependencies;
    this.#places = places;
  }

  /** Streams one reply. Throws an `AppError` in place of the `stop`. */
  async *stream(request: ChatRequest, context: Context): Events {
    const place = await this.#enter(request, context);
    if (place === null) {
      yield { type: 'start', model: request.modelId };
      yield { type: 'stop', reason: 'cancelled' };
      return;
    }
    try {
      yield* this.#fromDoorToDoor({ request, context, place });
    } finally {
      place.leave();
    }
  }

  /** Streams one reply on this route and no other. */
  say(route: ModelRoute, { request, context, place }: Call): Events {
    const { clock, notes, patience } = this.#dependencies;
    const { signal, trace } = context;
    const { connection, secret, account } = place;
    const { modelId, headers } = request;
    const asking = { modelId, headers, iamAction: actionOf(route, connection) };
    const speech = { connection, clock, notes, signal, trace, patience: patienceOf(connection, patience) };
    if (route.api === 'converse') {
      const toAppError = (caught: unknown): AppError => place.failureOf(caught, asking);
      const knownAs = this.#places.reach.modelOf(connection.id, modelId);
      return speakConverse(account, request, { ...speech, secret, knownAs, toAppError });
    }
    const refine = (failure: AppError): AppError => place.refine(failure, asking);
    return speakOpenAi(account, request, route, { ...speech, refine });
  }

  /** Null where the person has given up, before or while signing in. */
  async #enter({ modelId }: ChatRequest, context: Context): Promise<Place | null> {
    const { connection, signal, elsewhere = false } = context;
    if (signal.aborted) return null;
    const override = this.#dependencies.notes.override(connection.id, modelId);
    const region = elsewhere ? undefined : override?.region;
    try {
      return await this.#places.enter(context, placedIn(connection, region), modelId);
    } catch (caught) {
      if (signal.aborted) return null;
      throw caught;
    }
  }

  #routeOf({ request, place: { connection } }: Call): ModelRoute {
    const { notes } = this.#dependencies;
    return routeOf(request.modelId, {
      override: notes.override(connection.id, request.modelId),
      learned: notes.learned(connection.id, request.modelId),
      region: connection.region,
      attachments: request.messages.some(({ attachments = [] }) => attachments.length > 0) ? 'some' : 'none',
      guardrail: connection.guardrail === undefined ? 'none' : 'set',
    });
  }

  async *#fromDoorToDoor(call: Call): Events {
    const route = this.#routeOf(call);
    let said: 'nothing' | 'something' = 'nothing';
    try {
      for await (const event of this.say(route, call)) {
        if (event.type !== 'notice') said = 'something';
        yield event;
      }
    } catch (caught) {
      const other = said === 'nothing' ? this.#otherDoor(caught, route, call) : null;
      if (other === null) throw caught;
      yield* this.#throughOther(other, call, caught);
    }
  }

  #otherDoor(caught: unknown, route: ModelRoute, { request, place }: Call): ModelRoute | null {
    if (!(caught instanceof AppError) || !routeFaults.includes(caught.code)) return null;
    const override = this.#dependencies.notes.override(place.connection.id, request.modelId);
    if (override?.route !== undefined) return null;
    return otherRoute(request.modelId, route, caught.details.providerMessage ?? '');
  }

  async *#throughOther(route: ModelRoute, call: Call, first: unknown): Events {
    const { request, context, place } = call;
    let said: 'nothing' | 'something' = 'nothing';
    try {
      for await (const event of this.say(route, call)) {
        if (event.type === 'start' && !context.signal.aborted) {
          const { id, region } = place.connection;
          this.#dependencies.notes.learn(id, request.modelId, { routes: { [region]: route } });
          yield { type: 'notice', notice: { kind: 'rerouted', route: routeName(route) } };
        }
        said = 'something';
        yield event;
      }
    } catch (caught) {
      // By neither route: what the first one said is about the route that the model ought to have.
      const isNeither = said === 'nothing' && caught instanceof AppError && routeFaults.includes(caught.code);
      throw isNeither ? first : caught;
    }
  }
}
