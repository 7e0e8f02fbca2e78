/** What is known of where inference profiles lead, by connection: told by every list, asked for where the lock depends on it. */
import type { BedrockClient, InferenceProfileSummary } from '@aws-sdk/client-bedrock';
import type { ConnectionId } from '../../../shared/ids.ts';
import { regionsOfArns, type ProfileRegions } from './residency.ts';

/** The regions that a profile leads to, by its own list of models. */
export function regionsOfProfile({ models = [] }: Pick<InferenceProfileSummary, 'models'>): ProfileRegions {
  return regionsOfArns(models.map(({ modelArn = '' }) => modelArn));
}

/** Remembers profiles. */
export class ProfileReach {
  readonly #known = new Map<string, ProfileRegions>();

  /** What is known of a profile; undefined where nothing is. */
  regionsOf(id: ConnectionId, modelId: string): ProfileRegions | undefined {
    return this.#known.get(`${id} ${modelId}`);
  }

  remember(id: ConnectionId, modelId: string, regions: ProfileRegions): void {
    this.#known.set(`${id} ${modelId}`, regions);
  }

  /** Remembers what a list says of each profile, under its id and under its ARN. */
  learn(id: ConnectionId, profiles: readonly InferenceProfileSummary[]): void {
    for (const profile of profiles) {
      const regions = regionsOfProfile(profile);
      for (const name of [profile.inferenceProfileId, profile.inferenceProfileArn]) {
        if (name !== undefined) this.remember(id, name, regions);
      }
    }
  }
}

/** Asks the control plane for one profile. Rejects with what the SDK throws. */
export async function askForProfile(
  client: BedrockClient,
  modelId: string,
  abortSignal: AbortSignal,
): Promise<ProfileRegions> {
  const { GetInferenceProfileCommand } = await import('@aws-sdk/client-bedrock');
  const command = new GetInferenceProfileCommand({ inferenceProfileIdentifier: modelId });
  return regionsOfProfile(await client.send(command, { abortSignal }));
}
