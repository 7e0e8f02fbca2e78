/** Words of the interface: pipelines, their editor, their start and their runs. */
export { commands } from './pipelines/commands.ts';
import type { PipelineProblem } from '../../../../shared/pipelineProblems.ts';
import type { TemplateProblem } from '../../../../shared/template.ts';
import {
  formatCompact,
  formatCost,
  formatCount,
  formatEstimate,
  formatList,
  formatSeconds,
  plural,
} from './numbers.ts';

const named = (name: string) => (name.trim() === '' ? 'A step without a name' : `“${name}”`);

/** What is wrong with a place of a template. */
function templateProblem({ kind, name }: TemplateProblem): string {
  switch (kind) {
    case 'unclosed':
      return 'This {{ has no }}. Close it, or write \\{{ for the braces themselves.';
    case 'empty':
      return 'There is no name between these braces.';
    case 'unknown-variable':
      return `Nothing is called {{${name}}}. Add a variable of this name, or insert another one.`;
    case 'unknown-step':
      return `No step is called “${name}”.`;
    case 'step-not-before':
      return `“${name}” does not run before this step, so there is no answer of it yet.`;
    case 'part-without-split':
      return '{{part}} has a value only where the step takes a text in parts.';
    case 'no-previous':
      return 'Nothing runs before the first step. Use {{input}}.';
  }
}

/** What keeps a pipeline from running. `stepName` is the step that it is about. */
function problem(it: PipelineProblem, stepName: string): string {
  switch (it.kind) {
    case 'unnamed':
      return 'Give the pipeline a name.';
    case 'no-steps':
      return 'There is no step yet.';
    case 'too-many-stages':
      return `At most ${formatCount(it.limit)} steps can follow each other.`;
    case 'too-many-steps':
      return `A pipeline can have at most ${plural(it.limit, 'step', 'steps')}.`;
    case 'empty-stage':
      return `Nothing runs at place ${formatCount(it.stage + 1)}.`;
    case 'too-many-steps-of-stage':
      return `At most ${formatCount(it.limit)} steps can run side by side.`;
    case 'bad-variable-name':
      return `“${it.name}” cannot be the name of a variable: letters without accents, digits and _, a letter first.`;
    case 'duplicate-variable':
      return `Two variables are called “${it.name}”.`;
    case 'reserved-variable':
      return `“${it.name}” has a meaning already. Choose another name.`;
    case 'bad-step-name':
      return 'A step’s name begins with a letter and holds letters, digits, spaces, - and _; at most 60.';
    case 'duplicate-step':
      return `Two steps are called “${it.name}”.`;
    case 'empty-prompt':
      return `${named(stepName)} has no prompt.`;
    case 'split-without-previous':
      return `${named(stepName)} runs first: there is nothing before it to take in parts.`;
    case 'template':
      return templateProblem(it.problem);
  }
}

export const list = {
  title: 'Pipelines',
  intro: 'A pipeline asks one model after the other, or several side by side, each with the answers before.',
  search: 'Search pipelines',
  own: 'Your pipelines',
  recipes: 'Recipes',
  recipesHint: 'They come with Switchyard. Start one as it is, or duplicate it to change it.',
  none: 'Nothing of your own yet. Begin with a new one, or duplicate a recipe.',
  nothingFound: 'No pipeline matches.',
  create: 'New pipeline',
  run: 'Run…',
  runNamed: (name: string) => `Run ${name}`,
  edit: 'Edit',
  editNamed: (name: string) => `Edit ${name}`,
  more: (name: string) => `More for ${name}`,
  duplicate: 'Duplicate',
  duplicateNamed: (name: string) => `Duplicate ${name}`,
  copyName: (name: string) => `${name} (copy)`,
  export: 'Export…',
  exportAll: 'Export all…',
  exported: (fileName: string) => `Saved as ${fileName}.`,
  import: 'Import…',
  remove: 'Delete',
  removed: (name: string) => `“${name}” was deleted.`,
  undo: 'Undo',
  steps: (count: number) => plural(count, 'step', 'steps'),
  broken: 'not finished',
};

export const imported = {
  title: (count: number) => `${plural(count, 'pipeline was', 'pipelines were')} imported`,
  nothingStarted: 'Nothing was started. Look at what each would ask before you run it.',
  calls: 'Would ask',
  laneModel: 'the model of the chat it is started in',
  model: (model: string, connection: string) => `${model} through ${connection}`,
  missing: (model: string) => `${model} – not there: its connection`,
  broken: (count: number) =>
    `not finished: ${plural(count, 'problem keeps', 'problems keep')} it from running`,
  missingHint: 'A connection that is not there can be replaced in the editor or at the start.',
  back: 'Back to the list',
};

