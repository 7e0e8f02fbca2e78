/** What the fakes offer when a test does not say: lists as `/models` and Bedrock's control plane give them. */
import type { HttpAnswer } from './Wire.ts';

/** A row of ListFoundationModels, as far as a picker reads it. */
export interface FoundationModel {
  readonly modelId: string;
  readonly modelName: string;
  readonly providerName: string;
  readonly outputModalities: readonly string[];
  readonly inputModalities: readonly string[];
  readonly responseStreamingSupported: boolean;
  readonly inferenceTypesSupported: readonly string[];
  readonly modelLifecycle: { readonly status: 'ACTIVE' | 'LEGACY' };
}

/** A row of ListInferenceProfiles. */
export interface InferenceProfile {
  readonly inferenceProfileId: string;
  readonly inferenceProfileName: string;
  /** The models behind the profile, by id; the server writes ARNs. */
  readonly modelIds: readonly string[];
  readonly type: 'SYSTEM_DEFINED' | 'APPLICATION';
}

/** Everything a fake provider lists. */
export interface FakeCatalogue {
  /** Ids at `/models`. */
  readonly openAi: readonly string[];
  readonly foundationModels: readonly FoundationModel[];
  readonly inferenceProfiles: readonly InferenceProfile[];
}

const textModel = {
  inputModalities: ['TEXT', 'IMAGE'],
  outputModalities: ['TEXT'],
  responseStreamingSupported: true,
  modelLifecycle: { status: 'ACTIVE' },
} as const;

export const defaultCatalogue: FakeCatalogue = {
  openAi: ['fake-large', 'fake-small', 'gpt-fake', 'text-embedding-fake'],
  foundationModels: [
    {
      ...textModel,
      modelId: 'fake.direct-v1:0',
      modelName: 'Fake Direct',
      providerName: 'Fake',
      inferenceTypesSupported: ['ON_DEMAND'],
    },
    {
      ...textModel,
      modelId: 'fake.profiled-v1:0',
      modelName: 'Fake Profiled',
      providerName: 'Fake',
      inferenceTypesSupported: ['INFERENCE_PROFILE'],
    },
    {
      ...textModel,
      modelId: 'fake.embedding-v1',
      modelName: 'Fake Embedding',
      providerName: 'Fake',
      outputModalities: ['EMBEDDING'],
      responseStreamingSupported: false,
      inferenceTypesSupported: ['ON_DEMAND'],
    },
  ],
  inferenceProfiles: [
    {
      inferenceProfileId: 'us.fake.profiled-v1:0',
      inferenceProfileName: 'US Fake Profiled',
      modelIds: ['fake.profiled-v1:0'],
      type: 'SYSTEM_DEFINED',
    },
  ],
};

const modelArn = (id: string): string => `arn:aws:bedrock:us-east-1::foundation-model/${id}`;

/** The list that a path asks for, or 404. */
export function listAnswer(path: string, catalogue: FakeCatalogue): HttpAnswer {
  const headers = { 'content-type': 'application/json' };
  const { pathname, searchParams } = new URL(path, 'http://fake.invalid');
  if (pathname.endsWith('/models')) {
    const data = catalogue.openAi.map((id) => ({
      id,
      object: 'model',
      created: 1_790_000_000,
      owned_by: 'fake',
    }));
    return { status: 200, headers, body: JSON.stringify({ object: 'list', data }) };
  }
  if (pathname === '/foundation-models') {
    const modelSummaries = catalogue.foundationModels.map((model) => ({
      ...model,
      modelArn: modelArn(model.modelId),
    }));
    return { status: 200, headers, body: JSON.stringify({ modelSummaries }) };
  }
  if (pathname === '/inference-profiles') {
    const wanted = searchParams.get('type') ?? searchParams.get('typeEquals') ?? 'SYSTEM_DEFINED';
    const inferenceProfileSummaries = catalogue.inferenceProfiles
      .filter((profile) => profile.type === wanted)
      .map(({ modelIds, ...profile }) => ({
        ...profile,
        inferenceProfileArn: `arn:aws:bedrock:us-east-1:111122223333:inference-profile/${profile.inferenceProfileId}`,
        models: modelIds.map((id) => ({ modelArn: modelArn(id) })),
        status: 'ACTIVE',
      }));
    return { status: 200, headers, body: JSON.stringify({ inferenceProfileSummaries }) };
  }
  return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not Found' };
}
