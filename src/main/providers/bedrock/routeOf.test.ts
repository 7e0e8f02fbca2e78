import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { modelRouteSchema, type ModelRoute } from '../../../shared/model.ts';
import { otherRoute, routeName, routeOf, routesFor, sameRoute, type RouteKnowledge } from './routeOf.ts';

const region = 'us-east-1';
const nothing: RouteKnowledge = { override: null, learned: {}, region };

const converse = 'converse';
const runtime = 'runtime responses /openai/v1';
const mantle = 'mantle responses /openai/v1';
const mantleV1 = 'mantle responses /v1';

function short(route: ModelRoute): string {
  return route.api === 'converse' ? converse : `${route.endpoint} ${route.api} ${route.basePath ?? ''}`;
}

describe('every family has its route', () => {
  test.each([
    // OpenAI, open weights
    ['openai.gpt-oss-120b-1:0', converse],
    ['openai.gpt-oss-20b-1:0', converse],
    ['us-gov.openai.gpt-oss-120b-1:0', converse],
    ['openai.gpt-oss-120b', mantleV1],
    ['openai.gpt-oss-20b', mantleV1],
    ['openai.gpt-oss-safeguard-20b', mantleV1],
    ['openai.gpt-oss-safeguard-120b', mantleV1],
    // GPT, mantle alone
    ['openai.gpt-5.4', mantle],
    ['openai.gpt-5.5', mantle],
    // GPT, by profile at the runtime and by bare id on mantle
    ['us.openai.gpt-5.6-sol', runtime],
    ['global.openai.gpt-5.6-terra', runtime],
    ['in.openai.gpt-5.6-luna', runtime],
    ['openai.gpt-5.6-sol', mantle],
    ['us.openai.gpt-6-astra', runtime],
    ['global.openai.gpt-6-astra', runtime],
    ['openai.gpt-6-astra', mantle],
    ['us.openai.gpt-6-sol', runtime],
    ['us.openai.gpt-6-luna', runtime],
    ['openai.gpt-6-luna', mantle],
    ['us.openai.gpt-6.1-sol', runtime],
    ['global.openai.gpt-6.1-terra', runtime],
    ['arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.openai.gpt-6-sol', runtime],
    // What comes next will not be worse
    ['us.openai.gpt-7', runtime],
    // All others
    ['anthropic.claude-opus-5-5', converse],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', converse],
    ['global.anthropic.claude-haiku-4-5-20251001-v1:0', converse],
    ['anthropic.claude-3-haiku-20240307-v1:0', converse],
    ['amazon.nova-pro-v1:0', converse],
    ['us.amazon.nova-2-lite-v1:0', converse],
    ['amazon.titan-text-express-v1', converse],
    ['us.meta.llama4-maverick-17b-instruct-v1:0', converse],
    ['meta.llama3-1-405b-instruct-v1:0', converse],
    ['cohere.command-r-v1:0', converse],
    ['cohere.command-r-plus-v1:0', converse],
    ['mistral.mistral-large-2407-v1:0', converse],
    ['eu.mistral.pixtral-large-2502-v1:0', converse],
    ['us.deepseek.r1-v1:0', converse],
    ['deepseek.v3.2', converse],
    ['qwen.qwen3-coder-480b-a35b-v1:0', converse],
    ['moonshotai.kimi-k2.5', converse],
    ['zai.glm-5.3', converse],
    ['google.gemma-3-27b-it', converse],
    ['xai.grok-4-1-fast', converse],
    ['ai21.jamba-1-5-large-v1:0', converse],
    ['writer.palmyra-x5-v1:0', converse],
    // What an account has made
    ['arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abc123', converse],
    ['arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/abc123', converse],
    ['arn:aws:bedrock:us-east-1:111122223333:imported-model/abc123', converse],
    ['arn:aws:bedrock:us-east-1:111122223333:provisioned-model/abc123', converse],
    ['anything at all', converse],
  ])('%s → %s', (modelId, route) => {
    expect(short(routeOf(modelId, nothing))).toBe(route);
  });
});

