/** The engine against the specification: whatever happens to a run on its way, it comes to what the simple interpreter says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { MessageId } from '../../shared/ids.ts';
import { pipelineRunSchema } from '../../shared/pipeline.ts';
import type { Pipeline, PipelineRun, PipelineStep, StepRun } from '../../shared/pipeline.ts';
import { planStage } from './planStage.ts';
import {
  begun,
  currentStage,
  cutOff,
  edited,
  ended,
  isAnswering,
  moved,
  resumed,
  retried,
  skipped,
  stopped,
  unbegunSteps,
} from './runState.ts';
import type { CallOutcome } from './runState.ts';
import { interpret } from './testing/interpret.ts';
import { shortHash } from './testing/shortHash.ts';

const templates = ['{{input}}', 'a {{previous}}', '{{tone}} {{conversation}}', '{{input}} {{previous}}'];

/** Pipelines of up to four stages, some of whose steps are split. Steps refer to what is there for them. */
const pipelines: fc.Arbitrary<Pipeline> = fc
  .array(
    fc.array(
      fc.record({
        template: fc.nat(3),
        refers: fc.nat(9),
        split: fc.constantFrom(null, 'input', 'previous'),
      }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((stages) => {
    const named = stages.map((steps, stage) =>
      steps.map((step, index) => ({ ...step, name: `S${stage}x${index}` })),
    );
    return {
      id: newId(),
      name: 'P',
      description: '',
      variables: [{ name: 'tone', label: '', initial: '' }],
      updatedAt: 1,
      stages: named.map((steps, stage) => ({
        steps: steps.map(({ name, template, refers, split }): PipelineStep => {
          const before = named.slice(0, stage).flat();
          const referred = before[refers % Math.max(1, before.length)];
          const of = stage === 0 && split !== null ? 'input' : split;
          const prompt = (stage === 0 ? templates[0] : templates[template]) ?? '';
          return {
            name,
            model: null,
            prompt: `${name}: ${prompt}${referred === undefined ? '' : ` {{step.${referred.name}}}`}${of === null ? '' : ' {{part}}'}`,
            // The schema asks for more; less here makes a short text have parts.
            ...(of !== null && { split: { of, characters: 500 } }),
          };
        }),
      })),
    };
  });

const actions = fc.array(
  fc.record({
    kind: fc.constantFrom(
      'finish',
      'finish',
      'finish',
      'fail',
      'halt',
      'stop',
      'resume',
      'retry',
      'skip',
      'edit',
      'restart',
    ),
    pick: fc.nat(50),
  }),
  { maxLength: 60 },
);
type Action = (typeof actions extends fc.Arbitrary<infer T> ? T : never)[number];

const given = { input: 'word '.repeat(220), variables: { tone: 'dry' }, conversation: 'Earlier words' };

/** A model in the test: the same prompt has the same answer, of some length, so that it is split again later. */
function answerTo(prompt: string): string {
  return `${shortHash(prompt)} `.repeat(1 + (prompt.length % 20)).trim();
}

/** Runs a pipeline without a history: replies are texts by their ids. */
class World {
  run: PipelineRun;
  readonly #prompts = new Map<MessageId, string>();
  readonly #texts = new Map<MessageId, string>();
  readonly #edited = new Set<MessageId>();
  readonly #outcomes = new Map<MessageId, CallOutcome>();
  #now = 1;

  constructor(pipeline: Pipeline) {
    this.run = {
      id: newId(),
      conversationId: newId(),
      laneId: newId(),
      inputId: newId(),
      pipeline,
      input: given.input,
      variables: given.variables,
      state: 'running',
      steps: unbegunSteps(pipeline),
      createdAt: 1,
      endedAt: null,
    };
    this.#begin();
  }

  do({ kind, pick }: Action): void {
    const running = this.run.steps.filter(({ status }) => status === 'running');
    const chosen = running[pick % Math.max(1, running.length)];
    if (kind === 'restart') this.#restart();
    else if (kind === 'stop') this.run = stopped(this.run);
    else if (chosen !== undefined)
      this.#end(chosen, kind === 'fail' ? 'failed' : kind === 'halt' ? 'stopped' : 'done');
    else this.#change(kind, pick);
    this.#begin();
  }

  /** Lets everything come to its end. */
  finish(): void {
    for (let turn = 0; this.run.state !== 'done'; turn += 1) {
      if (turn > 1000) throw new Error('The run comes to no end.');
      this.do({ kind: isAnswering(this.run) ? 'finish' : 'resume', pick: turn });
    }
  }

  /** What the run came to, call by call, and what the specification says it should come to. */
  compare(): void {
    const { pipeline, steps } = this.run;
    const textOf = (call: StepRun): string => (call.status === 'done' ? this.#textOf(call) : '');
    const expected = interpret(pipeline, given, ({ stage, step, part, prompt }) => {
      const call = steps.find(
        ({ key }) =>
          key.stage === stage && key.part === part && pipeline.stages[stage]?.steps[key.step]?.name === step,
      );
      // A step that was left out before it was split has no parts.
      if (call === undefined || call.status === 'skipped') return '';
      const isEdited = call.messageId !== null && this.#edited.has(call.messageId);
      return isEdited ? this.#textOf(call) : answerTo(prompt);
    });
    for (const call of steps) {
      const name = pipeline.stages[call.key.stage]?.steps[call.key.step]?.name;
      const same = expected.find(({ step, part }) => step === name && part === call.key.part);
      expect(textOf(call)).toBe(same?.output ?? '');
    }
  }

  #textOf({ messageId }: StepRun): string {
    return (messageId === null ? undefined : this.#texts.get(messageId)) ?? '';
  }

  #end({ messageId }: StepRun, outcome: CallOutcome): void {
    if (messageId === null) return;
    const prompt = this.#prompts.get(messageId) ?? '';
    this.#texts.set(messageId, outcome === 'done' ? answerTo(prompt) : 'half of it');
    this.#outcomes.set(messageId, outcome);
    this.run = ended(this.run, messageId, outcome, this.#tick());
  }

  #change(kind: Action['kind'], pick: number): void {
    if (this.run.state === 'running') return;
    const { steps } = this.run;
    const call = steps[pick % steps.length];
    if (call === undefined) return;
    if (kind === 'resume' && this.run.state === 'waiting') this.run = resumed(this.run);
    else if (kind === 'retry') this.run = retried(this.run, call.key, null, this.#tick());
    else if (kind === 'skip') this.run = skipped(this.run, call.key, this.#tick());
    else if (kind === 'edit' && call.messageId !== null) {
      const messageId = newId<MessageId>();
      this.#texts.set(messageId, `Other words ${pick}`);
      this.#edited.add(messageId);
      this.run = edited(this.run, call.key, messageId, this.#tick());
      this.#moveSiblings(call, messageId);
    }
  }

  /** The replies beside an edited one are copied below it. */
  #moveSiblings({ key }: StepRun, written: MessageId): void {
    const places = new Map<MessageId, MessageId>();
    for (const { key: other, messageId } of this.run.steps) {
      if (other.stage !== key.stage || messageId === null || messageId === written) continue;
      const copy = newId<MessageId>();
      places.set(messageId, copy);
      this.#texts.set(copy, this.#texts.get(messageId) ?? '');
      if (this.#edited.has(messageId)) this.#edited.add(copy);
    }
    this.run = moved(this.run, places);
  }

  /** The app ends at any moment; what is on disk is all there is. Half of the replies on their way were never written. */
  #restart(): void {
    const stored = pipelineRunSchema.parse(JSON.parse(JSON.stringify(this.run)));
    this.run = cutOff(
      stored,
      (id) => this.#outcomes.get(id) ?? (id.endsWith('0') ? null : 'stopped'),
      this.#tick(),
    );
  }

  #begin(): void {
    const { run, calls } = planStage(this.run, {
      textOf: (call) => this.#textOf(call),
      conversation: given.conversation,
    });
    const fresh = calls.map(({ call, prompt }) => {
      const messageId = newId<MessageId>();
      this.#prompts.set(messageId, prompt);
      return { key: call.key, messageId };
    });
    // Calls begin together, and all in the first stage that is not complete.
    for (const { key } of fresh) expect(key.stage).toBe(currentStage(run));
    this.run = begun(run, fresh);
  }

  #tick(): number {
    this.#now += 1;
    return this.#now;
  }
}

describe('a run', () => {
  it('comes to what the interpreter says, whatever happens on its way', () => {
    fc.assert(
      fc.property(pipelines, actions, (pipeline, story) => {
        const world = new World(pipeline);
        for (const action of story) world.do(action);
        world.finish();
        world.compare();
        expect(world.run.endedAt).not.toBeNull();
        expect(pipelineRunSchema.safeParse(world.run).success).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
