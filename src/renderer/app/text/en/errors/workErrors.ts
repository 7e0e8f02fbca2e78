/** Replies, prompts, files and the history, in words. */
import { formatBytes, formatCount, formatLimit } from '../numbers.ts';
import { file } from './sentence.ts';
import type { SentencesOf } from './sentence.ts';

export const chatErrors: SentencesOf<'stream' | 'chat'> = {
  'stream/truncated': () => ({
    title: 'The reply broke off before its end.',
    next: 'What had arrived is kept. Retry to ask again.',
    actions: ['retry'],
  }),
  'stream/stalled': () => ({
    title: 'The reply fell silent.',
    next: 'What had arrived is kept. Retry, or ask another model.',
    actions: ['retry', 'choose-model'],
  }),
  'stream/too-large': () => ({
    title: 'The reply grew larger than Switchyard keeps.',
    next: 'What had arrived until then is kept.',
    actions: ['retry'],
  }),

  'chat/empty-prompt': () => ({
    title: 'There is nothing to send yet.',
    next: 'Write a message first.',
    actions: [],
  }),
  'chat/prompt-too-large': (d) => ({
    title: 'This message is too long to send.',
    next: `The limit is ${d.limit === undefined ? 'two million' : formatCount(d.limit)} characters. Your text is still in the composer.`,
    actions: ['edit-prompt'],
  }),
  'chat/no-model': () => ({
    title: 'No model is chosen.',
    next: 'Choose who should answer.',
    actions: ['choose-model'],
  }),
  'chat/busy': () => ({
    title: 'A reply is still on its way here.',
    next: 'Wait for its end or stop it first.',
    actions: [],
  }),
  'chat/invalid-extra-body': () => ({
    title: 'The extra JSON of this conversation is not a JSON object.',
    next: 'Nothing was sent. It must begin with { and end with }; correct it in the parameters.',
    actions: [],
  }),
  'chat/budget-reached': (d) => ({
    title:
      d.limit === undefined
        ? 'A spending limit is reached.'
        : `A spending limit of ${formatLimit(d.limit)} is reached.`,
    next: 'Nothing was sent. Raise the limit in the settings, or ask a model that costs nothing.',
    actions: ['open-budgets', 'choose-model'],
  }),
  'chat/too-many-lanes': (d) => ({
    title: 'No more models fit beside these.',
    next: `At most ${d.limit === undefined ? 'eight' : formatCount(d.limit)} can answer in one conversation. Remove one first.`,
    actions: [],
  }),
  'chat/nothing-to-resend': () => ({
    title: 'There is nothing after this answer that could be sent again.',
    next: 'Save it as a branch, and write what comes next.',
    actions: [],
  }),
  'chat/temporary-busy': () => ({
    title: 'A reply is still on its way here.',
    next: 'Keep the conversation when it has ended, or stop it first.',
    actions: [],
  }),
};

export const attachmentErrors: SentencesOf<'attachment'> = {
  'attachment/too-large': (d) => ({
    title: `${file(d)} is too large.`,
    next: d.limit === undefined ? 'Add a smaller one.' : `A file may have at most ${formatBytes(d.limit)}.`,
    actions: [],
  }),
  'attachment/too-many': (d) => ({
    title: 'There are too many files in this message.',
    next: `Remove some${d.limit === undefined ? '' : `: at most ${formatCount(d.limit)} can be sent at once`}.`,
    actions: [],
  }),
  'attachment/unsupported': (d) => ({
    title: `${file(d)} is of a kind that no model reads.`,
    next: 'Images, PDF, Word and Excel files, CSV and other text can be added.',
    actions: [],
  }),
  'attachment/unreadable': (d) => ({
    title: `${file(d)} could not be read.`,
    next: 'It may be damaged or protected by a password. Open it in another program to see.',
    actions: [],
  }),
  'attachment/missing': (d) => ({
    title: `${file(d)} is no longer in the history.`,
    next: 'Add it once more, then retry.',
    actions: ['edit-prompt'],
  }),
};

export const historyErrors: SentencesOf<'history' | 'file' | 'link'> = {
  'history/not-found': () => ({
    title: 'This is no longer in the history.',
    next: 'It may have been deleted in the meantime.',
    actions: ['new-chat'],
  }),
  'history/damaged': (d) => ({
    title: 'The history file is damaged.',
    next:
      d.fileName === undefined
        ? 'Restart Switchyard: it is then put aside, not deleted, and a new history is begun.'
        : `It was put aside as ${d.fileName}, not deleted.`,
    actions: [],
  }),
  'history/newer-version': () => ({
    title: 'The history was written by a newer version of Switchyard.',
    next: 'It was left untouched. Update Switchyard to open it; until then nothing is saved.',
    actions: [],
  }),
  'history/key-missing': () => ({
    title: 'The key of the history is not in the keychain.',
    next: 'The history was left untouched. Once the keychain entry is back, restart; until then nothing is saved.',
    actions: [],
  }),
  'history/disk-full': () => ({
    title: 'The disk is full.',
    next: 'Make room and retry. Your text is still here.',
    actions: ['retry'],
  }),
  'history/read-only': () => ({
    title: 'The profile folder cannot be written to.',
    next: 'Check its permissions and restart; until then nothing is saved.',
    actions: [],
  }),
  'history/locked': () => ({
    title: 'The history is in use by another program.',
    next: 'Close the other one and restart; until then nothing is saved.',
    actions: [],
  }),

  'file/write-failed': (d) => ({
    title: `${file(d)} could not be written.`,
    next: 'Choose another folder, or make room on the disk.',
    actions: ['retry'],
  }),
  'link/refused': () => ({
    title: 'This link was not opened.',
    next: 'Only web and mail addresses leave the app.',
    actions: [],
  }),
};
