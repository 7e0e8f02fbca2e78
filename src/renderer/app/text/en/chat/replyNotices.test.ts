import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noticeSchema } from '../../../../../shared/conversation.ts';
import { errorCodes } from '../../../../../shared/errors.ts';
import { reasoningEfforts } from '../../../../../shared/reasoning.ts';
import type { Notice } from '../../../../../shared/stream.ts';
import { modelDetails } from './modelDetails.ts';
import { parameterName } from './parameterNames.ts';
import { parameters } from './parameters.ts';
import { plan } from './plan.ts';
import { replyNotices } from './replyNotices.ts';

const code = fc.constantFrom(...errorCodes);
const notice: fc.Arbitrary<Notice> = fc.oneof(
  fc.record({ kind: fc.constant('retrying' as const), attempt: fc.nat(), until: fc.nat(), code }),
  fc.record({
    kind: fc.constant('parameter-dropped' as const),
    parameter: fc.constantFrom('topP', 'toString', 'x'),
  }),
  fc.record({
    kind: fc.constant('rerouted' as const),
    route: fc.constantFrom('chat mantle /v1', 'constructor'),
  }),
  fc.record(
    {
      kind: fc.constant('failed-over' as const),
      code,
      region: fc.constant('eu-west-1'),
      profile: fc.constant('b'),
    },
    { requiredKeys: ['kind', 'code'] },
  ),
  fc.record({ kind: fc.constant('signed-in-again' as const) }),
  fc.record({ kind: fc.constant('guardrail' as const) }),
  fc.record({
    kind: fc.constant('context-cut' as const),
    droppedMessages: fc.integer({ min: 1, max: 99 }),
    firstKeptId: fc.constant('id'),
    summarised: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('attachment-changed' as const),
    name: fc.constant('a.png'),
    change: fc.constantFrom(
      'resized' as const,
      'sent-as-text' as const,
      'renamed' as const,
      'left-out' as const,
    ),
  }),
);

describe('what happened around a reply', () => {
  test('is said in a whole sentence, whatever it was', () => {
    fc.assert(
      fc.property(notice, fc.option(fc.constant('The host did not answer.')), (it, cause) => {
        const sentence = replyNotices.sentence(it, cause);
        expect(sentence).toMatch(/^[\w“].*\.$/);
        expect(sentence).not.toMatch(/undefined|function|\[object/);
      }),
    );
  });

  test('the samples above leave out no kind that there is', () => {
    const kinds = new Set(fc.sample(notice, { numRuns: 500, seed: 1 }).map(({ kind }) => kind));
    expect(kinds.size).toBe(noticeSchema.options.length);
  });

  test('names the place that answered', () => {
    const moved: Notice = { kind: 'failed-over', region: 'eu-west-1', code: 'network/timeout' };
    expect(replyNotices.sentence(moved, 'It took too long.')).toBe(
      'Answered by eu-west-1. It took too long.',
    );
  });
});

test('a parameter is called by its name, and an unknown one by what the wire calls it', () => {
  expect(parameterName('extraBody')).toBe('extra JSON');
  expect(parameterName('hasOwnProperty')).toBe('hasOwnProperty');
  expect(reasoningEfforts.map((effort) => parameters.efforts[effort])).toHaveLength(reasoningEfforts.length);
});

test('a switch that loses nothing says nothing', () => {
  expect(plan.switched('Nova', { drops: [], lostCacheUsd: null })).toBeNull();
  expect(plan.switched('Nova', { drops: ['images', 'cache'], lostCacheUsd: 0.041 })).toBe(
    'Nova does not get images. What was cached is sent again in full, for about $0.04.',
  );
  expect(plan.switched('Nova', { drops: ['images', 'reasoning'], lostCacheUsd: null })).toBe(
    'Nova does not get images or its predecessor’s reasoning.',
  );
});

test('a budget speaks only when it is near, and names the one that is', () => {
  const spent = { spentUsd: 4.8, limitUsd: 5 };
  expect(plan.budget({ level: 'within', scope: 'month', ...spent })).toBeNull();
  expect(plan.budget({ level: 'soft', scope: 'month', ...spent })).toContain('budget of this month');
  expect(plan.budget({ level: 'hard', scope: 'connection', ...spent })).toBe(
    'The budget of this connection does not allow this: $4.80 of $5.00 is spent, and this message would go beyond.',
  );
  expect(plan.budget({ level: 'hard', scope: 'month', spentUsd: 0.03, limitUsd: 0.02 })).toContain(
    '$0.0300 of $0.02 is spent.',
  );
});

test('a verdict on a model says what was found and where else it is', () => {
  expect(modelDetails.verdict({ kind: 'wrong-region', regions: ['us-east-1', 'us-west-2'] })).toBe(
    'This region does not have it. us-east-1 and us-west-2 do.',
  );
  expect(modelDetails.verdict({ kind: 'no-permission', action: 'bedrock:InvokeModel' })).toContain(
    'bedrock:InvokeModel',
  );
});
