/** What can be asked about a connection besides a reply: which models it has, and what is the matter with one of them. */
import { AppError } from '../../../shared/errors.ts';
import type { ModelInfo, ModelRoute, ModelVerdict } from '../../../shared/model.ts';
import type { WireTrace } from '../../inspection/WireTrace.ts';
import { runTraced } from '../../network/currentTrace.ts';
import type { ChatRequest, ProviderContext, ProviderDependencies } from '../ChatProvider.ts';
import { askForModels } from '../openai/askForModels.ts';
import { patienceOf } from '../patienceOf.ts';
import { typedModelsOf, withTypedModels } from '../typedModels.ts';
import { withDeadline } from '../watchStream.ts';
import { availabilityOf, commonRegions } from './askAboutModel.ts';
import { profilesOf, toModels, type BedrockListing } from './bedrockModels.ts';
import { isSameCloud, placedIn, type BedrockPlaces, type Place } from './BedrockPlaces.ts';
import { actionOf, type BedrockReplies } from './BedrockReplies.ts';
import { listBedrockModels, listProfiles } from './listBedrockModels.ts';
import { probeModel, type ModelAvailability } from './probeModel.ts';
import { routesFor, sameRoute } from './routeOf.ts';
import { traced } from '../aws/tracing.ts';

type Context = ProviderContext<'bedrock'>;

/** The longest that other regions, mantle's list and profiles are waited for, in milliseconds. */
const sideQuestionMs = 8_000;
/** A probe's reply: the fewest tokens that every wire accepts as a limit. */
const probeTokens = 16;

const mantleList: ModelRoute = { api: 'responses', endpoint: 'mantle', basePath: '/v1' };

/** Listens to what is nobody's business. */
const nobody: WireTrace = {
  request: () => undefined,
  passed: () => undefined,
  response: () => undefined,
  failed: () => undefined,
};

/** Asks. */
export class BedrockQuestions {
  readonly #dependencies: ProviderDependencies;
  readonly #places: BedrockPlaces;
  readonly #replies: BedrockReplies;

  constructor(dependencies: ProviderDependencies, places: BedrockPlaces, replies: BedrockReplies) {
    this.#dependencies = dependencies;
    this.#places = places;
    this.#replies = replies;
  }

  /** The models of a connection, typed ids included. Throws `AppError`. */
  async listModels(context: Context): Promise<readonly ModelInfo[]> {
    const { connection } = context;
    const place = await this.#places.enter(context, connection);
    try {
      const listing = await traced(context.trace, () => this.#listing(place, context));
      this.#places.reach.learn(connection.id, listing.inferenceProfiles);
      return withTypedModels(toModels(listing, connection), connection);
    } catch (caught) {
      // Both lists failed, most likely for one reason: the first tells it.
      const failure = place.failureOf(caught instanceof AggregateError ? caught.errors[0] : caught, {
        iamAction: 'bedrock:ListFoundationModels',
      });
      const typed = typedModelsOf(connection);
      // Who may not list may still ask the models whose ids are known.
      if (failure.code === 'provider/access-denied' && typed.length > 0) return typed;
      throw failure;
    } finally {
      place.leave();
    }
  }

  /** "Test this model". Throws the failure where no verdict says more. */
  async probe(modelId: string, context: Context): Promise<ModelVerdict> {
    const { notes } = this.#dependencies;
    const override = notes.override(context.connection.id, modelId);
    const here = placedIn(context.connection, override?.region);
    const place = await this.#places.enter(context, here, modelId);
    try {
      const routes = override?.route === undefined ? routesFor(modelId) : [override.route];
      const verdict = await probeModel({
        routes,
        tryRoute: (route) => this.#tryRoute(route, modelId, { context, place }),
        availability: () => this.#availability(place, modelId, context),
        regionsWithIt: () => this.#regionsWithIt(place, modelId, context),
        profileIds: () => this.#profileIds(place, modelId, context),
        actionOf: (route) => actionOf(route, here),
      });
      this.#learn(verdict, modelId, place);
      return verdict;
    } finally {
      place.leave();
    }
  }

  async #listing(place: Place, { connection, signal }: Context): Promise<BedrockListing> {
    const { clock, patience } = this.#dependencies;
    const askMantle = async (): Promise<readonly string[]> => {
      const session = await place.account.openAi(mantleList, {});
      const models = await askForModels(session, { clock, signal, ms: sideQuestionMs });
      return models.map(({ id }) => id);
    };
    // Many regions have no mantle, which says nothing about the connection.
    const mantleIds = (): ReturnType<typeof askMantle> =>
      runTraced({ trace: nobody, fresh: false }, askMantle);
    const list = async (abortSignal: AbortSignal): Promise<BedrockListing> =>
      listBedrockModels(await place.account.control(), { abortSignal, mantleIds });
    return withDeadline(list, { clock, signal, ms: patienceOf(connection, patience).firstEventMs });
  }

