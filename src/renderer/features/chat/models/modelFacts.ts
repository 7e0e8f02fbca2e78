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

/** Everything that is known of a model; only the price is named where it is not known, because it matters most. */
export function modelFacts(model: ModelInfo): readonly ModelFact[] {
  const words = text.chat.modelDetails;
  const { facts } = words;
  const { vendor, contextWindow, maxOutput, price } = model;
  const tiers = (price?.tiers ?? []).map(({ aboveInputTokens, input, output }): ModelFact => [
    facts.tier(formatCompact(aboveInputTokens)),
    words.price(input, output),
  ]);
  return [
    ...(vendor === undefined ? [] : [[facts.vendor, vendor] as const]),
    ...(contextWindow === undefined ? [] : [[facts.window, formatCount(contextWindow)] as const]),
    ...(maxOutput === undefined ? [] : [[facts.maxOutput, formatCount(maxOutput)] as const]),
    [facts.price, price === undefined ? facts.unknown : words.price(price.input, price.output)],
    ...tiers,
    ...(price === undefined ? [] : [[facts.source, words.sources[price.source]] as const]),
    [facts.takes, takes(model)],
  ];
}
