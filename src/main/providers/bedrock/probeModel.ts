/**
 * "Test this model": tries a model's routes with a few tokens, asks the control plane what the account may do, and says in one
 * word what is the matter. Here is only how the findings are read; who asks, and where, is handed in.
 */
import { AppError } from '../../../shared/errors.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { ModelRoute, ModelVerdict } from '../../../shared/model.ts';

/** What GetFoundationModelAvailability says, or null where it could not be asked. */
export interface ModelAvailability {
  readonly region: 'available' | 'missing';
  readonly access: 'granted' | 'missing';
}

/** Everything that can be asked about a model. */
export interface ModelQuestions {
  /** The routes that are worth a try, the most likely first. */
  readonly routes: readonly ModelRoute[];
  /** Sends a few tokens. Null when a reply came. */
  readonly tryRoute: (route: ModelRoute) => Promise<AppError | null>;
  readonly availability: () => Promise<ModelAvailability | null>;
  /** Other regions that have the model, within the deadline and inside of what is allowed. */
  readonly regionsWithIt: () => Promise<readonly string[]>;
  /** The inference profiles that lead to the model. */
  readonly profileIds: () => Promise<readonly string[]>;
  /** The permission that a request on this route needs, where a refusal does not name it. */
  readonly actionOf: (route: ModelRoute) => string;
}

/** What may be the route's fault rather than the model's: the next one is tried. */
const routeFaults: readonly ErrorCode[] = [
  'provider/unsupported-route',
  'provider/not-found',
  'provider/unknown-model',
];

interface Trial {
  readonly route: ModelRoute;
  readonly failure: AppError | null;
}

/** Tries route after route. Ends with the first that works, or with the first failure that another route would not change. */
async function tryRoutes({ routes, tryRoute }: ModelQuestions): Promise<Trial> {
  let first: Trial | null = null;
  for (const route of routes) {
    const failure = await tryRoute(route);
    if (failure === null) return { route, failure };
    if (!routeFaults.includes(failure.code)) return { route, failure };
    first ??= { route, failure };
  }
  if (first === null) throw new AppError('internal', 'There was no route to try');
  return first;
}

async function verdictOf(
  { route, failure }: { readonly route: ModelRoute; readonly failure: AppError },
  available: ModelAvailability | null,
  questions: ModelQuestions,
): Promise<ModelVerdict> {
  if (failure.code === 'provider/needs-profile') {
    return { kind: 'needs-profile', profileIds: [...(await questions.profileIds())] };
  }
  if (failure.code === 'provider/not-enabled') return { kind: 'not-enabled' };
  if (failure.code === 'provider/wrong-region' || available?.region === 'missing') {
    return { kind: 'wrong-region', regions: [...(await questions.regionsWithIt())] };
  }
  if (failure.code === 'provider/access-denied') {
    // A refusal that names its permission is about the permission; one that does not may be about the model.
    const named = failure.details.iamAction;
    if (named === undefined && available?.access === 'missing') return { kind: 'not-enabled' };
    return { kind: 'no-permission', action: named ?? questions.actionOf(route) };
  }
  if (available?.access === 'missing') return { kind: 'not-enabled' };
  if (routeFaults.includes(failure.code)) {
    const regions = await questions.regionsWithIt();
    if (regions.length > 0) return { kind: 'wrong-region', regions: [...regions] };
  }
  throw failure;
}

/** Finds out. Rejects with the failure itself where it says more than any verdict could: no network, a refused key. */
export async function probeModel(questions: ModelQuestions): Promise<ModelVerdict> {
  const [trial, available] = await Promise.all([tryRoutes(questions), questions.availability()]);
  const { route, failure } = trial;
  if (failure === null) return { kind: 'works', route };
  return verdictOf({ route, failure }, available, questions);
}
