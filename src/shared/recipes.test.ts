import { describe, expect, it } from 'vitest';
import { pipelineSchema } from './pipeline.ts';
import { findPipelineProblems } from './pipelineProblems.ts';
import { pipelineOf, recipes } from './recipes.ts';
import { parseTemplate } from './template.ts';

describe.each(recipes)('the recipe $key', (recipe) => {
  it('is free of problems and fits the schema', () => {
    const pipeline = pipelineOf(recipe, 1);
    expect(findPipelineProblems(pipeline)).toEqual([]);
    expect(pipelineSchema.parse(pipeline)).toEqual(pipeline);
  });

  it('uses its input, and every variable that it asks for', () => {
    const steps = recipe.pipeline.stages.flatMap((stage) => stage.steps);
    const names = steps.flatMap(({ prompt }) =>
      parseTemplate(prompt).flatMap((part) => (part.kind === 'place' ? [part.name] : [])),
    );
    const usesInput = names.includes('input') || steps.some(({ split }) => split?.of === 'input');
    expect(usesInput).toBe(true);
    for (const { name } of recipe.pipeline.variables) expect(names).toContain(name);
  });
});

it('gives every pipeline an id and steps of its own', () => {
  const [recipe] = recipes;
  if (recipe === undefined) throw new Error('There are no recipes.');
  const [first, second] = [pipelineOf(recipe, 1), pipelineOf(recipe, 1)];
  expect(first.id).not.toBe(second.id);
  expect(first.stages).not.toBe(second.stages);
});
