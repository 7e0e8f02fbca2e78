/** What stands in the window of the README's picture: fixed words and figures, so that the picture is the same every time. */
import { usdOf } from '../src/main/costs/pricing.ts';
import type { Price } from '../src/shared/money.ts';
import type { History } from '../src/main/history/History.ts';
import {
  makeConversation,
  makeDoneReply,
  makeLane,
  makePrompt,
  makeReply,
} from '../src/main/history/historyFixtures.ts';
import type { ConnectionOf } from '../src/shared/connection.ts';
import type { ModelRef } from '../src/shared/conversation.ts';
import { newId, type ConversationId } from '../src/shared/ids.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** A reply as it is told: who gave it, what it says and how fast it came. */
const solPrice: Price = { input: 4, output: 20, source: 'catalogue' };
const opusPrice: Price = { input: 4.4, output: 22, source: 'catalogue' };

interface Answer {
  readonly model: ModelRef;
  readonly text: string;
  readonly firstTokenMs: number;
  readonly tokensPerSecond: number;
  readonly tokens: number;
  /** US dollars for a million tokens, in and out. */
  readonly price: Price;
}

interface Chat {
  readonly title: string;
  readonly pinned?: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly prompt: string;
  readonly answers: readonly Answer[];
}

const prompt = 'Our orders table has 40 million rows. Should the API page with OFFSET, or by keyset?';

const comparison = `**By keyset.** \`OFFSET\` reads and throws away every row that it skips, so the last page costs as much as the whole table.

|                  | \`OFFSET\`     | Keyset         |
| :--------------- | :----------- | :------------- |
| First page       | fast         | fast           |
| Page 20,000      | seconds      | as the first   |
| New rows arrive  | gaps, twins  | nothing shifts |
| Jump to a page   | yes          | no             |

Keep \`OFFSET\` where people really jump to page 37 of a short list. Everywhere else they press **Next**.
`;

const recipe = `Keyset: remember the last row you showed, and ask for what comes after it.

~~~sql
SELECT id, placed_at, total
FROM orders
WHERE (placed_at, id) < ($1, $2)
ORDER BY placed_at DESC, id DESC
LIMIT 50;
~~~

The \`id\` settles ties between orders of the same second. One index serves every page:

~~~sql
CREATE INDEX orders_page
  ON orders (placed_at DESC, id DESC);
~~~
`;

function modelRef(
  connection: ConnectionOf<'openai'> | ConnectionOf<'bedrock'>,
  modelId: string,
  modelName: string,
): ModelRef {
  const { id: connectionId, name: connectionName, provider } = connection;
  return { connectionId, connectionName, provider, modelId, modelName };
}

/** One conversation with one turn, as a finished broadcast leaves it. */
async function writeChat(history: History, chat: Chat): Promise<ConversationId> {
  const { title, at, answers } = chat;
  const times = { createdAt: at, updatedAt: at };
  const conversation = makeConversation({
    title,
    titleSource: 'user',
    pinned: chat.pinned ?? false,
    ...times,
  });
  const lanes = answers.map(({ model }, position) =>
    makeLane(conversation.id, { position, connectionId: model.connectionId, modelId: model.modelId }),
  );
  await history.createConversation(conversation, lanes);
  const asked = makePrompt(conversation.id, null, chat.prompt, times);
  const begun = lanes.map((lane) => makeReply(lane, asked.id, { ...times, turnId: asked.turnId }));
  await history.beginTurn({
    conversationId: conversation.id,
    prompts: [asked],
    replies: begun,
    heads: begun.map(({ laneId, id }) => ({ laneId, headId: id })),
  });
  for (const [index, lane] of lanes.entries()) {
    const answer = answers[index];
    const reply = begun[index];
    if (answer === undefined || reply === undefined) continue;
    const { model, firstTokenMs, tokens, tokensPerSecond, price } = answer;
    const usage = { input: 31, output: tokens };
    const firstDeltaAt = at + firstTokenMs;
    const endedAt = firstDeltaAt + Math.round((tokens / tokensPerSecond) * 1000);
    await history.finishReply(
      makeDoneReply(lane, asked.id, answer.text, {
        ...times,
        id: reply.id,
        turnId: asked.turnId,
        model,
        usage,
        cost: { usd: usdOf(price, usage), price, estimated: false },
        timing: { startedAt: at, firstDeltaAt, endedAt },
      }),
    );
  }
  return conversation.id;
}

/** Fills an empty history. `now` is the time of the newest chat, in milliseconds since 1970. */
export async function writePictureHistory(history: History, now: number): Promise<void> {
  const times = { createdAt: now, updatedAt: now };
  const openAi: ConnectionOf<'openai'> = { id: newId(), name: 'OpenAI', provider: 'openai', ...times };
  const bedrock: ConnectionOf<'bedrock'> = {
    id: newId(),
    name: 'Bedrock us-east-1',
    provider: 'bedrock',
    region: 'us-east-1',
    auth: { kind: 'profile', profile: 'work' },
    ...times,
  };
  await history.saveConnection(openAi);
  await history.saveConnection(bedrock);
  const sol = modelRef(openAi, 'gpt-6-sol', 'GPT-6 Sol');
  const opus = modelRef(bedrock, 'us.anthropic.claude-opus-5-5-v1:0', 'Claude Opus 5.5');
  const short = (title: string, age: number, pinned = false): Chat => ({
    title,
    pinned,
    at: now - age,
    prompt: title,
    answers: [
      { model: sol, text: 'Gladly.', firstTokenMs: 600, tokens: 3, tokensPerSecond: 80, price: solPrice },
    ],
  });
  const trip = await writeChat(history, short('Lisbon by train', 6 * day, true));
  await writeChat(history, short('Cover letter, second draft', 5 * day));
  await writeChat(history, short('Bread that rises overnight', 4 * day));
  await writeChat(history, short('Explain Raft to a new colleague', 3 * day));
  await writeChat(history, short('Release notes for 2.4', day + 1));
  await writeChat(history, short('Why is the sky dark at night?', day));
  const regex = await writeChat(history, short('A regex for ISO dates', 2));
  const compared = await writeChat(history, {
    title: 'Offset or keyset?',
    at: now,
    prompt,
    answers: [
      { model: sol, text: comparison, firstTokenMs: 870, tokens: 158, tokensPerSecond: 84, price: solPrice },
      { model: opus, text: recipe, firstTokenMs: 1410, tokens: 142, tokensPerSecond: 61, price: opusPrice },
    ],
  });
  await history.saveTabs(
    [trip, compared, regex].map((conversationId, position) => ({
      id: newId(),
      conversationId,
      position,
      pinned: conversationId === trip,
      active: conversationId === compared,
      draft: conversationId === compared ? 'And how do I show “page 3 of many” then?' : '',
      updatedAt: now,
    })),
  );
}
