/**
 * What is known of inference profiles, by connection: where they lead, and to which model. Told by every list, asked for where the
 * lock depends on it.
 */
import type { BedrockClient, InferenceProfileSummary } from '@aws-sdk/client-bedrock';
import type { ConnectionId } from '../../../shared/ids.ts';
import { readModelId } from './modelIds.ts';
import { regionsOfArns, type ProfileRegions } from './residency.ts';

/** The regions that a profile leads to, by its own list of models. */
export function regionsOfProfile({ models = [] }: Pick<InferenceProfileSummary, 'models'>): ProfileRegions {
  return regionsOfArns(models.map(({ modelArn = '' }) => modelArn));
}

type Profile = Pick<InferenceProfileSummary, 'models' | 'inferenceProfileId' | 'inferenceProfileArn'>;

interface KnownProfile {
  readonly regions: ProfileRegions;
  /** The id of the model itself; an empty string where the profile names none. */
  readonly model: string;
}

/** Remembers profiles. */
export class ProfileReach {
  readonly #known = new Map<string, KnownProfile>();

  /** Where a profile leads; undefined where nothing is known of it. */
  regionsOf(id: ConnectionId, modelId: string): ProfileRegions | undefined {
    return this.#known.get(`${id} ${modelId}`)?.regions;
  }

  /** The model that an id stands for: what is behind a profile of the account's own, or the id itself. */
  modelOf(id: ConnectionId, modelId: string): string {
    return this.#known.get(`${id} ${modelId}`)?.model || modelId;
  }

  /** Remembers a profile under the name that it was asked for by. */
  remember(id: ConnectionId, modelId: string, profile: Profile): void {
    const model = readModelId(profile.models?.[0]?.modelArn ?? '').base;
    this.#known.set(`${id} ${modelId}`, { regions: regionsOfProfile(profile), model });
  }

  /** Remembers what a list says of each profile, under its id and under its ARN. */
  learn(id: ConnectionId, profiles: readonly Profile[]): void {
    for (const profile of profiles) {
      for (const name of [profile.inferenceProfileId, profile.inferenceProfileArn]) {
        if (name !== undefined) this.remember(id, name, profile);
      }
    }
  }
}

/** Asks the control plane for one profile. Rejects with what the SDK throws. */
export async function askForProfile(
  client: BedrockClient,
  modelId: string,
  abortSignal: AbortSignal,
): Promise<Profile> {
  const { GetInferenceProfileCommand } = await import('@aws-sdk/client-bedrock');
  const command = new GetInferenceProfileCommand({ inferenceProfileIdentifier: modelId });
  return client.send(command, { abortSignal });
}
