/** Models of Amazon Bedrock that are not simply there: what a test of one finds, and how a request finds its way all the same. */
import { describeError } from '../../src/renderer/app/text/en/errors.ts';
import { text } from '../../src/renderer/app/text/text.ts';
import { connectBedrock } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import type { Behaviour } from '../providers/behaviour.ts';
import { fakeBedrock, type FakeBedrockModel } from '../providers/fakeBedrock.ts';
import type { FakeProviderOptions } from '../providers/FakeProvider.ts';
import type { RequestRecord } from '../providers/FakeRequest.ts';

const words = text.chat.modelDetails;
const doors = ['converse'];
const models: readonly FakeBedrockModel[] = [
  { id: 'acme.open-v1:0', doors },
  { id: 'acme.profiled-v1:0', doors, profiles: ['us.acme.profiled-v1:0'] },
  { id: 'acme.elsewhere-v1:0', doors, regions: ['us-west-2', 'eu-west-1'] },
  { id: 'acme.asked-v1:0', doors, access: 'missing' },
  { id: 'acme.denied-v1:0', doors },
];

/** The account, with one model that its sign-in may not use. */
function account(): FakeProviderOptions {
  const bedrock = fakeBedrock(models);
  const behaviours = (request: RequestRecord): Behaviour =>
    request.model === 'acme.denied-v1:0'
      ? { kind: 'http-error', failure: 'access-denied' }
      : bedrock.behaviours(request);
  return { behaviours, answers: bedrock.answers };
}

test('a test of a model says what is the matter, and takes it to where it works', async ({
  app: { window },
  startFake,
}) => {
  const fake = await startFake(account());
  await connectBedrock(window, fake, 'Bedrock');
  const find = async (id: string) => {
    await window.pane().modelButton.click();
    await window.picker('change').useId(id, 'Bedrock');
    const details = await window.openModelDetails(id);
    await details.testButton.click();
    return details;
  };

  const open = await find('acme.open-v1:0');
  const route = { api: 'converse', endpoint: 'runtime' } as const;
  await expect(open.verdict).toContainText(words.verdict({ kind: 'works', route }));
  await open.close();

  const asked = await find('acme.asked-v1:0');
  await expect(asked.verdict).toContainText(words.verdict({ kind: 'not-enabled' }));
  await asked.close();

  const denied = await find('acme.denied-v1:0');
  const action = 'bedrock:InvokeModelWithResponseStream';
  await expect(denied.verdict).toContainText(words.verdict({ kind: 'no-permission', action }));
  await denied.close();

  const elsewhere = await find('acme.elsewhere-v1:0');
  // An endpoint of one's own stands in one region, so others cannot be asked through it; a person may know better.
  await expect(elsewhere.verdict).toContainText(words.verdict({ kind: 'wrong-region', regions: [] }));
  await elsewhere.region.fill('us-west-2');
  await elsewhere.save();
  await elsewhere.testButton.click();
  await expect(elsewhere.verdict).toContainText(words.verdict({ kind: 'works', route }));
  await elsewhere.close();

  const profiled = await find('acme.profiled-v1:0');
  await profiled.remedy(words.useProfile('us.acme.profiled-v1:0')).click();
  await window.composer.send('Hello');
  await expect(window.pane().last.root).toContainText('Hello from the fake provider.');
  expect(fake.streams.at(-1)?.model).toBe('us.acme.profiled-v1:0');
});

test('a route that is not supported is left once, said, and remembered', async ({
  app: { window },
  startFake,
}) => {
  const model = 'openai.gpt-5.5';
  const bedrock = fakeBedrock([{ id: model, doors: ['runtime /v1/responses'] }]);
  const fake = await startFake({ behaviours: bedrock.behaviours, answers: bedrock.answers });
  await connectBedrock(window, fake, 'Bedrock');
  await window.pane().modelButton.click();
  await window.picker('change').useId(model, 'Bedrock');
  await window.composer.send('One');
  const reply = window.pane().last;
  await expect(reply.root).toContainText('Hello from the fake provider.');
  const said = text.chat.replyNotices.sentence({ kind: 'rerouted', route: '' }, null);
  await expect(reply.happenings).toContainText([said.slice(0, -1)]);
  await window.composer.send('Two');
  await expect(window.pane().prompts).toHaveCount(2);
  await expect(window.pane().last.root).toContainText('Hello from the fake provider.');
  await expect(window.pane().last.happenings).toHaveCount(0);
  expect(fake.streams.map(({ path }) => path)).toEqual([
    '/openai/v1/responses',
    '/v1/responses',
    '/v1/responses',
  ]);
});

/** One model that three profiles lead to. */
const placed = {
  foundationModels: [
    {
      modelId: 'acme.placed-v1:0',
      modelName: 'Placed',
      providerName: 'Acme',
      inputModalities: ['TEXT'],
      outputModalities: ['TEXT'],
      responseStreamingSupported: true,
      inferenceTypesSupported: ['INFERENCE_PROFILE'],
      modelLifecycle: { status: 'ACTIVE' as const },
    },
  ],
  inferenceProfiles: ['us', 'eu', 'global'].map((geography) => ({
    inferenceProfileId: `${geography}.acme.placed-v1:0`,
    inferenceProfileName: 'Placed',
    modelIds: ['acme.placed-v1:0'],
    type: 'SYSTEM_DEFINED' as const,
  })),
};

test('profiles of one model are choices of that model', async ({ app: { window }, startFake }) => {
  const fake = await startFake({ catalogue: placed });
  await connectBedrock(window, fake, 'Bedrock');
  await window.pane().modelButton.click();
  const picker = window.picker('change');
  await picker.field.fill('placed');
  await expect(picker.options.filter({ hasText: 'acme.placed' }).filter({ hasNotText: 'Use “' })).toHaveCount(
    1,
  );
  const places = picker.card.getByRole('group', { name: words.geography }).getByRole('button');
  await expect(places).toHaveText(['US', 'Europe', 'Global'].toSorted());
  await places.filter({ hasText: 'Europe' }).click();
  await window.composer.send('Hello');
  await expect(window.pane().last.root).toContainText('Hello from the fake provider.');
  expect(fake.streams[0]?.model).toBe('eu.acme.placed-v1:0');
});

test('the lock on regions: nothing leaves, and a refusal says why', async ({
  app: { window },
  startFake,
}) => {
  const fake = await startFake({ catalogue: placed });
  const form = await window.openNewConnection();
  await form.chooseProvider('bedrock');
  await form.region.fill('eu-central-1');
  await form.chooseSignIn('access-key');
  await form.accessKeyId.fill('AKIAE2EEXAMPLE000001');
  await form.secretAccessKey.fill('e2e/example+secret+access+key/0000000001');
  await form.showMore();
  await form.allowedRegions.fill('eu-central-1, eu-west-1');
  await form.endpoint.fill(fake.url);
  await form.name.fill('Europe');
  await form.save();
  await window.settings.close();
  await window.pane().modelButton.click();
  await window.picker('change').useId('us.acme.placed-v1:0', 'Europe');
  await window.composer.send('Hello');
  const { title, next } = describeError({
    code: 'provider/region-forbidden',
    message: '',
    retryable: false,
    details: { region: 'eu-central-1' },
  });
  await expect(window.pane().last.notice).toContainText(title);
  await expect(window.pane().last.notice).toContainText(next);
  expect(fake.streams).toHaveLength(0);
});
