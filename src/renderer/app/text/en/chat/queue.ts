/** Words of the interface: prompts that wait their turn. */
import { formatCount, plural } from '../numbers.ts';

export const queue = {
  label: 'Waiting prompts',
  add: 'Queue',
  added: 'It is sent when the answer has ended.',
  position: (position: number) => `Waiting prompt ${formatCount(position)}`,
  edit: (position: number) => `Edit waiting prompt ${formatCount(position)}`,
  withdraw: (position: number) => `Withdraw waiting prompt ${formatCount(position)}`,
  steer: 'Steer',
  steerNamed: (position: number) =>
    `Steer: stop the answer and send waiting prompt ${formatCount(position)} now`,
  save: 'Save',
  cancel: 'Cancel',
  files: (count: number) => plural(count, 'file', 'files'),
  wordless: 'Files only',
  waiting: (count: number) => `${plural(count, 'prompt waits', 'prompts wait')} for the answer.`,
  held: {
    stopped: 'The answer before was stopped, so nothing is sent by itself.',
    failed: 'The answer before failed, so nothing is sent by itself.',
    restarted: 'Switchyard was closed while this waited. Nothing is sent by itself.',
    refused: 'The first prompt could not be sent.',
  },
  resume: 'Go on',
  withdrawn: 'It is back in the composer.',
};
