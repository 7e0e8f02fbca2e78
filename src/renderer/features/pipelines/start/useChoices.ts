import { useMemo, useState } from 'react';
import type { Pipeline } from '../../../../shared/pipeline.ts';
import { pipelineOf, recipes } from '../../../../shared/recipes.ts';
import { text } from '../../../app/text/text.ts';
import { useSavedList } from '../../../app/useSavedList.ts';

export interface PipelineChoice {
  readonly pipeline: Pipeline;
  readonly label: string;
}

/** What can be started: the person's own first, then the recipes. `given` is the one that was asked for, if any. */
export function useChoices(given: Pipeline | null): readonly PipelineChoice[] {
  const { items } = useSavedList('pipeline');
  const [shipped] = useState(() => recipes.map((recipe) => pipelineOf(recipe, 0)));
  return useMemo(() => {
    const own = items.map((pipeline) => ({ pipeline, label: pipeline.name }));
    const isGiven = ({ pipeline }: PipelineChoice) => pipeline.id === given?.id;
    // A recipe gets its id when it is listed, so the one that was asked for stands in for the one of its name.
    const others = shipped
      .map((pipeline) =>
        given !== null && !own.some(isGiven) && pipeline.name === given.name ? given : pipeline,
      )
      .map((pipeline) => ({ pipeline, label: text.pipelines.start.recipe(pipeline.name) }));
    return [...own, ...others];
  }, [given, items, shipped]);
}
