/** Words of the interface: what a person sets about a conversation or a lane. */
import type { Parameters } from '../../../../../shared/parameters.ts';
import type { ReasoningEffort } from '../../../../../shared/reasoning.ts';
import { formatCount } from '../numbers.ts';
import { parameterNames } from './parameterNames.ts';

const efforts: Readonly<Record<ReasoningEffort, string>> = {
  none: 'None',
  minimal: 'Minimal',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  xhigh: 'Very high',
  max: 'Maximum',
};

const verbosities: Readonly<Record<NonNullable<Parameters['verbosity']>, string>> = {
  low: 'Short',
  medium: 'Medium',
  high: 'Long',
};

const tiers: Readonly<Record<NonNullable<Parameters['serviceTier']>, string>> = {
  auto: 'Automatic',
  default: 'Standard',
  flex: 'Flex: cheaper, slower',
  priority: 'Priority: faster, more expensive',
  reserved: 'Reserved',
};

const latencies: Readonly<Record<NonNullable<Parameters['latency']>, string>> = {
  standard: 'Standard',
  optimized: 'Optimised for speed',
};

export const parameters = {
  title: 'Parameters',
  description: 'Only what is set here is sent. Everything else is left to the model.',
  close: 'Close',
  save: 'Save',
  cancel: 'Cancel',
  scope: 'For',
  everyLane: 'All models here',
  laneHint: (name: string) =>
    `What is set here applies to ${name} alone and takes precedence over what is set for all.`,
  conversationHint: 'Applies to every model of this conversation that has no value of its own.',
  unset: 'Model’s default',
  /** Of texts, which no model has a default for. */
  none: 'None',
  inherited: (value: string) => `As for all: ${value}`,
  inheritedText: 'As for all models here',
  reset: (name: string) => `Unset ${name}`,
  names: parameterNames,
  groups: {
    instructions: 'Instructions',
    sampling: 'Sampling',
    effort: 'Effort and service',
    wire: 'On the wire',
    context: 'When the context is full',
  },
  hints: {
    temperature: '0 to 2',
    topP: '0 to 1',
    maxOutput: 'Tokens, reasoning included',
    stop: 'One per line. The reply ends before the first of them.',
    extraBody: 'A JSON object, merged into the request last',
    headers: 'Sent with every request. Values are kept in the keychain and never shown again.',
    effortUnknown: 'Not known for this model; an effort that it refuses is left out.',
  },
  efforts,
  verbosities,
  tiers,
  latencies,
  errors: {
    number: (low: number, high: number) => `Enter a number from ${formatCount(low)} to ${formatCount(high)}.`,
    whole: (low: number) => `Enter a whole number, ${formatCount(low)} or more.`,
    tooManyStops: (limit: number) => `At most ${formatCount(limit)} sequences.`,
    stopTooLong: (limit: number) => `A sequence has at most ${formatCount(limit)} characters.`,
    tooLong: (limit: number) => `At most ${formatCount(limit)} characters.`,
    json: 'This is not JSON yet.',
    jsonAt: (line: number, column: number) =>
      `This is not JSON: look at line ${formatCount(line)}, character ${formatCount(column)}.`,
    notObject: 'This is JSON, but not an object: it begins with { and ends with }.',
    headerName:
      'A name has only letters, digits and hyphens, and is not one that HTTP itself needs, such as Host.',
    headerTwice: 'This name is used twice.',
    headerValue: 'A header without a value is not sent: enter one or remove it.',
  },
  headers: {
    title: parameterNames.headerNames,
    name: (position: number) => `Name of header ${formatCount(position)}`,
    value: (position: number) => `Value of header ${formatCount(position)}`,
    namePlaceholder: 'X-Name',
    valuePlaceholder: 'Value',
    stored: 'stored',
    replace: 'Replace them all',
    removeAll: 'Remove them all',
    add: 'Add a header',
    remove: (position: number) => `Remove header ${formatCount(position)}`,
  },
  context: {
    label: 'When the conversation no longer fits',
    stop: 'Say so and send nothing',
    'drop-oldest': 'Leave out the oldest messages',
    summarise: 'Replace the oldest with a summary',
    by: 'Summary by',
    chooseModel: 'Choose the model that writes the summary.',
  },
};
