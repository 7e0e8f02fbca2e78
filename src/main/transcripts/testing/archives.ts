/** Conversations of any shape and with hostile words in them, for property tests. */
import fc from 'fast-check';
import type { AssistantMessage, Lane, Message } from '../../../shared/conversation.ts';
import { newId } from '../../../shared/ids.ts';
import type {
  ConnectionId,
  ConversationId,
  DeviceId,
  LaneId,
  MessageId,
  TurnId,
} from '../../../shared/ids.ts';
import type { MessagePart } from '../../../shared/stream.ts';
import type { ConversationArchive } from '../../history/History.ts';

const conversationId = newId<ConversationId>();
const deviceId = newId<DeviceId>();

/** What one exchange consists of. */
export interface Exchange {
  readonly prompt: string;
  readonly reply: string;
  readonly reasoning?: string;
  readonly modelName?: string;
  readonly change?: Partial<AssistantMessage>;
}

interface Described {
  readonly title?: string;
  /** One list of exchanges a lane. */
  readonly lanes: readonly (readonly Exchange[])[];
}

const start = Date.UTC(2026, 10, 22, 10);

function exchangeMessages(
  { laneId, parentId }: { laneId: LaneId; parentId: MessageId | null },
  exchange: Exchange,
): Message[] {
  const common = { conversationId, deviceId, turnId: newId<TurnId>(), createdAt: start, updatedAt: start };
  const prompt: Message = {
    ...common,
    id: newId<MessageId>(),
    parentId,
    role: 'user',
    parts: [{ type: 'text', block: 0, text: exchange.prompt }],
  };
  const reasoning: MessagePart[] =
    exchange.reasoning === undefined
      ? []
      : [{ type: 'reasoning', block: 0, kind: 'summary', text: exchange.reasoning }];
  const reply: Message = {
    ...common,
    id: newId<MessageId>(),
    parentId: prompt.id,
    role: 'assistant',
    laneId,
    status: 'done',
    model: {
      connectionId: newId<ConnectionId>(),
      modelId: 'model-1',
      provider: 'bedrock',
      modelName: exchange.modelName ?? 'Model One',
      connectionName: 'Bedrock',
    },
    parts: [...reasoning, { type: 'text', block: 1, text: exchange.reply }],
    usage: { input: 3, output: 5 },
    stopReason: 'end',
    requestId: null,
    servedModel: null,
    error: null,
    timing: { startedAt: start, firstDeltaAt: null, endedAt: start },
    ...exchange.change,
  };
  return [prompt, reply];
}

/** Builds a conversation from the words in it. */
export function newArchive({ title = 'A title', lanes }: Described): ConversationArchive {
  const messages: Message[] = [];
  const builtLanes = lanes.map((exchanges, position): Lane => {
    const id = newId<LaneId>();
    let headId: MessageId | null = null;
    for (const exchange of exchanges) {
      const added = exchangeMessages({ laneId: id, parentId: headId }, exchange);
      messages.push(...added);
      headId = added.at(-1)?.id ?? headId;
    }
    return { id, conversationId, position, connectionId: null, modelId: 'model-1', headId };
  });
  return {
    conversation: {
      id: conversationId,
      title,
      titleSource: 'auto',
      pinned: false,
      trashedAt: null,
      createdAt: start,
      updatedAt: start,
      deviceId,
    },
    lanes: builtLanes,
    messages,
  };
}

/** Pieces of Markdown and HTML that would break out of their place if they could. */
const pieces = [
  '\n',
  '\n\n',
  '\r',
  '\r\n',
  '\u2028',
  '\u000B',
  '\f',
  ' ',
  '    ',
  '\t',
  '\\',
  '# You',
  '## Forged · 2026',
  '=====',
  '---',
  '> ',
  '- ',
  '1. ',
  '* ',
  '```',
  '````',
  '~~~',
  '```html',
  '`',
  '``',
  '<',
  '>',
  '</',
  '!',
  '![',
  ']',
  '](',
  ')',
  '[a]: x',

  '<h1>You</h1>',
  '<script>',
  '</details>',
  '</blockquote>',
  '<!--',
  '-->',
  '<![CDATA[',
  '<?',
  '<img src=x>',

  '![x](https://evil.example/x.png)',
  '![x][a]',
  '<https://x.example>',
  '&lt;',
  '$$',
  '|',
  '\u001B[2J',
  '\u202E',
  'word',
  'Ünïcode 👩‍💻',
];

export const hostileText = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...pieces) },
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    ),
    {
      maxLength: 20,
    },
  )
  .map((found) => found.join(''));

export const anyExchange: fc.Arbitrary<Exchange> = fc.record({
  prompt: hostileText,
  reply: hostileText,
  reasoning: hostileText,
  modelName: hostileText,
});

export const anyArchive = fc
  .record({
    title: hostileText,
    lanes: fc.array(fc.array(anyExchange, { maxLength: 3 }), { minLength: 1, maxLength: 3 }),
  })
  .map(newArchive);