  /** A few tokens on one route. Null when a reply came. */
  async #tryRoute(
    route: ModelRoute,
    modelId: string,
    { context, place }: { readonly context: Context; readonly place: Place },
  ): Promise<AppError | null> {
    const request: ChatRequest = {
      modelId,
      messages: [{ role: 'user', text: 'Hi' }],
      parameters: { maxOutput: probeTokens },
    };
    try {
      for await (const event of this.#replies.say(route, { request, context, place })) {
        if (event.type === 'stop' && event.reason !== 'cancelled') return null;
      }
      return new AppError('network/reset', 'The test was given up');
    } catch (caught) {
      return caught instanceof AppError ? caught : place.failureOf(caught, { modelId });
    }
  }

  /** One question to the control plane with a short deadline; null where it has no answer. */
  async #aside<T>(
    { signal, trace }: Context,
    place: Place,
    ask: (client: Awaited<ReturnType<Place['account']['control']>>, signal: AbortSignal) => Promise<T>,
  ): Promise<T | null> {
    const { clock } = this.#dependencies;
    try {
      const run = async (inner: AbortSignal): Promise<T> => ask(await place.account.control(), inner);
      return await traced(trace, () => withDeadline(run, { clock, signal, ms: sideQuestionMs }));
    } catch {
      return null;
    }
  }

  #availability(place: Place, modelId: string, context: Context): Promise<ModelAvailability | null> {
    return this.#aside(context, place, (client, signal) => availabilityOf(client, modelId, signal));
  }

  /** Asks all other regions at once that the connection may use. An endpoint of one's own stands in one region. */
  async #regionsWithIt(place: Place, modelId: string, context: Context): Promise<readonly string[]> {
    const { endpoint, region: here, allowedRegions = commonRegions } = place.connection;
    if (endpoint !== undefined) return [];
    const asked = allowedRegions.filter((region) => region !== here && isSameCloud(region, here));
    const answers = await Promise.all(
      asked.map((region) => this.#hasIt(placedIn(place.connection, region), modelId, context)),
    );
    return asked.filter((_, index) => answers[index] === 'yes');
  }

  async #hasIt(elsewhere: Context['connection'], modelId: string, context: Context): Promise<'yes' | 'no'> {
    const place = await this.#places.enter(context, elsewhere).catch(() => null);
    if (place === null) return 'no';
    try {
      const available = await this.#availability(place, modelId, context);
      return available?.region === 'available' ? 'yes' : 'no';
    } finally {
      place.leave();
    }
  }

  async #profileIds(place: Place, modelId: string, context: Context): Promise<readonly string[]> {
    const lists = await Promise.all(
      (['SYSTEM_DEFINED', 'APPLICATION'] as const).map((type) =>
        this.#aside(context, place, (client, signal) => listProfiles(client, type, signal)),
      ),
    );
    const inferenceProfiles = lists.flatMap((list) => list ?? []);
    return profilesOf({ inferenceProfiles }, modelId, place.connection);
  }

  /** A route that works and is not the usual one is worth remembering. */
  #learn(verdict: ModelVerdict, modelId: string, { connection }: Place): void {
    if (verdict.kind !== 'works' || verdict.route === null) return;
    const [usual] = routesFor(modelId);
    if (usual !== undefined && sameRoute(usual, verdict.route)) return;
    this.#dependencies.notes.learn(connection.id, modelId, {
      routes: { [connection.region]: verdict.route },
    });
  }
}
