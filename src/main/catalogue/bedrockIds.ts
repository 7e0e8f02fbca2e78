/**
 * How Bedrock names models, read without asking anybody. One model has many ids: its own, those of inference profiles
 * (`us.…`, `global.…`), and ARNs of both. What an account has made for itself (application profiles, deployments, imports)
 * has an ARN that says nothing of the model.
 * Source: https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
 */
import type { ModelInfo } from '../../shared/model.ts';

/** Where a profile may send a request; null for a model's own id, which runs in the region that is asked. */
export type Geography = string | null;

export interface BedrockModel {
  /** The model's own id. */
  readonly name: string;
  /** The id without geography, version and revision: what the ids of one model have in common. */
  readonly family: string;
  /** The number after `-v`, where the id has one. */
  readonly version: string | null;
  readonly geography: Geography;
  /** The region that an ARN names. */
  readonly region: string | null;
}

const geographies: ReadonlySet<string> = new Set([
  'af',
  'apac',
  'au',
  'ca',
  'eu',
  'global',
  'il',
  'in',
  'jp',
  'kr',
  'me',
  'mx',
  'sa',
  'uk',
  'us',
  'us-gov',
]);

/** Regions of the Asia-Pacific whose country has profiles of its own. */
const countries: Readonly<Record<string, string>> = {
  'ap-northeast-1': 'jp',
  'ap-northeast-3': 'jp',
  'ap-south-1': 'in',
  'ap-south-2': 'in',
  'ap-southeast-2': 'au',
  'ap-southeast-4': 'au',
};

const arnPattern = /^arn:[\w-]+:bedrock:([\w-]*):\d*:([\w-]+)\/(.+)$/;
const idPattern = /^[\w-]+\.[\w.:-]+$/;

/** The model behind an entry of a list: what the list itself says of a profile counts more than its id. */
export function bedrockModelOf({ id, profileOf }: ModelInfo): BedrockModel | null {
  if (profileOf === undefined) return readBedrockId(id);
  const { modelId, geography } = profileOf;
  const model = readBedrockId(modelId);
  return model === null ? null : { ...model, geography: geography === 'region' ? null : geography };
}

/** Reads an id or an ARN; null where it says nothing of the model behind it. */
export function readBedrockId(id: string): BedrockModel | null {
  const arn = arnPattern.exec(id);
  if (arn !== null) {
    const [, region = '', resource, name = ''] = arn;
    if (resource !== 'foundation-model' && resource !== 'inference-profile') return null;
    const model = readPlainId(name);
    return model === null || region === '' ? model : { ...model, region };
  }
  return id.startsWith('arn:') ? null : readPlainId(id);
}

function readPlainId(id: string): BedrockModel | null {
  if (!idPattern.test(id)) return null;
  const dot = id.indexOf('.');
  const prefix = id.slice(0, dot);
  const geography = geographies.has(prefix) ? prefix : null;
  const own = geography === null ? id : id.slice(dot + 1);
  if (!own.includes('.')) return null;
  const [, family = own, version = null] = /^(.*?)(?:-v(\d+))?(?::\d+)?$/.exec(own) ?? [];
  return { name: own, family, version, geography, region: null };
}

/** Whether two ids lead to one model: an id may leave its version out. */
export function isSameModel(a: BedrockModel, b: BedrockModel): boolean {
  return a.family === b.family && (a.version === b.version || a.version === null || b.version === null);
}

/** The geographies whose prices hold for a model that is called by its own id in a region, the nearest first. */
export function geographiesOf(region: string): readonly string[] {
  if (region.startsWith('us-gov-')) return ['us-gov'];
  const [area = ''] = region.split('-');
  // The rows without a geography are those of the United States.
  if (area === 'us') return [];
  const country = countries[region];
  if (country !== undefined) return [country, 'apac'];
  return [area === 'ap' ? 'apac' : area];
}
