/**
 * Templates: text with places that are filled in, `{{name}}`. Decisions:
 * - Spaces round a name do not count. A name stays on one line and holds no brace; of a run of braces the last two open.
 * - `\{{` is a literal `{{`, and `\\{{` a backslash before a place. A backslash anywhere else is itself.
 * - What is filled in is never read as a template again: an answer that contains `{{input}}` stays as it is.
 * - Everything here takes time in proportion to the text, whatever it holds, and nothing throws: a place that is not closed or not
 *   known stays as it was written, and is told as a problem.
 * No schema is imported: the page uses this file at run time.
 */
import { variableNamePattern } from './workspaceLimits.ts';

/** Names with a meaning of their own in the prompt of a step. No variable may be called so. */
export const builtInNames = ['input', 'previous', 'part', 'conversation'] as const;

/** What stands before the name of a step. */
const stepPrefix = 'step.';

/** A stretch of a template; `start` and `end` are positions in its source, `end` not included. */
export type TemplatePart = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'text'; readonly text: string }
  /** A place to fill in. `name` is without the spaces round it, and empty in `{{}}`. */
  | { readonly kind: 'place'; readonly name: string }
  /** `{{` without its end; stands for itself. */
  | { readonly kind: 'unclosed'; readonly text: string }
);

/** What the names of a template may refer to. */
export interface TemplateScope {
  /** Named variables. */
  readonly variables: readonly string[];
  /** Steps of earlier stages: what `{{step.name}}` may refer to. */
  readonly stepsBefore: readonly string[];
  /** All other steps, this one included: they have no output yet when this prompt is filled in. */
  readonly otherSteps: readonly string[];
  /** Whether the step runs once for each part of a text, so that `{{part}}` has a value. */
  readonly isSplit: boolean;
  /** Whether there is a stage before, so that `{{previous}}` has a value. */
  readonly hasPrevious: boolean;
}

/** What is wrong with a place of a template, and where. `name` is as the place has it; for a step, without `step.`. */
export interface TemplateProblem {
  readonly kind:
    | 'unclosed'
    | 'empty'
    | 'unknown-variable'
    | 'unknown-step'
    /** The step exists, but does not run before this one. A loop would need this. */
    | 'step-not-before'
    | 'part-without-split'
    /** There is no stage before the first one. */
    | 'no-previous';
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** The value that `{{step.<name>}}` is filled in with is kept under this name. */
export function stepValueName(step: string): string {
  return stepPrefix + step;
}

const nameAt = /[^{}\r\n]*/y;

/** The name between braces as values are kept under it. */
function tidyName(written: string): string {
  const name = written.trim();
  return name.startsWith(stepPrefix) ? stepPrefix + name.slice(stepPrefix.length).trimStart() : name;
}

/** How many backslashes stand right before a position, looking no further back than `from`. */
function backslashesBefore(source: string, position: number, from: number): number {
  let first = position;
  while (first > from && source[first - 1] === '\\') first -= 1;
  return position - first;
}

/** The place that opens at `start`, or the braces and what follows them where it is not closed. */
function placeAt(source: string, start: number): TemplatePart {
  nameAt.lastIndex = start + 2;
  const [written = ''] = nameAt.exec(source) ?? [];
  const end = start + 2 + written.length;
  return source.startsWith('}}', end)
    ? { kind: 'place', name: tidyName(written), start, end: end + 2 }
    : { kind: 'unclosed', text: source.slice(start, end), start, end };
}

/** The parts of a template in order. Together they cover its source without a gap. */
export function parseTemplate(source: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  /** Where the current stretch of text began, and what it says before `read`. */
  let textStart = 0;
  let text = '';
  let read = 0;
  const endText = (end: number): void => {
    text += source.slice(read, end);
    if (end > textStart) parts.push({ kind: 'text', text, start: textStart, end });
    text = '';
  };
  for (let open = source.indexOf('{{'); open !== -1; open = source.indexOf('{{', read)) {
    const backslashes = backslashesBefore(source, open, read);
    // Two backslashes before braces are one; one that is left over makes the braces text.
    text += source.slice(read, open - backslashes) + '\\'.repeat(Math.floor(backslashes / 2));
    read = open;
    if (backslashes % 2 === 1) {
      text += '{{';
      read = open + 2;
      continue;
    }
    while (source[open + 2] === '{') open += 1;
    const place = placeAt(source, open);
    endText(open);
    parts.push(place);
    read = place.end;
    textStart = place.end;
  }
  endText(source.length);
  return parts;
}

/** Names that the template asks to be filled in and that can be those of variables, each once, in order: what a snippet asks for. */
export function variablesOf(template: string): readonly string[] {
  const names = parseTemplate(template).flatMap((part) => (part.kind === 'place' ? [part.name] : []));
  return [...new Set(names)].filter((name) => variableNamePattern.test(name));
}

function problemOfStep(step: string, scope: TemplateScope): TemplateProblem['kind'] | null {
  if (scope.stepsBefore.includes(step)) return null;
  return scope.otherSteps.includes(step) ? 'step-not-before' : 'unknown-step';
}

function problemOfName(name: string, scope: TemplateScope): TemplateProblem['kind'] | null {
  switch (name) {
    case '':
      return 'empty';
    case 'input':
    case 'conversation':
      return null;
    case 'previous':
      return scope.hasPrevious ? null : 'no-previous';
    case 'part':
      return scope.isSplit ? null : 'part-without-split';
    default:
      return scope.variables.includes(name) ? null : 'unknown-variable';
  }
}

/** What is wrong with the prompt of a step, in the order of its text. */
export function findTemplateProblems(template: string, scope: TemplateScope): readonly TemplateProblem[] {
  return parseTemplate(template).flatMap((part): readonly TemplateProblem[] => {
    const { start, end } = part;
    if (part.kind === 'text') return [];
    if (part.kind === 'unclosed') return [{ kind: 'unclosed', start, end, name: '' }];
    const isStep = part.name.startsWith(stepPrefix);
    const name = isStep ? part.name.slice(stepPrefix.length) : part.name;
    const kind = isStep ? problemOfStep(name, scope) : problemOfName(name, scope);
    return kind === null ? [] : [{ kind, start, end, name }];
  });
}

/** What each part stands for. A place without a value stays as it was written. */
function filledParts(template: string, values: ReadonlyMap<string, string>): readonly string[] {
  return parseTemplate(template).map((part) =>
    part.kind === 'place' ? (values.get(part.name) ?? template.slice(part.start, part.end)) : part.text,
  );
}

/** Fills in a template. Values are taken by the names of the places; those of steps as {@link stepValueName} says. */
export function renderTemplate(template: string, values: ReadonlyMap<string, string>): string {
  return filledParts(template, values).join('');
}

/** The length that the filled-in template would have, in UTF-16 units, without building it. */
export function renderedLength(template: string, values: ReadonlyMap<string, string>): number {
  return filledParts(template, values).reduce((length, { length: more }) => length + more, 0);
}
