/** What is wrong with an imported file, in words for a person who may have written it by hand. Never quotes what the file says. */
import type { z } from 'zod';
import type { PipelineProblem } from '../../shared/pipelineProblems.ts';

type Issue = z.core.$ZodIssue;

/** What the lists of a file hold, as a person counts them. */
const listed: Readonly<Record<string, string>> = {
  items: 'item',
  lanes: 'model',
  stages: 'stage',
  steps: 'step',
  variables: 'variable',
};

/** A field's name may be shown where it is one that a person may have typed. */
const plainName = /^[A-Za-z_][A-Za-z0-9_-]{0,39}$/;

/** `item 2, stage 1, step 3, prompt`: list positions from 1. */
function placeOf(path: readonly PropertyKey[]): string {
  const parts: string[] = [];
  for (const [index, key] of path.entries()) {
    if (typeof key === 'number') {
      const list = path[index - 1];
      parts.push(`${(typeof list === 'string' ? listed[list] : undefined) ?? 'entry'} ${String(key + 1)}`);
    } else if (typeof path[index + 1] !== 'number') parts.push(String(key));
  }
  return parts.join(', ');
}

/** Whether the file has nothing at all where something is expected. */
function isMissing(path: readonly PropertyKey[], file: unknown): boolean {
  let value = file;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return true;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return false;
}

/** The kinds of value that a file can be wrong about. */
const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function unknownFields(keys: readonly string[]): string {
  const [first = ''] = keys;
  return plainName.test(first) ? `the field “${first}” does not belong here` : 'a field does not belong here';
}

function whatOf(issue: Issue, file: unknown): string {
  if (isMissing(issue.path, file)) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `should be ${typeNames[issue.expected] ?? 'something else'}`;
    case 'unrecognized_keys':
      return unknownFields(issue.keys);
    case 'too_big':
      return issue.origin === 'array'
        ? `has more than ${String(issue.maximum)} entries`
        : `is larger than ${String(issue.maximum)}`;
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? 'is empty' : 'is too small';
    case 'invalid_value':
      return `should be one of ${issue.values.map(String).join(', ')}`;
    default:
      return 'does not have the right form';
  }
}

/** A problem that the schema found: where it is and what, without a full stop. */
export function describeIssue(issue: Issue, file: unknown): string {
  const place = placeOf(issue.path);
  const what = whatOf(issue, file);
  if (place === '') return what;
  return issue.code === 'unrecognized_keys' ? `${place}: ${what}` : `${place} ${what}`;
}

/** What makes a pipeline too large to be taken; nothing for a problem that its editor can mend. */
export function describePipelineProblem(problem: PipelineProblem): readonly string[] {
  switch (problem.kind) {
    case 'too-many-stages':
      return [`it has more than ${String(problem.limit)} stages`];
    case 'too-many-steps':
      return [`it has more than ${String(problem.limit)} steps`];
    case 'too-many-steps-of-stage':
      return [`stage ${String(problem.stage + 1)} has more than ${String(problem.limit)} steps`];
    default:
      return [];
  }
}
