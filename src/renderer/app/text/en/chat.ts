/** Words of the interface: chat. */

const count = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const oneDigit = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const time = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

/** Seconds of a duration in milliseconds, as short as it stays true: `0.9 s`, `12 s`. */
const seconds = (ms: number) =>
  ms < 10_000 ? `${oneDigit.format(ms / 1000)} s` : `${count.format(Math.round(ms / 1000))} s`;
const plural = (n: number, one: string, many: string) => `${count.format(n)} ${n === 1 ? one : many}`;

export const chat = {
  loading: 'Opening the conversation',
  messages: 'Messages',
  you: 'You',

  composer: {
    label: 'Message',
    placeholder: 'Ask anything',
    send: 'Send',
    stop: 'Stop',
    answering: 'Who answers',
    addModel: 'Add model',
    dismiss: 'Dismiss',
    pastes: 'Pasted text',
    pasteSize: (length: number) => plural(length, 'character', 'characters'),
    removePaste: (position: number) => `Remove pasted text ${count.format(position)}`,
  },

  lane: {
    noModel: 'No model',
    chooseModel: (name: string) => `${name}, choose model`,
    remove: (name: string) => `Remove ${name}`,
    stop: (name: string) => `End the reply of ${name}`,
    menu: (name: string) => `More for ${name}`,
    changeModel: 'Change model…',
    removeLane: 'Remove from this tab',
    export: 'Export transcript…',
    streaming: 'Answering',
  },

  list: {
    jump: 'Jump to latest',
    older: 'Reading earlier messages…',
  },

  message: {
    actions: 'Message actions',
    copy: 'Copy',
    copied: 'Copied',
    retry: 'Retry',
    retryWith: 'Ask another model',
    edit: 'Edit',
    details: 'Details',
    showMore: (left: number) => `Show more (${compact.format(left)} characters left)`,
    branch: (position: number, total: number) => `${count.format(position)}/${count.format(total)}`,
    branchName: (position: number, total: number) =>
      `Version ${count.format(position)} of ${count.format(total)}`,
    previousBranch: 'Previous version',
    nextBranch: 'Next version',
    waiting: 'Waiting for the first words…',
  },

  editPrompt: {
    label: 'Edit your message',
    save: 'Ask again',
    cancel: 'Cancel',
    hint: 'The first version stays as a branch.',
  },

  reasoning: {
    thinking: 'Thinking…',
    thoughtFor: (ms: number) => `Thought for ${seconds(Math.max(ms, 100))}`,
    thoughts: 'Thoughts',
    summary: 'Summary of its thoughts',
  },

  status: {
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
  },

  footer: {
    firstToken: (ms: number) => seconds(ms),
    speed: (tokensPerSecond: number) => `${count.format(Math.round(tokensPerSecond))} tok/s`,
    tokens: (output: number) => plural(output, 'token', 'tokens'),
  },

  details: {
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
    ms: seconds,
    perSecond: (n: number) => `${oneDigit.format(n)} tok/s`,
    time: (at: number) => time.format(at),
    stopReasons: {
      end: 'the model',
      length: 'its length limit',
      tool: 'a tool call',
      filter: 'a content filter',
      context: 'a full context window',
      cancelled: 'you',
    },
  },

  picker: {
    label: 'Models',
    placeholder: 'Search models, or type an id',
    recent: 'Recent',
    matches: 'Models',
    anyId: 'By its id',
    unread: 'Lists that are not here',
    use: (id: string, connection: string) => `Use “${id}” with ${connection}`,
    loading: 'Reading the model list…',
    failed: (title: string) => `${title} Choose this to try again.`,
    none: 'This connection offers no models. Type an id.',
    more: (connection: string, shown: number, total: number) =>
      `${connection} · ${count.format(shown)} of ${count.format(total)}, type to find the others`,
    empty: 'No connection is set up.',
    context: (tokens: number) => `${compact.format(tokens)} context`,
    titles: {
      change: 'Choose model',
      add: 'Add model',
      retry: 'Ask another model',
    },
  },

  empty: {
    title: (name: string) => `${name} answers here`,
    noModel: 'Choose who answers',
    demo: 'The demo model is built in. It works without an account and without a network, and shows what an answer looks like; it does not know anything.',
    real: (connection: string) =>
      `Through ${connection}. Another model is one click away, also in mid-conversation.`,
    connect: 'Connect a provider',
    starters: 'Try one of these',
    /** Each prompt holds a word that the demo model listens for. */
    prompts: [
      { label: 'Everything an answer can hold', prompt: 'Show me everything in one answer' },
      { label: 'A long answer, to scroll and to stop', prompt: 'Write a long answer' },
      { label: 'A model that thinks before it speaks', prompt: 'Show your reasoning first' },
      { label: 'What a failure looks like', prompt: 'error' },
    ],
  },

  failed: {
    retry: 'Try again',
  },

  spoken: {
    finished: (name: string) => `${name}: reply finished.`,
    failed: (name: string, title: string) => `${name}: ${title}`,
    stopped: (name: string) => `${name}: stopped.`,
  },
};
