/** Words of the interface: chat. The larger topics of a chat have files of their own in `chat/`. */
export { attachments } from './chat/attachments.ts';
export { branches } from './chat/branches.ts';
export { inspector } from './chat/inspector.ts';
export { lanes } from './chat/lanes.ts';
export { modelDetails } from './chat/modelDetails.ts';
export { parameterNames } from './chat/parameterNames.ts';
export { parameters } from './chat/parameters.ts';
export { plan } from './chat/plan.ts';
export { queue } from './chat/queue.ts';
export { replyNotices } from './chat/replyNotices.ts';
export { temporary } from './chat/temporary.ts';
import { formatCompact, formatCost, formatCount, formatOneDigit, formatSeconds, plural } from './numbers.ts';

const time = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

export const loading = 'Opening the conversation';

export const messages = 'Messages';

export const you = 'You';

export const composer = {
  label: 'Message',
  placeholder: 'Ask anything',
  send: 'Send',
  stop: 'Stop',
  answering: 'Who answers',
  addModel: 'Add model',
  parameters: 'Parameters',
  dismiss: 'Dismiss',
  pastes: 'Pasted text',
  pasteSize: (length: number) => plural(length, 'character', 'characters'),
  removePaste: (position: number) => `Remove pasted text ${formatCount(position)}`,
};

export const lane = {
  noModel: 'No model',
  chooseModel: (name: string) => `${name}, choose model`,
  remove: (name: string) => `Remove ${name}`,
  stop: (name: string) => `End the reply of ${name}`,
  menu: (name: string) => `More for ${name}`,
  changeModel: 'Change model…',
  removeLane: 'Remove from this tab',
  parameters: 'Parameters…',
  ownParameters: (set: readonly string[]) => `Own parameters: ${set.join(', ')}`,
  details: 'Model details…',
  export: 'Export transcript…',
  streaming: 'Answering',
};

export const list = {
  jump: 'Jump to latest',
  older: 'Reading earlier messages…',
};

export const message = {
  actions: 'Message actions',
  copy: 'Copy',
  copied: 'Copied',
  retry: 'Retry',
  retryWith: 'Ask another model',
  edit: 'Edit',
  details: 'Details',
  showMore: (left: number) => `Show more (${formatCompact(left)} characters left)`,
  branch: (position: number, total: number) => `${formatCount(position)}/${formatCount(total)}`,
  branchName: (position: number, total: number) =>
    `Version ${formatCount(position)} of ${formatCount(total)}`,
  previousBranch: 'Previous version',
  nextBranch: 'Next version',
  waiting: 'Waiting for the first words…',
};

export const editPrompt = {
  label: 'Edit your message',
};

export const reasoning = {
  thinking: 'Thinking…',
  thoughtFor: (ms: number) => `Thought for ${formatSeconds(Math.max(ms, 100))}`,
  thoughts: 'Thoughts',
  summary: 'Summary of its thoughts',
};

export const status = {
  stopped: 'Stopped here.',
  interrupted: 'Switchyard was closed while this was being written.',
  interruptedNext: 'What had arrived is kept. Go on from here, ask again, or leave it as it is.',
  length: 'The reply reached the length limit of the model.',
  lengthNext: 'Continue to let it go on.',
  filter: 'The provider’s content filter ended this reply.',
  context: 'The context window of the model is full.',
  contextNext: 'Choose a model with a larger one, or start a new chat.',
  tool: 'The model asked for a tool, which this version does not offer.',
  continue: 'Continue',
  keep: 'Keep',
};

export const footer = {
  firstToken: formatSeconds,
  speed: (tokensPerSecond: number) => `${formatCount(Math.round(tokensPerSecond))} tok/s`,
  tokens: (output: number) => plural(output, 'token', 'tokens'),
  /** The tokens were counted on this machine, because the server did not say. */
  estimatedTokens: (output: number) => `≈ ${plural(output, 'token', 'tokens')}`,
  cost: formatCost,
  estimatedCost: (usd: number) => `≈ ${formatCost(usd)}`,
  unknownCost: 'price unknown',
};

export const details = {
  title: 'Details',
  model: 'Model',
  served: 'Served by',
  connection: 'Connection',
  requestId: 'Request id',
  started: 'Sent',
  firstToken: 'First token',
  duration: 'Duration',
  speed: 'Speed',
  input: 'Input',
  cacheRead: 'Read from cache',
  cacheWrite: 'Written to cache',
  output: 'Output',
  reasoning: 'of which reasoning',
  stop: 'Ended by',
  tokens: (n: number) => plural(n, 'token', 'tokens'),
  counted: 'Counted by',
  countedHere: 'Switchyard: the server did not say',
  cost: 'Cost',
  price: 'Per million tokens',
  ms: formatSeconds,
  perSecond: (n: number) => `${formatOneDigit(n)} tok/s`,
  time: (at: number) => time.format(at),
  stopReasons: {
    end: 'the model',
    length: 'its length limit',
    tool: 'a tool call',
    filter: 'a content filter',
    context: 'a full context window',
    cancelled: 'you',
  },
};

export const picker = {
  label: 'Models',
  placeholder: 'Search models, or type an id',
  recent: 'Recent',
  matches: 'Models',
  anyId: 'By its id',
  unread: 'Lists not read yet',
  use: (id: string, connection: string) => `Use “${id}” with ${connection}`,
  loading: 'Reading the model list…',
  failed: (title: string) => `${title} Select to try again.`,
  none: 'This connection offers no models. Type an id.',
  more: (connection: string, shown: number, total: number) =>
    `${connection} · ${formatCount(shown)} of ${formatCount(total)}, type to find the others`,
  empty: 'No connection is set up.',
  context: (tokens: number) => `${formatCompact(tokens)} context`,
  titles: {
    change: 'Choose model',
    add: 'Add model',
    retry: 'Ask another model',
    summarise: 'Summary by',
  },
};

export const empty = {
  title: (name: string) => `${name} answers here`,
  noModel: 'Choose who answers',
  demo: 'The demo model is built in. It works without an account and without a network, and shows what an answer looks like; it does not know anything.',
  real: (connection: string) =>
    `Through ${connection}. Another model is one click away, even in mid-conversation.`,
  connect: 'Connect a provider',
  starters: 'Try one of these',
  /** Each prompt holds a word that the demo model listens for. */
  prompts: [
    { label: 'Everything an answer can hold', prompt: 'Show me everything in one answer' },
    { label: 'A long answer, to scroll and to stop', prompt: 'Write a long answer' },
    { label: 'A model that thinks before it speaks', prompt: 'Show your reasoning first' },
    { label: 'What a failure looks like', prompt: 'error' },
  ],
};

export const failed = {
  retry: 'Try again',
};

export const spoken = {
  finished: (name: string) => `${name}: reply finished.`,
  failed: (name: string, title: string) => `${name}: ${title}`,
  stopped: (name: string) => `${name}: stopped.`,
};
