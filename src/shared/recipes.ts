/**
 * The pipelines that ship with the app. They name no model, so that each runs at once with the model of the lane it is started in;
 * a person who wants others saves one as a pipeline of their own. Their words are data like a saved pipeline's, not words of the
 * interface: a model reads them. Types only come from the schemas, as the page lists the recipes at run time.
 */
import { newId } from './ids.ts';
import type { PipelineId } from './ids.ts';
import type { Pipeline, PipelineStep } from './pipeline.ts';

/** A pipeline that is not saved yet. `key` names it for good. */
export interface Recipe {
  readonly key: 'revise' | 'back-translation' | 'opinions' | 'code-review' | 'long-document';
  readonly pipeline: Pick<Pipeline, 'name' | 'description' | 'variables' | 'stages'>;
}

/** Lines of one paragraph are joined: they are broken here only to be read in a source file. */
function step(name: string, lines: string, split?: PipelineStep['split']): PipelineStep {
  const prompt = lines.trim().replaceAll(/(?<!\n)\n(?!\n)/g, ' ');
  return { name, prompt, model: null, ...(split !== undefined && { split }) };
}

const revise: Recipe = {
  key: 'revise',
  pipeline: {
    name: 'Draft, critique, revise',
    description: 'Writes a first version, looks at it with a strict eye, and writes it again.',
    variables: [],
    stages: [
      {
        steps: [
          step(
            'Draft',
            `
Write a complete first version of what is asked for below. Work it out in full; do not describe what you would write, and do not
ask back. Where something is left open, choose what serves the reader best.

{{input}}`,
          ),
        ],
      },
      {
        steps: [
          step(
            'Critique',
            `
You are an exacting editor. Below are a task and a first version of its answer. Name what keeps this version from being excellent,
the most important first: what is wrong or cannot be known, what the task asked for and is missing, what is unclear, what is
longer than it needs to be. Quote the place each point is about, and say what would mend it. Praise nothing, and write no new
version. If a part is good as it stands, leave it alone.

# The task

{{input}}

# The first version

{{step.Draft}}`,
          ),
        ],
      },
      {
        steps: [
          step(
            'Revision',
            `
Below are a task, a first version of its answer, and an editor's remarks. Write the final version. Follow the remarks that are
right, and pass over those that are mistaken or would make the text worse. Keep what was good. Write only the final version: no
preface, and no account of what you changed.

# The task

{{input}}

# The first version

{{step.Draft}}

# The remarks

{{step.Critique}}`,
          ),
        ],
      },
    ],
  },
};

const backTranslation: Recipe = {
  key: 'back-translation',
  pipeline: {
    name: 'Translate, translate back, compare',
    description:
      'Translates a text, translates it back without the original, and says where the meaning moved.',
    variables: [{ name: 'language', label: 'Into which language', initial: 'English' }],
    stages: [
      {
        steps: [
          step(
            'Translation',
            `
Translate the text below into {{language}}. Keep its meaning, tone and formatting, leave names, code and quotations as they are,
and add nothing. Write only the translation.

{{input}}`,
          ),
          step(
            'Original language',
            `
In which language is the text below written? Answer with the name of the language and nothing else.

{{input}}`,
          ),
        ],
      },
      {
        steps: [
          step(
            'Back-translation',
            `
Translate the text below into {{step.Original language}}, as literally as that language allows, so that a reader can judge what
the text really says. Do not smooth over anything odd. Write only the translation.

{{step.Translation}}`,
          ),
        ],
      },
      {
        steps: [
          step(
            'Comparison',
            `
A text was translated into {{language}}, and the translation was translated back by somebody who did not see the original.
Compare the original with the back-translation, and check each difference against the translation itself: the way back makes
mistakes of its own.

Begin with the best translation you can give, with what is wrong in it mended. Then list the places where the meaning, the tone or
a detail had moved: the words of the original, the words of the translation, what the difference is, and what you wrote instead.
If nothing has moved, say so in one sentence.

# The original

{{input}}

# The translation into {{language}}

{{step.Translation}}

# The back-translation

{{step.Back-translation}}`,
          ),
        ],
      },
    ],
  },
};

