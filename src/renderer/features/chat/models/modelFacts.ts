import type { Connection } from '../../../../shared/connection.ts';
import type { ModelInfo } from '../../../../shared/model.ts';
import { formatCompact, formatCount, formatList } from '../../../app/text/en/numbers.ts';
import { text } from '../../../app/text/text.ts';

/** A fact of a model and what is known of it. */
export type ModelFact = readonly [label: string, value: string];

/** What a model takes in and can do, in words; what is not known is not said. */
export function takes({
  acceptsImages,
  acceptsDocuments,
  acceptsTools,
  reasoningEfforts,
}: ModelInfo): string {
  const words = text.chat.modelDetails;
  const known = [
    words.facts.text,
    acceptsImages === true ? words.images : null,
    acceptsDocuments === true ? words.documents : null,
    acceptsTools === true ? words.tools : null,
    (reasoningEfforts?.length ?? 0) > 0 ? words.reasoning : null,
  ];
  const said = known
    .filter((word) => word !== null)
    .map((word, at) => (at === 0 ? word : word.toLowerCase()));
  return formatList(said);
}

/** What a million tokens cost: named where it is not known, because it matters most. Of the demo it is no question. */
function priceFacts({ price }: ModelInfo, provider: Connection['provider']): readonly ModelFact[] {
  const words = text.chat.modelDetails;
  const { facts } = words;
  if (price === undefined) return provider === 'demo' ? [] : [[facts.price, facts.unknown]];
  const tiers = (price.tiers ?? []).map(({ aboveInputTokens, input, output }): ModelFact => [
    facts.tier(formatCompact(aboveInputTokens)),
    words.price(input, output),
  ]);
  return [
    [facts.price, words.price(price.input, price.output)],
    ...tiers,
    [facts.source, words.sources[price.source]],
  ];
}

/** Everything that is known of a model of this provider. */
export function modelFacts(model: ModelInfo, provider: Connection['provider']): readonly ModelFact[] {
  const { facts } = text.chat.modelDetails;
  const { vendor, contextWindow, maxOutput } = model;
  return [
    ...(vendor === undefined ? [] : [[facts.vendor, vendor] as const]),
    ...(contextWindow === undefined ? [] : [[facts.window, formatCount(contextWindow)] as const]),
    ...(maxOutput === undefined ? [] : [[facts.maxOutput, formatCount(maxOutput)] as const]),
    ...priceFacts(model, provider),
    [facts.takes, takes(model)],
  ];
}
