/**
 * Bedrock's model ids, taken apart. A model's own id is `vendor.model`; an inference profile of AWS's puts a geography before
 * it (`us.anthropic.…`, `global.openai.…`); everything can also be named by ARN, which names a region as well.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
 */

/** What an id names. */
export interface BedrockModelName {
  readonly kind: 'model' | 'profile' | 'application-profile' | 'other';
  /** The model's own id, or the last part of an ARN that names no model. */
  readonly base: string;
  /** `anthropic`, `openai`, …; an empty string where the id does not tell. */
  readonly vendor: string;
  /** `us`, `eu`, `global`, … of an inference profile of AWS's. */
  readonly geography: string | null;
  /** The region in an ARN; an empty string where the ARN leaves it open. Null where the id is no ARN. */
  readonly arnRegion: string | null;
}

// No vendor is called by two letters, so geographies that are yet to come are recognised as well.
const profilePattern = /^(global|apac|us-gov|eusc|[a-z]{2})\.(.+)$/;
const arnPattern = /^arn:[\w-]+:[\w-]+:([\w-]*):\d*:([\w-]+)\/(.+)$/;

function vendorOf(base: string): string {
  return /^([a-z0-9-]+)\../.exec(base)?.[1] ?? '';
}

function plainName(id: string): Omit<BedrockModelName, 'arnRegion'> {
  const profile = profilePattern.exec(id);
  const base = profile?.[2] ?? id;
  const geography = profile?.[1] ?? null;
  return { kind: geography === null ? 'model' : 'profile', base, vendor: vendorOf(base), geography };
}

/** Reads an id. Never throws: what is not understood is `other`, and goes to the service as it is. */
export function readModelId(id: string): BedrockModelName {
  const arn = arnPattern.exec(id);
  if (arn === null) return { ...plainName(id), arnRegion: null };
  const [, arnRegion = '', type = '', name = ''] = arn;
  switch (type) {
    case 'foundation-model':
    case 'inference-profile':
      return { ...plainName(name), arnRegion };
    case 'application-inference-profile':
      return { kind: 'application-profile', base: name, vendor: '', geography: null, arnRegion };
    default:
      return { kind: 'other', base: name, vendor: '', geography: null, arnRegion };
  }
}

/** The version of an OpenAI model by number: `[5, 6]` of `openai.gpt-5.6-sol`. Null for gpt-oss and everything else. */
export function gptVersion({ base }: BedrockModelName): readonly [major: number, minor: number] | null {
  const version = /^openai\.gpt-(\d{1,2})(?:\.(\d{1,2}))?(?=[-:]|$)/.exec(base);
  return version === null ? null : [Number(version[1]), Number(version[2] ?? 0)];
}
