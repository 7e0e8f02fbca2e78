import { describe, expect, it } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import type { Message, Step } from '../../../shared/conversation.ts';
import type { LaneId, PipelineRunId, TurnId } from '../../../shared/ids.ts';
import type { Pipeline } from '../../../shared/pipeline.ts';
import { ChatFixture } from '../testing/ChatFixture.ts';
import { buildTurn } from '../buildTurn.ts';
import { sentPath } from './sentPath.ts';

const runId = newId<PipelineRunId>();
const asked: Step = { runId, role: 'step', name: 'Draft', part: null, final: false };

/** Writes a run with one step that has ended, and a second one whose prompt is the last message. */
async function writeRun(chat: ChatFixture): Promise<readonly Message[]> {
  const { history, conversationId, connection, clock } = chat;
  const laneId = (await chat.lanes())[0]?.id ?? newId<LaneId>();
  const model = {
    connectionId: connection.id,
    modelId: 'm1',
    provider: 'openai-compatible' as const,
    modelName: 'Model m1',
    connectionName: 'Local',
  };
  const turn = (text: string, parent: Message | undefined) =>
    buildTurn({
      conversationId,
      turnId: newId<TurnId>(),
      deviceId: history.deviceId,
      now: clock.now(),
      text,
      asks: [{ laneId, parentId: parent?.id ?? null, model }],
    });
  const path: Message[] = [];
  for (const [text, prompt, reply] of [
    ['The input', { ...asked, role: 'input', name: '' }, null],
    ['Write it', asked, asked],
    ['Merge it', { ...asked, name: 'Merge', final: false }, { ...asked, name: 'Merge', final: true }],
  ] as const) {
    const { prompts, replies } = turn(text, path.at(-1));
    for (const message of prompts) path.push({ ...message, step: prompt });
    if (reply === null) continue;
    for (const message of replies) {
      path.push({
        ...message,
        status: 'done',
        step: reply,
        parts: [{ type: 'text', block: 0, text: `Of ${text}` }],
      });
    }
  }
  const messages = [...path];
  await history.beginTurn({
    conversationId,
    prompts: messages.filter((message) => message.role === 'user'),
    replies: messages.filter((message) => message.role === 'assistant'),
    heads: [{ laneId, headId: path.at(-1)?.id ?? messages[0]?.id ?? newId() }],
  });
  return messages;
}

describe('a run of a pipeline', () => {
  it('is its input and its result for what comes after it', async () => {
    const chat = await ChatFixture.open();
    await writeRun(chat);
    await chat.sendOne('And now?');
    expect(chat.provider.last.request.messages).toEqual([
      { role: 'user', text: 'The input' },
      { role: 'assistant', text: 'Of Merge it' },
      { role: 'user', text: 'And now?' },
    ]);
  });

  it('sends the prompt of a step alone, with what the step sets over the lane', async () => {
    const chat = await ChatFixture.open();
    const path = await writeRun(chat);
    const laneId = (await chat.lanes())[0]?.id ?? newId<LaneId>();
    await chat.history.updateLane(laneId, { parameters: { temperature: 1, system: 'Of the lane' } });
    const step = { name: 'Draft', prompt: '{{input}}', model: null, parameters: { system: 'Of the step' } };
    const pipeline: Pipeline = {
      id: newId(),
      name: 'P',
      description: '',
      variables: [],
      stages: [{ steps: [step] }],
      updatedAt: 1,
    };
    const { conversationId } = chat;
    await chat.history.savePipelineRun({
      id: runId,
      conversationId,
      laneId,
      pipeline,
      input: 'The input',
      variables: {},
      state: 'waiting',
      steps: [],
      inputId: newId(),
      createdAt: 1,
      endedAt: null,
    });
    const messageId = path[2]?.id ?? newId();
    await chat.chat.retry({ laneId, messageId, choice: null }, null);
    await chat.begin();
    expect(chat.provider.last.request).toMatchObject({
      messages: [{ role: 'user', text: 'Write it' }],
      system: 'Of the step',
      parameters: { temperature: 1 },
    });
  });

  it('leaves a path without one as it is', async () => {
    const chat = await ChatFixture.open();
    await chat.sendOne('Hello');
    const [{ headId } = { headId: null }] = await chat.lanes();
    const path = headId === null ? [] : await chat.history.readPath(headId);
    expect(path).toHaveLength(2);
    expect(sentPath(path)).toEqual(path);
  });
});
