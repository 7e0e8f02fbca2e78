/**
 * The data-residency lock: where a request to a model may be answered, and whether that stays inside of the regions that a
 * connection is limited to. Pure, and asked before anything is sent. What is not known to stay inside is taken to leave.
 *
 * An inference profile sends requests to any region of its geography. Where its models' ARNs are known they say which regions
 * those are (an ARN without a region means all of them); until then the table below does. It holds every destination that AWS
 * documents for any model of the geography, so it is wider than most profiles.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
 */
import type { ConnectionOf } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import { readModelId } from './modelIds.ts';

type Connection = ConnectionOf<'bedrock'>;

/** Destinations by geography. What is missing here may go anywhere, as `global` does. */
const destinations: Readonly<Record<string, readonly string[]>> = {
  us: ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
  'us-gov': ['us-gov-east-1', 'us-gov-west-1'],
  eu: [
    'eu-central-1',
    'eu-central-2',
    'eu-north-1',
    'eu-south-1',
    'eu-south-2',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
  ],
  apac: [
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-south-2',
    'ap-southeast-1',
    'ap-southeast-2',
    'ap-southeast-3',
    'ap-southeast-4',
  ],
  jp: ['ap-northeast-1', 'ap-northeast-3'],
  au: ['ap-southeast-2', 'ap-southeast-4'],
  in: ['ap-south-1', 'ap-south-2'],
  ca: ['ca-central-1', 'ca-west-1'],
};

/** Where a profile leads, as its own list of models says: regions, or null where one of them is open. */
export type ProfileRegions = readonly string[] | null;

/** Whether something stays inside. `unknown`: only the list of the profile's models could tell. */
export type Residence = 'inside' | 'outside' | 'unknown';

/** The regions that the ARNs behind a profile name; null where one names none and so means all. */
export function regionsOfArns(arns: readonly string[]): ProfileRegions {
  const regions = arns.map((arn) => readModelId(arn).arnRegion ?? '');
  return regions.length === 0 || regions.includes('') ? null : [...new Set(regions)].toSorted();
}

function within(regions: readonly string[], allowed: ReadonlySet<string>): boolean {
  return regions.every((region) => allowed.has(region));
}

function ofGeography(geography: string, allowed: ReadonlySet<string>): Residence {
  const reach = Object.hasOwn(destinations, geography) ? destinations[geography] : undefined;
  if (reach !== undefined && !reach.some((region) => allowed.has(region))) return 'outside';
  return reach !== undefined && within(reach, allowed) ? 'inside' : 'unknown';
}

/**
 * Whether a model that is asked for in `region` is answered inside of the connection's regions. `known` is what is known of
 * the profile that the id names; undefined where nothing is.
 */
export function residenceOf(
  { region, allowedRegions }: Pick<Connection, 'region' | 'allowedRegions'>,
  modelId: string,
  known?: ProfileRegions,
): Residence {
  if (allowedRegions === undefined) return 'inside';
  const allowed = new Set(allowedRegions);
  const { kind, geography, arnRegion } = readModelId(modelId);
  if (!allowed.has(region) || (arnRegion !== null && arnRegion !== '' && !allowed.has(arnRegion))) {
    return 'outside';
  }
  if (kind !== 'profile' && kind !== 'application-profile') return 'inside';
  // Wherever the list says that it leads today.
  if (geography === 'global') return 'outside';
  if (known !== undefined) return known !== null && within(known, allowed) ? 'inside' : 'outside';
  return geography === null ? 'unknown' : ofGeography(geography, allowed);
}

/** Throws `provider/region-forbidden` where the connection itself is outside of its own lock. */
export function assertRegionAllowed({ region, allowedRegions }: Connection): void {
  if (allowedRegions?.includes(region) === false) throw regionForbidden({ region });
}

/** The error for everything that would leave. */
export function regionForbidden(details: { readonly region: string; readonly modelId?: string }): AppError {
  return new AppError('provider/region-forbidden', 'The connection is limited to other regions', { details });
}
