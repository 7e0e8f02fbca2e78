/** Questions to the control plane about one model. A question that may not be asked has no answer, which is no failure. */
import type { BedrockClient, GetFoundationModelAvailabilityResponse } from '@aws-sdk/client-bedrock';
import { readModelId } from './modelIds.ts';
import type { ModelAvailability } from './probeModel.ts';

/** Where models are first, and most of them: the regions that are asked besides those that a person has allowed. */
export const commonRegions: readonly string[] = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ca-central-1',
  'sa-east-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'ap-northeast-1',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
];

function toAvailability(answer: GetFoundationModelAvailabilityResponse): ModelAvailability {
  const { agreementAvailability, authorizationStatus, entitlementAvailability, regionAvailability } = answer;
  const refused =
    authorizationStatus === 'NOT_AUTHORIZED' ||
    entitlementAvailability === 'NOT_AVAILABLE' ||
    agreementAvailability?.status === 'NOT_AVAILABLE';
  return {
    region: regionAvailability === 'NOT_AVAILABLE' ? 'missing' : 'available',
    access: refused ? 'missing' : 'granted',
  };
}

/** Whether a model is to be had in the client's region. Null where that may not be asked, or is not known. */
export async function availabilityOf(
  client: BedrockClient,
  modelId: string,
  abortSignal: AbortSignal,
): Promise<ModelAvailability | null> {
  const { kind, base } = readModelId(modelId);
  // Only the models themselves have an availability.
  if (kind !== 'model' && kind !== 'profile') return null;
  const { GetFoundationModelAvailabilityCommand } = await import('@aws-sdk/client-bedrock');
  try {
    const command = new GetFoundationModelAvailabilityCommand({ modelId: base });
    return toAvailability(await client.send(command, { abortSignal }));
  } catch {
    return null;
  }
}
