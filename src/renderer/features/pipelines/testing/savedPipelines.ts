/** Pipelines for tests, and a main that keeps them. */
import { newId } from '../../../../shared/ids.ts';
import type { PipelineId } from '../../../../shared/ids.ts';
import type { Pipeline, PipelineStep } from '../../../../shared/pipeline.ts';
import { savedItemSchema } from '../../../../shared/saved.ts';
import type { SavedItem } from '../../../../shared/saved.ts';
import type { FakeMain } from '../../../app/testing/FakeMain.ts';
import { fakeMain } from '../../../app/testing/fakeWorkspace.tsx';

/** A step that asks the model of the lane. */
export const step = (name: string, prompt: string, fields: Partial<PipelineStep> = {}): PipelineStep => ({
  name,
  prompt,
  model: null,
  ...fields,
});

/** A pipeline of stages with one step each, unless said otherwise. */
export function pipeline(name: string, fields: Partial<Pipeline> = {}): Pipeline {
  return {
    id: newId<PipelineId>(),
    name,
    description: '',
    variables: [],
    stages: [
      { steps: [step('Draft', 'Write: {{input}}')] },
      { steps: [step('Polish', 'Make it better: {{previous}}')] },
    ],
    updatedAt: 1,
    ...fields,
  };
}

/** A main that keeps pipelines in memory. */
export function mainWithPipelines(...pipelines: readonly Pipeline[]): FakeMain {
  let kept: readonly SavedItem[] = pipelines.map((item) => ({ kind: 'pipeline', item }));
  return fakeMain()
    .answer('saved.list', () => [...kept])
    .answer('saved.put', (saved) => {
      kept = [...kept.filter(({ item }) => item.id !== saved.item.id), savedItemSchema.parse(saved)];
      return {};
    })
    .answer('saved.delete', ({ id }) => {
      kept = kept.filter(({ item }) => item.id !== id);
      return {};
    });
}
