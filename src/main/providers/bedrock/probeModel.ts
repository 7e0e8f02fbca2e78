/**
 * "Test this model": tries a model's routes with a few tokens, asks the control plane what the account may do, and says in one
 * word what is the matter. Here is only how the findings are read; who asks, and where, is handed in.
 */
import { AppError } from '../../../shared/errors.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { ModelRoute, ModelVerdict } from '../../../shared/model.ts';
import { iamActionIn } from './bedrockWords.ts';

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

/** Refusals behind which a model that was never enabled may stand. */
const accessFaults: readonly ErrorCode[] = [
  ...routeFaults,
  'provider/access-denied',
  'provider/bad-request',
  'provider/not-enabled',
];

function isNotEnabled({ code, details }: AppError, available: ModelAvailability | null): boolean {
  if (code === 'provider/not-enabled') return true;
  // A refusal that names its permission is about the permission.
  const named = iamActionIn(details.providerMessage ?? '') !== undefined;
  const missing = available?.region === 'available' && available.access === 'missing';
  return missing && !named && accessFaults.includes(code);
}

async function verdictOf(
  { route, failure }: { readonly route: ModelRoute; readonly failure: AppError },
  available: ModelAvailability | null,
  questions: ModelQuestions,
): Promise<ModelVerdict> {
  if (isNotEnabled(failure, available)) return { kind: 'not-enabled' };
  const { code, details } = failure;
  switch (code) {
    case 'provider/needs-profile':
      return { kind: 'needs-profile', profileIds: [...(await questions.profileIds())] };
    case 'provider/access-denied':
      return { kind: 'no-permission', action: details.iamAction ?? questions.actionOf(route) };
    case 'provider/wrong-region':
      return { kind: 'wrong-region', regions: [...(await questions.regionsWithIt())] };
    default: {
      const isElsewhere = routeFaults.includes(code) || available?.region === 'missing';
      const regions = isElsewhere ? await questions.regionsWithIt() : [];
      // A model that is nowhere is not in the wrong region: it is unknown.
      if (regions.length === 0) throw failure;
      return { kind: 'wrong-region', regions: [...regions] };
    }
  }
}

/** Finds out. Rejects with the failure itself where it says more than any verdict could: no network, a refused key. */
export async function probeModel(questions: ModelQuestions): Promise<ModelVerdict> {
  const [trial, available] = await Promise.all([tryRoutes(questions), questions.availability()]);
  const { route, failure } = trial;
  if (failure === null) return { kind: 'works', route };
  return verdictOf({ route, failure }, available, questions);
}
