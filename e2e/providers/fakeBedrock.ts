/**
 * Bedrock as a whole, for a fake provider: models behind doors, in regions, with or without access. Use it for both the streams
 * and the lists of one server:
 *
 *   const bedrock = fakeBedrock([{ id: 'openai.gpt-5.4', doors: ['mantle /openai/v1/responses'] }]);
 *   const server = await startFakeProvider({ behaviours: bedrock.behaviours, answers: bedrock.answers });
 *
 * Mantle lies below `/mantle`, everything else is the runtime's or the control plane's. A region is told by the first part of
 * the path (`/eu-west-1/…`), or else by the signature.
 */
import type { Behaviour } from './behaviour.ts';
import type { RequestRecord } from './FakeRequest.ts';
import type { HttpAnswer } from './Wire.ts';

/** A model and what it takes to reach it. */
export interface FakeBedrockModel {
  readonly id: string;
  /** `converse`, `runtime /openai/v1/responses`, `mantle /v1/chat/completions`, … */
  readonly doors: readonly string[];
  /** Everywhere, where it is left out. */
  readonly regions?: readonly string[];
  readonly access?: 'granted' | 'missing';
  /** Reached through these alone: the bare id is refused. */
  readonly profiles?: readonly string[];
}

const json = { 'content-type': 'application/json' };

/** Region and service of a signature; nulls for a bearer. */
export function signatureOf({ headers }: Pick<RequestRecord, 'headers'>): {
  readonly region: string | null;
  readonly service: string | null;
} {
  const scope = /Credential=[^/]+\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\//.exec(headers['authorization'] ?? '');
  return { region: scope?.[1] ?? null, service: scope?.[2] ?? null };
}

function regionOf(request: RequestRecord): string {
  const inPath = /^\/([a-z]{2}(?:-[a-z]+)+-\d)\//.exec(request.path)?.[1];
  return inPath ?? signatureOf(request).region ?? 'us-east-1';
}

function doorOf({ topic, path }: RequestRecord): string {
  if (topic === 'converse') return 'converse';
  const below = path.replace(/^\/[a-z]{2}(-[a-z]+)+-\d(?=\/)/, '').split('?')[0] ?? '';
  return below.startsWith('/mantle/') ? `mantle ${below.slice('/mantle'.length)}` : `runtime ${below}`;
}

function awsRefusal(status: number, type: string, message: string): Behaviour {
  return {
    kind: 'raw',
    status,
    headers: { ...json, 'x-amzn-errortype': type },
    body: JSON.stringify({ message }),
  };
}

function refusal(request: RequestRecord, status: number, message: string): Behaviour {
  if (request.topic === 'converse') return awsRefusal(400, 'ValidationException', message);
  const error = { message, type: 'invalid_request_error', param: null, code: null };
  return { kind: 'raw', status, headers: json, body: JSON.stringify({ error }) };
}

/** What Bedrock says to those who ask for a model at the wrong place, or the reply. */
function behaviourTo(request: RequestRecord, models: readonly FakeBedrockModel[]): Behaviour {
  const asked = request.model;
  const found = models.find(({ id, profiles = [] }) => id === asked || profiles.includes(asked));
  if (found === undefined) {
    return request.topic === 'converse'
      ? refusal(request, 400, 'The provided model identifier is invalid.')
      : refusal(request, 404, `The model \`${asked}\` does not exist`);
  }
  const { doors, regions, access = 'granted', profiles } = found;
  if (regions?.includes(regionOf(request)) === false) {
    return refusal(request, 400, 'The requested model is not supported in this region.');
  }
  if (!doors.includes(doorOf(request))) {
    return refusal(request, 404, `model \`${asked}\` isn't supported on this route`);
  }
  if (profiles !== undefined && !profiles.includes(asked)) {
    return refusal(
      request,
      400,
      `Invocation of model ID ${asked} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.`,
    );
  }
  if (access === 'missing') {
    return awsRefusal(
      403,
      'AccessDeniedException',
      "You don't have access to the model with the specified model ID.",
    );
  }
  return { kind: 'answer' };
}

function availabilityAnswer(request: RequestRecord, models: readonly FakeBedrockModel[]): HttpAnswer | null {
  const asked = /\/foundation-model-availability\/([^/?]+)/.exec(request.path)?.[1];
  if (asked === undefined) return null;
  const model = models.find(({ id }) => id === decodeURIComponent(asked));
  const granted = model?.access !== 'missing';
  const here = model !== undefined && model.regions?.includes(regionOf(request)) !== false;
  const body = {
    modelId: decodeURIComponent(asked),
    agreementAvailability: { status: granted ? 'AVAILABLE' : 'NOT_AVAILABLE' },
    authorizationStatus: 'AUTHORIZED',
    entitlementAvailability: granted ? 'AVAILABLE' : 'NOT_AVAILABLE',
    regionAvailability: here ? 'AVAILABLE' : 'NOT_AVAILABLE',
  };
  return { status: 200, headers: json, body: JSON.stringify(body) };
}

/** The regions of each geography, as the profiles of these models lead to them. */
const geographies: Readonly<Record<string, readonly string[]>> = {
  us: ['us-east-1', 'us-east-2', 'us-west-2'],
  eu: ['eu-central-1', 'eu-west-1'],
  global: ['', 'us-east-1'],
};

function profileBody(profile: string, model: string): object {
  const [geography = ''] = profile.split('.');
  return {
    inferenceProfileId: profile,
    inferenceProfileName: profile,
    inferenceProfileArn: `arn:aws:bedrock:us-east-1:111122223333:inference-profile/${profile}`,
    models: (geographies[geography] ?? ['us-east-1']).map((region) => ({
      modelArn: `arn:aws:bedrock:${region}::foundation-model/${model}`,
    })),
    status: 'ACTIVE',
    type: 'SYSTEM_DEFINED',
  };
}

function profileAnswer(request: RequestRecord, models: readonly FakeBedrockModel[]): HttpAnswer | null {
  const all = models.flatMap(({ id, profiles = [] }) => profiles.map((profile) => profileBody(profile, id)));
  const { pathname, searchParams } = new URL(request.path, 'http://fake.invalid');
  const named = /\/inference-profiles(?:\/([^/]+))?$/.exec(pathname);
  if (named === null) return null;
  if (named[1] === undefined) {
    const listed = searchParams.get('type') === 'APPLICATION' ? [] : all;
    return { status: 200, headers: json, body: JSON.stringify({ inferenceProfileSummaries: listed }) };
  }
  const wanted = decodeURIComponent(named[1]);
  const found = all.find(
    (profile) => 'inferenceProfileId' in profile && profile.inferenceProfileId === wanted,
  );
  return found === undefined
    ? { status: 404, headers: { ...json, 'x-amzn-errortype': 'ResourceNotFoundException' }, body: '{}' }
    : { status: 200, headers: json, body: JSON.stringify(found) };
}

/** Behaviours and answers for one server. */
export function fakeBedrock(models: readonly FakeBedrockModel[]): {
  readonly behaviours: (request: RequestRecord) => Behaviour;
  readonly answers: (request: RequestRecord) => HttpAnswer | null;
} {
  return {
    behaviours: (request) => behaviourTo(request, models),
    answers: (request) => availabilityAnswer(request, models) ?? profileAnswer(request, models),
  };
}