export const editor = {
  newTitle: 'New pipeline',
  title: 'Edit pipeline',
  name: 'Name',
  description: 'Description',
  descriptionHint: 'What it is for; shown in the list.',
  variables: 'Variables',
  variablesHint: 'Asked for at the start. {{name}} stands for what is filled in.',
  addVariable: 'Add variable',
  variableName: 'Name',
  variableLabel: 'Question',
  variableInitial: 'Filled in beforehand',
  variable: (position: number) => `Variable ${formatCount(position)}`,
  removeVariable: (name: string) => `Remove the variable ${name}`,
  steps: 'Steps',
  addStep: 'Add step',
  addBeside: 'Add a step beside',
  sideBySide: (count: number) => `${formatCount(count)} steps, run side by side`,
  place: (position: number) => `Place ${formatCount(position)}`,
  moveUp: 'Move up',
  moveDown: 'Move down',
  moveUpNamed: (name: string) => `Move ${name} up`,
  moveDownNamed: (name: string) => `Move ${name} down`,
  moved: (name: string, place: number) => `${name}, now at place ${formatCount(place)}.`,
  joinAbove: 'Run beside the one above',
  standAlone: 'Run after these, on its own',
  moreOf: (name: string) => `More for step ${name}`,
  duplicateStep: 'Duplicate step',
  removeStep: 'Remove step',
  stepName: 'Name of the step',
  newStep: (position: number) => `step ${formatCount(position)}`,
  unnamedStep: 'no name',
  model: 'Model',
  laneModel: 'Model of the chat it is started in',
  prompt: 'Prompt',
  promptHint: 'Stands alone: the model sees this and nothing else of the conversation.',
  insert: 'Insert',
  insertPlace: {
    input: 'Input: what the run is started with',
    previous: 'Answers of the place before',
    conversation: 'The conversation above the run',
    part: 'This part of the text',
    step: (name: string) => `Answer of “${name}”`,
    variable: (name: string) => `Variable “${name}”`,
  },
  goToProblem: 'Show',
  split: 'Runs',
  splitNone: 'Once',
  splitInput: 'For each part of the input',
  splitPrevious: 'For each part of what came before',
  splitLength: 'Longest part, in characters',
  splitLengthError: 'A whole number from 500 to 1,000,000.',
  parameters: 'Parameters',
  system: 'System prompt',
  temperature: 'Temperature',
  maxOutput: 'Longest reply, in tokens',
  numberError: (low: number, high: number) => `A number from ${String(low)} to ${formatCount(high)}.`,
  problems: (count: number) =>
    `${plural(count, 'problem keeps', 'problems keep')} this pipeline from running`,
  problemCount: (count: number) => plural(count, 'problem', 'problems'),
  problemsHint: 'It can be saved and finished later.',
  unsavable: 'Names must be in order before it can be saved.',
  problem,
  templateProblem,
  atStep: (name: string) => `Step ${named(name)}`,
  save: 'Save',
  back: 'Back',
  discard: {
    title: 'Leave without saving?',
    body: 'What you changed in this pipeline would be lost.',
    confirm: 'Leave without saving',
    cancel: 'Go on editing',
  },
};

export const start = {
  title: 'Run a pipeline',
  pipeline: 'Pipeline',
  recipe: (name: string) => `${name} (recipe)`,
  lane: 'In',
  input: 'Input',
  inputHint: 'What {{input}} stands for in the steps.',
  files: (count: number) => `With the ${plural(count, 'file', 'files')} of the composer`,
  variables: 'Variables',
  steps: 'What it will ask',
  step: 'Step',
  model: 'Model',
  estimate: 'Estimate',
  modelOf: (step: string) => `Model of ${step}`,
  ofChat: (name: string) => `${name} (model of the chat)`,
  ofChatUnknown: 'Model of the chat',
  gone: 'The connection of this model is gone. Choose another one for this run.',
  noModel: 'There is no model to ask. Choose one for this run.',
  runsInParts: 'in parts',
  price: (usd: number) => `≈ ${formatEstimate(usd)}`,
  unknownPrice: 'price unknown',
  total: 'Together',
  estimating: 'Estimating…',
  broken: 'This pipeline is not finished. Mend it in the editor first.',
  edit: 'Edit',
  start: 'Start',
};

const partName = (name: string, part: number | null) =>
  part === null ? name : `${name}, part ${formatCount(part + 1)}`;

export const run = {
  input: (name: string) => `Pipeline: ${name}`,
  inputUnknown: 'Pipeline',
  step: partName,
  prompt: 'Prompt',
  promptOf: (step: string) => `Prompt of ${step}`,
  notShown: (left: number) => `… (${formatCompact(left)} characters more)`,
  states: {
    waiting: 'not yet asked',
    running: 'writing',
    done: 'done',
    failed: 'failed',
    stopped: 'stopped',
    skipped: 'skipped',
  },
  seconds: formatSeconds,
  editOutput: 'Edit output and go on from here',
  again: 'Ask again from here',
  bar: (name: string) => `Run of ${name}`,
  progress: (done: number, total: number, names: readonly string[]) =>
    names.length === 0
      ? `${formatCount(done)} of ${formatCount(total)} steps done`
      : `Step ${formatCount(Math.min(done + 1, total))} of ${formatCount(total)} · ${formatList(names)}`,
  stop: 'Stop pipeline',
  continue: 'Continue',
  waitsStopped: 'Stopped. What has come so far is kept.',
  waitsFailed: (names: readonly string[]) => `${formatList(names)} failed. What has come so far is kept.`,
  waitsCut: 'Switchyard was closed in the middle of this run. What has come so far is kept.',
  retry: 'Retry',
  retryNamed: (step: string) => `Retry ${step}`,
  retryWith: 'Retry with another model',
  retryWithNamed: (step: string) => `Retry with another model: ${step}`,
  skip: 'Skip',
  skipNamed: (step: string) => `Skip ${step}`,
  edit: 'Edit output',
  editNamed: (step: string) => `Edit output of ${step}`,
  editTitle: (step: string) => `Output of ${step}`,
  editLabel: 'Output',
  editHint: 'Your words are kept as a branch beside the model’s, and every step that uses them runs again.',
  editSave: 'Save and run from here',
  modelTitle: (step: string) => `Another model for ${step}`,
  done: (name: string) => `${name} has ended`,
  spent: 'so far',
  total: (usd: number, unknown: number) =>
    unknown === 0
      ? formatCost(usd)
      : `${formatCost(usd)} and ${plural(unknown, 'reply', 'replies')} without a price`,
  totalUnknown: 'price unknown',
  totalOf: 'Whole run',
};