const opinions: Recipe = {
  key: 'opinions',
  pipeline: {
    name: 'Three opinions and a synthesis',
    description: 'Asks three times side by side, from three points of view, and brings the answers together.',
    variables: [],
    stages: [
      {
        steps: [
          step(
            'Practitioner',
            `
Answer as an experienced practitioner who has to live with the result. Say what you would do and why, what it costs, and what
tends to go wrong. Be concrete, and say how sure you are of each point.

{{input}}`,
          ),
          step(
            'Sceptic',
            `
Answer as a careful sceptic. Test what the question takes for granted, look for the strongest case against the obvious answer, and
name the evidence that would settle it. Then give the answer that you think stands up. Do not doubt for the sake of doubting.

{{input}}`,
          ),
          step(
            'Outsider',
            `
Answer from first principles, as somebody clever from another field. Look for the simplest way to see the matter, and for an
answer that people inside the field may have overlooked. Say which part of your answer a specialist should check.

{{input}}`,
          ),
        ],
      },
      {
        steps: [
          step(
            'Synthesis',
            `
Three people were asked the question below, each without hearing the others. Write the one answer that serves the person who asked
best. Take over what the opinions agree on, decide where they differ and say why, and drop what is wrong. Where they cannot be
reconciled, say what it depends on. An opinion that is missing or empty is left out without a word. Answer directly; do not retell
the opinions one by one.

# The question

{{input}}

# The opinions

{{previous}}`,
          ),
        ],
      },
    ],
  },
};

const codeReview: Recipe = {
  key: 'code-review',
  pipeline: {
    name: 'Code, review, fix',
    description: 'Writes code, reviews it as a colleague would before a merge, and mends what was found.',
    variables: [{ name: 'language', label: 'Language or framework', initial: 'TypeScript' }],
    stages: [
      {
        steps: [
          step(
            'Code',
            `
Write {{language}} code for the task below. It must be complete and run as it stands: no placeholders, no omitted parts. Handle
the inputs that can go wrong. Prefer plain, readable code over clever code. Give the code first, in one block for each file with
its name above it, and then at most five sentences on the decisions that are not obvious.

{{input}}`,
          ),
        ],
      },
      {
        steps: [
          step(
            'Review',
            `
Review the {{language}} code below as a demanding colleague would before it is merged. Look, in this order, for: behaviour that
does not do what the task asks, inputs that break it, security holes, races and leaks, needless complexity, names that mislead,
tests that are missing. For every finding give the place, a case that shows the fault, and the smallest change that mends it. Mark
each as "must" or "should". Do not report matters of taste. If there is nothing to find, say exactly that.

# The task

{{input}}

# The code

{{step.Code}}`,
          ),
        ],
      },
      {
        steps: [
          step(
            'Fix',
            `
Below are a task, the {{language}} code written for it, and a review. Mend every finding that is right; where one is mistaken,
leave the code and say why in one line at the end. Change nothing else. Give the whole code again, in one block for each file with
its name above it, and then a short list of what changed.

# The task

{{input}}

# The code

{{step.Code}}

# The review

{{step.Review}}`,
          ),
        ],
      },
    ],
  },
};

const longDocument: Recipe = {
  key: 'long-document',
  pipeline: {
    name: 'Long document, part by part',
    description:
      'Reads a text that is too long for one request in parts, side by side, and answers from all of them.',
    variables: [
      {
        name: 'question',
        label: 'What do you want to know?',
        initial: 'Summarise the document: its purpose, its main points, and what follows from them.',
      },
    ],
    stages: [
      {
        steps: [
          step(
            'Notes',
            `
Below is one part of a longer document. Other parts are read separately, so do not guess what stands in them, and do not conclude
that something is missing from the document because it is missing here.

Take notes from this part for the task at the end. Keep every fact, number, name, date and condition that matters to it, with a
short verbatim quotation where the wording counts. Follow the order of the text. Leave out what has nothing to do with the task;
if nothing in this part has, answer "Nothing in this part."

# The part

{{part}}

# The task

{{question}}`,
            { of: 'input', characters: 24_000 },
          ),
        ],
      },
      {
        steps: [
          step(
            'Answer',
            `
A long document was read in parts, and notes were taken from each, in the order of the document. Do the task below from these
notes alone. Put together what belongs together, and settle what one part says and another takes back: as a rule the later place
counts. Say so where the notes leave something open. Do not speak of parts or of notes: write as if you had read the document in
one piece.

# The task

{{question}}

# The notes

{{previous}}`,
          ),
        ],
      },
    ],
  },
};

/** In the order in which they are shown. */
export const recipes: readonly Recipe[] = [revise, backTranslation, opinions, codeReview, longDocument];

/** A pipeline of one's own that begins as a recipe. `now` is milliseconds since 1970. */
export function pipelineOf({ pipeline }: Recipe, now: number): Pipeline {
  return { ...structuredClone(pipeline), id: newId<PipelineId>(), updatedAt: now };
}
