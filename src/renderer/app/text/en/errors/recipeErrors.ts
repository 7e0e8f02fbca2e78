/** Queues, pipelines and what is imported, in words. */
import { formatCount } from '../numbers.ts';
import { file } from './sentence.ts';
import type { SentencesOf } from './sentence.ts';

export const recipeErrors: SentencesOf<'queue' | 'pipeline' | 'import'> = {
  'queue/gone': () => ({
    title: 'This prompt is no longer waiting.',
    next: 'It was sent or withdrawn in the meantime.',
    actions: [],
  }),
  'queue/too-long': (d) => ({
    title: 'Too many prompts are waiting here.',
    next: `${d.limit === undefined ? 'No more' : `At most ${formatCount(d.limit)}`} can wait. Your text is still in the composer.`,
    actions: [],
  }),

  'pipeline/invalid': () => ({
    title: 'This pipeline cannot run as it is.',
    next: 'Open it in the editor: each problem stands beside its step.',
    actions: [],
  }),
  'pipeline/no-model': (d) => ({
    title:
      d.field === undefined ? 'A step has no model to ask.' : `The step “${d.field}” has no model to ask.`,
    next: 'Its connection was deleted, or none was chosen. Choose a model for it.',
    actions: ['choose-model'],
  }),
  'pipeline/variable-missing': (d) => ({
    title: d.field === undefined ? 'A variable is empty.' : `The variable “${d.field}” is empty.`,
    next: 'Fill it in before the pipeline starts.',
    actions: [],
  }),
  'pipeline/not-waiting': () => ({
    title: 'This pipeline is not waiting for that.',
    next: 'It has gone on or ended in the meantime.',
    actions: [],
  }),

  'import/unreadable': (d) => ({
    title: `${file(d)} could not be read.`,
    next: 'Nothing was imported. It should be a JSON file that Switchyard has exported.',
    actions: [],
  }),
  'import/too-large': (d) => ({
    title: `${file(d)} is larger than anything that is imported.`,
    next: 'Nothing was imported.',
    actions: [],
  }),
  'import/newer-version': (d) => ({
    title: `${file(d)} was exported by a newer version of Switchyard.`,
    next: 'Nothing was imported. Update Switchyard to read it.',
    actions: [],
  }),
  'import/invalid': (d) => ({
    title: `${file(d)} does not hold what it should.`,
    next:
      d.field === undefined
        ? 'Nothing was imported.'
        : `Nothing was imported. The first problem: ${d.field}.`,
    actions: [],
  }),
};
