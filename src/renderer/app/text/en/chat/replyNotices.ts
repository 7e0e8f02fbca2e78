/** Words of the interface: what happened around a reply. */
import { modelRouteName } from './modelDetails.ts';
import type { Notice } from '../../../../../shared/stream.ts';
import { plural } from '../numbers.ts';
import { parameterName } from './parameterNames.ts';

type Changed = Extract<Notice, { kind: 'attachment-changed' }>;

const changes: Readonly<Record<Changed['change'], (name: string) => string>> = {
  resized: (name) => `${name} was resized to what the model takes.`,
  'sent-as-text': (name) => `The model got the text of ${name}.`,
  renamed: (name) => `The model got ${name} under another name.`,
  'left-out': (name) => `${name} was left out.`,
};

const messages = (n: number) => plural(n, 'earlier message', 'earlier messages');

/** A notice in one sentence. `cause` is the title of the error that it is about, where there is one. */
function sentence(notice: Notice, cause: string | null): string {
  switch (notice.kind) {
    case 'retrying':
      return cause ?? 'The first attempt failed.';
    case 'parameter-dropped':
      return `The model does not take ${parameterName(notice.parameter)}; it was left out.`;
    case 'rerouted':
      return `Answered on another route: ${modelRouteName(notice.route)}.`;
    case 'failed-over': {
      const places = [notice.region, notice.profile].filter((place) => place !== undefined);
      const by = places.length === 0 ? 'Answered by another place.' : `Answered by ${places.join(', ')}.`;
      return cause === null ? by : `${by} ${cause}`;
    }
    case 'signed-in-again':
      return 'The session had run out; signed in again.';
    case 'guardrail':
      return 'A guardrail intervened.';
    case 'context-cut':
      return notice.summarised
        ? `${messages(notice.droppedMessages)} went along as a summary, to fit the context window.`
        : `${messages(notice.droppedMessages)} did not go along, to fit the context window.`;
    case 'attachment-changed':
      return changes[notice.change](notice.name);
  }
}

export const replyNotices = {
  label: 'What happened on the way',
  sentence,
  attempt: (attempt: number) => `Attempt ${String(attempt)}`,
  retryIn: (seconds: number) => `Trying again in ${plural(seconds, 'second', 'seconds')}…`,
  retryNow: 'Trying again…',
  cancel: 'Cancel',
  trace: 'What the guardrail said',
  cut: {
    dropped: (model: string) => `${model} does not see what stands above this line.`,
    summarised: (model: string) => `${model} sees what stands above this line as a summary.`,
  },
};
