/**
 * Fills a history with as many messages as a benchmark asks for, through the same code that the app writes with. The text
 * is made up, the same for the same seed: words with the frequencies of a language, one conversation in ten in Chinese.
 */
import type { AssistantMessage, Lane, UserMessage } from '../src/shared/conversation.ts';
import { newId } from '../src/shared/ids.ts';
import type { ConnectionId, ConversationId, LaneId, MessageId, TurnId } from '../src/shared/ids.ts';
import type { HistoryLocation } from '../src/main/history/databaseFile.ts';
import { HistoryDatabase } from '../src/main/history/HistoryDatabase.ts';

export interface SeedOptions {
  /** How many messages to write; half are prompts, half replies. */
  readonly messages: number;
  /** Messages in one conversation. */
  readonly perConversation?: number;
  /** Words of a prompt and of a reply. */
  readonly words?: { readonly prompt: number; readonly reply: number };
  readonly seed?: number;
  readonly onProgress?: (written: number) => void;
}

/** What a benchmark can search for and open. */
export interface SeededHistory {
  readonly messages: number;
  readonly lastConversationId: ConversationId;
  readonly lastLaneId: LaneId;
  readonly commonWord: string;
  readonly rareWord: string;
  /** Two words that stand side by side now and then. */
  readonly phrase: string;
  /** Two Chinese characters that stand side by side now and then. */
  readonly chinese: string;
}

const firstDay = Date.UTC(2024, 0, 1);
const minute = 60_000;

/** A small generator of numbers in [0, 1), the same for the same seed (Numerical Recipes' LCG). */
function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Words by falling frequency, as in a language. */
class Language {
  readonly #words: readonly string[];
  readonly #separator: string;
  readonly #random: () => number;

  constructor(words: readonly string[], separator: string, random: () => number) {
    this.#words = words;
    this.#separator = separator;
    this.#random = random;
  }

  word(rank: number): string {
    return this.#words[rank] ?? '';
  }

  say(count: number): string {
    const spoken = Array.from({ length: count }, () =>
      this.word(Math.floor(this.#random() ** 3 * this.#words.length)),
    );
    return spoken.join(this.#separator);
  }
}

function makeWords(count: number, random: () => number): readonly string[] {
  const syllables = [
    'ba',
    'ce',
    'di',
    'fo',
    'gu',
    'la',
    'me',
    'ni',
    'po',
    'ru',
    'sta',
    'tri',
    'vel',
    'qua',
    'xi',
  ];
  const words = new Set<string>();
  while (words.size < count) {
    const length = 1 + Math.floor(random() * 4);
    const pick = (): string => syllables[Math.floor(random() * syllables.length)] ?? '';
    words.add(Array.from({ length }, pick).join(''));
  }
  return [...words];
}

interface Chat {
  readonly lane: Lane;
  readonly language: Language;
  readonly startedAt: number;
  readonly messages: number;
}

/** The prompts and replies of one conversation, one path from top to bottom. */
function makeMessages(
  chat: Chat,
  words: { readonly prompt: number; readonly reply: number },
  deviceId: HistoryDatabase['deviceId'],
) {
  const { lane, language, startedAt } = chat;
  const prompts: UserMessage[] = [];
  const replies: AssistantMessage[] = [];
  let parentId: MessageId | null = null;
  for (let turn = 0; turn < chat.messages / 2; turn += 1) {
    const time = startedAt + turn * minute;
    const common = {
      conversationId: lane.conversationId,
      turnId: newId<TurnId>(),
      createdAt: time,
      updatedAt: time,
      deviceId,
    };
    const prompt: UserMessage = {
      ...common,
      id: newId(),
      parentId,
      role: 'user',
      parts: [{ type: 'text', block: 0, text: language.say(words.prompt) }],
    };
    const reply: AssistantMessage = {
      ...common,
      id: newId(),
      parentId: prompt.id,
      role: 'assistant',
      laneId: lane.id,
      status: 'done',
      model: {
        connectionId: newId<ConnectionId>(),
        modelId: 'demo',
        provider: 'demo',
        modelName: 'Demo',
        connectionName: 'Demo',
      },
      parts: [{ type: 'text', block: 0, text: language.say(words.reply) }],
      usage: { input: words.prompt, output: words.reply },
      stopReason: 'end',
      requestId: null,
      servedModel: 'demo',
      error: null,
      timing: { startedAt: time, firstDeltaAt: time, endedAt: time },
    };
    prompts.push(prompt);
    replies.push(reply);
    parentId = reply.id;
  }
  return { prompts, replies, headId: parentId };
}

/** Writes the messages, a conversation a transaction, and closes. Minutes lie between messages, hours between chats. */
export function seedHistory(location: HistoryLocation, options: SeedOptions): SeededHistory {
  const { messages, perConversation = 100, words = { prompt: 40, reply: 160 }, seed = 1 } = options;
  const random = makeRandom(seed);
  const latin = new Language(makeWords(30_000, random), ' ', random);
  const characters = Array.from({ length: 3000 }, (_, index) => String.fromCodePoint(0x4e00 + index * 6));
  const chinese = new Language(characters, '', random);
  const database = HistoryDatabase.open(location);
  let last: Lane | null = null;
  for (let written = 0, chat = 0; written < messages; chat += 1) {
    const startedAt = firstDay + chat * perConversation * minute;
    const conversationId = newId<ConversationId>();
    const lane: Lane = {
      id: newId(),
      conversationId,
      position: 0,
      connectionId: null,
      modelId: 'demo',
      headId: null,
    };
    const size = Math.min(perConversation, messages - written);
    const { prompts, replies, headId } = makeMessages(
      { lane, language: chat % 10 === 9 ? chinese : latin, startedAt, messages: size },
      words,
      database.deviceId,
    );
    database.createConversation(
      {
        id: conversationId,
        title: latin.say(4),
        titleSource: 'auto',
        pinned: false,
        trashedAt: null,
        createdAt: startedAt,
        updatedAt: startedAt,
        deviceId: database.deviceId,
      },
      [lane],
    );
    const heads = headId === null ? [] : [{ laneId: lane.id, headId }];
    database.beginTurn({ conversationId, prompts, replies, heads });
    written += prompts.length + replies.length;
    last = lane;
    options.onProgress?.(written);
  }
  database.close();
  if (last === null) throw new Error('No message was asked for.');
  return {
    messages,
    lastConversationId: last.conversationId,
    lastLaneId: last.id,
    commonWord: latin.word(0),
    rareWord: latin.word(29_900),
    phrase: `${latin.word(2)} ${latin.word(3)}`,
    chinese: chinese.word(0) + chinese.word(1),
  };
}
