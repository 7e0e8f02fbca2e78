/**
 * The open format of what is saved, complete enough to be read back: one JSON object
 *
 *     { "format": "switchyard-saved", "version": 1, "kind": "prompt", "items": […] }
 *
 * whose items have the shapes of `shared/saved.ts` without their ids and times, which mean nothing elsewhere. A change of shape
 * raises `version`; a newer file is refused. The file may come from anywhere: its size, its depth and its number of values are
 * bounded before it is parsed, and nothing of it is used unless all of it is right.
 *
 * Extra JSON and extra headers stay behind on the way out and are refused on the way in. They are meant for one server, may hold a
 * key, and could have a model's server call a tool or another model than the one that is named, which no import may.
 */
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { ModelSetId, PipelineId, SavedPromptId } from '../../shared/ids.ts';
import { cleanName } from '../../shared/invisibleText.ts';
import type { Parameters } from '../../shared/parameters.ts';
import { pipelineSchema } from '../../shared/pipeline.ts';
import { findPipelineProblems } from '../../shared/pipelineProblems.ts';
import { modelSetSchema, savedKindSchema, savedPromptSchema } from '../../shared/saved.ts';
import type { SavedItem, SavedKind } from '../../shared/saved.ts';
import { escapeUnseen } from '../files/escapeUnseen.ts';
import { isWithinBounds } from './jsonBounds.ts';
import { describeIssue, describePipelineProblem } from './describeIssue.ts';

const format = 'switchyard-saved';
const version = 1;

/** Items of one file, at most. */
const maxItems = 1000;

const headSchema = z.looseObject({
  format: z.literal(format),
  version: z.number().int().positive(),
  kind: savedKindSchema,
});

const left = { id: true, updatedAt: true } as const;
const fileOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    format: z.literal(format),
    version: z.literal(version),
    kind: savedKindSchema,
    items: z.array(item).min(1).max(maxItems),
  });
const modelSetFile = fileOf(modelSetSchema.omit(left));
const promptFile = fileOf(savedPromptSchema.omit(left));
const pipelineFile = fileOf(pipelineSchema.omit(left));

/** Parameters that stay where they were set. */
const homeBound: ReadonlySet<string> = new Set<keyof Parameters>(['extraBody', 'headerNames']);

/** The file's text. Ends with a line feed. */
export function toSavedFile(kind: SavedKind, saved: readonly SavedItem[]): string {
  const items = saved.map(({ item: { id: _id, updatedAt: _updatedAt, ...item } }) => item);
  // Keys come from strict schemas: those names stand in parameters only.
  const portable = (key: string, value: unknown): unknown => (homeBound.has(key) ? undefined : value);
  return `${escapeUnseen(JSON.stringify({ format, version, kind, items }, portable, 2))}\n`;
}

function invalid(field: string): AppError {
  return new AppError('import/invalid', 'A file does not hold what it should.', { details: { field } });
}

function parseBounded(text: string): unknown {
  if (!isWithinBounds(text)) throw invalid('it holds far more than a file of this kind can');
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    throw new AppError('import/unreadable', 'A file is not JSON.');
  }
}

function parseItems<T extends z.ZodType>(schema: T, parsed: unknown): z.infer<T> {
  const result = schema.safeParse(parsed);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw invalid(issue === undefined ? 'it is not what it should be' : describeIssue(issue, parsed));
}

/** The item's name without anything that only deceives. Throws `import/invalid` when nothing of it is left. */
function nameOf(item: { readonly name: string }, index: number): string {
  const name = cleanName(item.name);
  if (name === '') throw invalid(`item ${String(index + 1)}, name is empty`);
  return name;
}

/** Throws `import/invalid` where something is set that no file may set. */
function assertPortable(some: readonly { readonly parameters?: Parameters }[], index: number): void {
  const isPortable = some.every(({ parameters = {} }) =>
    Object.keys(parameters).every((name) => !homeBound.has(name)),
  );
  if (!isPortable) {
    throw invalid(`item ${String(index + 1)}: extra JSON and extra headers are not taken from a file`);
  }
}

function assertKind(parsed: unknown, wanted: SavedKind): void {
  const head = headSchema.safeParse(parsed);
  if (!head.success) throw invalid('it is not a file that Switchyard has exported');
  if (head.data.version > version)
    throw new AppError('import/newer-version', 'A file is of a newer version.');
  const names = { 'model-set': 'model sets', prompt: 'prompts', pipeline: 'pipelines' } as const;
  const { kind } = head.data;
  if (kind !== wanted) throw invalid(`it holds ${names[kind]}, not ${names[wanted]}`);
}

/**
 * What is in a file, under new ids. A pipeline whose templates have problems is work in progress and welcome; one that is too
 * large to run is refused. Throws `import/…`; `details.field` says in words where the first problem is.
 */
export function readSavedFile(kind: SavedKind, text: string, now: number): readonly SavedItem[] {
  const parsed = parseBounded(text);
  assertKind(parsed, kind);
  switch (kind) {
    case 'model-set':
      return parseItems(modelSetFile, parsed).items.map((item, index) => {
        assertPortable(item.lanes, index);
        const name = nameOf(item, index);
        return { kind, item: { ...item, name, id: newId<ModelSetId>(), updatedAt: now } };
      });
    case 'prompt':
      return parseItems(promptFile, parsed).items.map((item, index) => {
        const name = nameOf(item, index);
        const folder = cleanName(item.folder);
        return { kind, item: { ...item, name, folder, id: newId<SavedPromptId>(), updatedAt: now } };
      });
    case 'pipeline':
      return parseItems(pipelineFile, parsed).items.map((item, index) => {
        const [problem] = findPipelineProblems(item).flatMap(describePipelineProblem);
        if (problem !== undefined) throw invalid(`item ${String(index + 1)}: ${problem}`);
        assertPortable(
          item.stages.flatMap(({ steps }) => steps),
          index,
        );
        const name = nameOf(item, index);
        return { kind, item: { ...item, name, id: newId<PipelineId>(), updatedAt: now } };
      });
  }
}