const anyRoute = fc.record({
  api: fc.constantFrom('converse' as const, 'responses' as const, 'chat' as const),
  endpoint: fc.constantFrom('runtime' as const, 'mantle' as const),
  basePath: fc.constantFrom('/v1' as const, '/openai/v1' as const),
});
const anyId = fc.oneof(
  fc.string(),
  fc.constantFrom('openai.gpt-5.4', 'us.openai.gpt-6-sol', 'openai.gpt-oss-20b', 'deepseek.v3.2'),
);

describe('what is known', () => {
  test.prop([anyId, anyRoute, anyRoute])(
    'a person’s choice wins over everything',
    (modelId, route, learned) => {
      const knowledge: RouteKnowledge = {
        override: { route },
        learned: { routes: { [region]: learned } },
        region,
        attachments: 'some',
        guardrail: 'set',
      };
      expect(routeOf(modelId, knowledge)).toBe(route);
    },
  );

  test.prop([anyId, anyRoute])('what was learned counts in its own region only', (modelId, route) => {
    const learned = { routes: { [region]: route } };
    expect(routeOf(modelId, { ...nothing, learned })).toBe(route);
    expect(routeOf(modelId, { ...nothing, learned, region: 'eu-west-1' })).toEqual(routeOf(modelId, nothing));
  });

  test('files go to GPT on Responses, also where it was found on Converse', () => {
    const learned = { routes: { [region]: { api: 'converse', endpoint: 'runtime' } as const } };
    const knowledge = { ...nothing, learned };
    expect(short(routeOf('us.openai.gpt-6-sol', knowledge))).toBe(converse);
    expect(short(routeOf('us.openai.gpt-6-sol', { ...knowledge, attachments: 'some' }))).toBe(runtime);
    expect(short(routeOf('anthropic.claude-opus-5-5', { ...knowledge, attachments: 'some' }))).toBe(converse);
  });

  test('a guardrail is applied on Converse, where the model is there', () => {
    expect(short(routeOf('us.openai.gpt-6-sol', { ...nothing, guardrail: 'set' }))).toBe(converse);
    expect(short(routeOf('openai.gpt-5.4', { ...nothing, guardrail: 'set' }))).toBe(mantle);
  });
});

describe('the other route', () => {
  const other = (modelId: string, said = "isn't supported on this route"): string | null => {
    const route = otherRoute(modelId, routeOf(modelId, nothing), said);
    return route === null ? null : short(route);
  };

  test('is below the other path on mantle', () => {
    expect(other('openai.gpt-5.4')).toBe(mantleV1);
    expect(other('openai.gpt-oss-120b')).toBe(mantle);
  });

  test('is another API where it was the API that was refused', () => {
    expect(other('openai.gpt-5.4', "does not support the '/v1/responses' API")).toBe(
      'mantle chat /openai/v1',
    );
    const chat: ModelRoute = { api: 'chat', endpoint: 'mantle', basePath: '/openai/v1' };
    const found = otherRoute('openai.gpt-5.4', chat, "does not support the '/v1/chat/completions' API");
    expect(found && short(found)).toBe(mantle);
  });

  test('is Converse for GPT at the runtime, and mantle for what Converse does not know', () => {
    expect(other('us.openai.gpt-6-sol')).toBe(converse);
    expect(other('deepseek.v3.2')).toBe('mantle chat /v1');
  });

  test('is none where there is one route only', () => {
    expect(other('us.anthropic.claude-opus-5-5')).toBeNull();
    expect(other('amazon.nova-pro-v1:0')).toBeNull();
    expect(other('fake-large')).toBeNull();
  });

  test.prop([anyId, anyRoute, fc.string()])('is never the one that was refused', (modelId, refused, said) => {
    const route = otherRoute(modelId, refused, said);
    expect(route === null || !sameRoute(route, refused)).toBe(true);
  });
});

test.prop([fc.string()])('every id has a route, as the contract writes it, and none twice', (modelId) => {
  const routes = routesFor(modelId);
  expect(routes.length).toBeGreaterThan(0);
  expect(new Set(routes.map(routeName)).size).toBe(routes.length);
  for (const route of routes) expect(modelRouteSchema.parse(route)).toEqual(route);
});
