import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttachmentRef } from '../../shared/attachment.ts';
import { preflight } from './preflight.ts';
import type { DraftMessage, PlannedRequest, PreflightInput } from './preflight.ts';
import { arbitraryInput } from './testing/arbitraryRequests.ts';
import type { WireLimits } from './wireLimits.ts';

const images = { mediaTypes: ['image/png', 'image/jpeg'], maxCount: 2, maxBytes: 1000, maxEdge: 100 };
const everything: WireLimits = {
  images,
  documents: {
    mediaTypes: ['application/pdf', 'text/csv'],
    maxCount: 2,
    maxBytes: 1000,
    names: 'restricted',
  },
  replayFamily: null,
  refusedParameters: ['temperature'],
};
const wordsOnly: WireLimits = { replayFamily: null, refusedParameters: [] };

let made = 0;
function file(change: Partial<AttachmentRef>): AttachmentRef {
  made += 1;
  const hash = String(made).padStart(64, '0');
  return {
    hash,
    name: `file ${String(made)}.pdf`,
    mediaType: 'application/pdf',
    kind: 'document',
    size: 10,
    ...change,
  };
}

function picture(change: Partial<AttachmentRef> = {}): AttachmentRef {
  return file({ name: 'photo.png', mediaType: 'image/png', kind: 'image', width: 50, height: 50, ...change });
}

function check(change: Partial<PreflightInput>): ReturnType<typeof preflight> {
  return preflight({
    limits: everything,
    messages: [],
    parameters: {},
    inputTokens: 0,
    room: null,
    ...change,
  });
}

function prompt(...files: readonly AttachmentRef[]): PreflightInput['messages'] {
  return [{ role: 'user', text: 'Look', files }];
}

describe('what is mended', () => {
  it('drops blank messages, joins neighbours and lets the user begin and end', () => {
    const { repairs, request } = check({
      messages: [
        { role: 'assistant', text: 'Hello', files: [] },
        { role: 'user', text: 'one', files: [] },
        { role: 'assistant', text: ' ', files: [] },
        { role: 'user', text: 'two', files: [] },
      ],
    });
    expect(request?.messages).toEqual([{ role: 'user', text: 'one\n\ntwo', files: [] }]);
    expect(repairs).toEqual([{ kind: 'empty-text-dropped' }, { kind: 'messages-joined' }]);
  });

  it('plans the resizing of images that are too large or of a type the wire does not take', () => {
    const [wide, heavy, film] = [
      picture({ width: 101 }),
      picture({ size: 1001 }),
      picture({ mediaType: 'image/gif' }),
    ];
    const repair = (hash: string): object => ({ kind: 'image-resized', hash, maxEdge: 100, maxBytes: 1000 });
    expect(check({ messages: prompt(wide, heavy) }).repairs).toEqual([repair(wide.hash), repair(heavy.hash)]);
    expect(check({ messages: prompt(film) }).repairs).toEqual([repair(film.hash)]);
  });

  it('sends documents as text where the wire has no place or no room for them', () => {
    const [first, second, third, large] = [file({}), file({}), file({}), file({ size: 1001 })];
    const sent = (hash: string): object => ({ kind: 'sent-as-text', hash });
    expect(check({ limits: wordsOnly, messages: prompt(first) }).repairs).toEqual([sent(first.hash)]);
    expect(check({ messages: prompt(first, second, third) }).repairs).toEqual([sent(third.hash)]);
    expect(check({ messages: prompt(large) }).repairs).toEqual([sent(large.hash)]);
  });

  it('says nothing of a text that goes as text', () => {
    const csv = file({ name: 'a.csv', mediaType: 'text/csv' });
    expect(
      check({ limits: wordsOnly, messages: prompt(csv, file({ kind: 'text', mediaType: 'text/plain' })) }),
    ).toMatchObject({
      repairs: [],
      problems: [],
    });
  });

  it('shares what a request may weigh among its images', () => {
    const limits = { replayFamily: null, refusedParameters: [], images: { ...images, maxTotalBytes: 1000 } };
    const [first, second] = [picture({ size: 600 }), picture({ size: 400 })];
    expect(check({ limits, messages: prompt(first) }).repairs).toEqual([]);
    expect(check({ limits, messages: prompt(first, second) }).repairs).toEqual([
      { kind: 'image-resized', hash: first.hash, maxEdge: 100, maxBytes: 500 },
    ]);
  });

  it('gives documents of one name two', () => {
    const [first, second] = [file({ name: 'a.pdf' }), file({ name: 'a.pdf' })];
    expect(check({ messages: prompt(first, second) }).repairs).toEqual([
      { kind: 'renamed', hash: second.hash, name: 'a (2)' },
    ]);
  });

  it('leaves out parameters that go nowhere', () => {
    const { repairs, request } = check({ parameters: { temperature: 1, topP: 0.5 } });
    expect(repairs).toEqual([{ kind: 'parameter-dropped', parameter: 'temperature' }]);
    expect(request?.parameters).toEqual({ topP: 0.5 });
  });
});

describe('what is named', () => {
  it('finds images where the model takes none', () => {
    const photo = picture();
    expect(check({ limits: wordsOnly, messages: prompt(photo) })).toMatchObject({
      problems: [{ kind: 'images-not-taken', hash: photo.hash }],
      request: null,
    });
  });

  it('does not hold an earlier image against the prompt, but mentions it', () => {
    const photo = picture();
    const { problems, request } = check({
      limits: wordsOnly,
      messages: [...prompt(photo), { role: 'assistant', text: 'Nice', files: [] }, ...prompt()],
    });
    expect(problems).toEqual([]);
    expect(request?.messages[0]?.files).toEqual([{ as: 'mention', file: photo }]);
  });

  it('does so also while nothing is typed yet', () => {
    const messages = [...prompt(picture()), { role: 'user' as const, text: '', files: [] }];
    expect(check({ limits: wordsOnly, messages }).problems).toEqual([]);
  });

  it('keeps the newest images when there are too many in the whole conversation', () => {
    const [old, middle, newest] = [picture(), picture(), picture()];
    const { problems, request } = check({
      messages: [...prompt(old, middle), { role: 'assistant', text: 'Nice', files: [] }, ...prompt(newest)],
    });
    expect(problems).toEqual([]);
    expect(request?.messages.flatMap(({ files }) => files.map(({ as }) => as))).toEqual([
      'image',
      'mention',
      'image',
    ]);
    expect(check({ messages: prompt(old, middle, newest) }).problems).toEqual([
      { kind: 'too-many-images', limit: 2 },
    ]);
  });

  it('finds what does not fit into the window, and an extra body that is no object', () => {
    const { problems } = check({ inputTokens: 11, room: 10, parameters: { extraBody: '[1]' } });
    expect(problems).toEqual([
      { kind: 'context-too-long', tokens: 11, limit: 10 },
      { kind: 'invalid-extra-body' },
    ]);
    expect(check({ parameters: { extraBody: '{"seed":1}' } }).request?.extraBody).toEqual({ seed: 1 });
  });
});

function filesOf({ messages }: PlannedRequest) {
  return messages.flatMap(({ files }) => files);
}

/** The messages as they go out: what is only mentioned has become words. */
function asSent({ messages }: PlannedRequest): readonly DraftMessage[] {
  return messages.map(({ role, text, files }) => ({
    role,
    text: files.some(({ as }) => as === 'mention') ? `[Not included] ${text}` : text,
    files: files.flatMap(({ as, file: it }) => (as === 'mention' ? [] : [it])),
  }));
}

describe('any request', () => {
  it('keeps to the limits once it has passed', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const { request } = preflight(input);
        fc.pre(request !== null);
        const { documents, refusedParameters } = input.limits;
        const ofImages = input.limits.images;
        const files = filesOf(request);
        const shown = files.filter(({ as }) => as === 'image');
        const whole = files.flatMap((planned) => (planned.as === 'document' ? [planned] : []));
        expect(shown.length).toBeLessThanOrEqual(ofImages?.maxCount ?? 0);
        expect(whole.length).toBeLessThanOrEqual(documents?.maxCount ?? 0);
        for (const { file: it, name } of whole) {
          expect(documents?.mediaTypes).toContain(it.mediaType);
          expect(it.size).toBeLessThanOrEqual(documents?.maxBytes ?? 0);
          if (documents?.names === 'restricted') expect(name).toMatch(/^[A-Za-z0-9\-()[\] ]{1,200}$/u);
        }
        if (documents?.names === 'restricted') {
          expect(new Set(whole.map(({ name }) => name)).size).toBe(whole.length);
        }
        const weight = whole.reduce((sum, { file: it }) => sum + it.size, 0);
        expect(weight).toBeLessThanOrEqual(documents?.maxTotalBytes ?? Infinity);
        const mayWeigh = files.reduce((sum, it) => sum + (it.as === 'image' ? it.limits.maxBytes : 0), 0);
        expect(mayWeigh).toBeLessThanOrEqual(ofImages?.maxTotalBytes ?? Infinity);
        const roles = request.messages.map(({ role }) => role);
        expect(roles).toEqual(roles.map((_, index) => (index % 2 === 0 ? 'user' : 'assistant')));
        expect(roles.at(-1)).not.toBe('assistant');
        expect(Object.keys(request.parameters).some((it) => refusedParameters.includes(it))).toBe(false);
      }),
    );
  });

  it('has nothing left to mend the second time', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const { request } = preflight(input);
        fc.pre(request !== null);
        const sent = asSent(request);
        const again = preflight({ ...input, parameters: request.parameters, messages: sent });
        const words = (messages: readonly DraftMessage[]): unknown =>
          messages.map(({ role, text }) => [role, text]);
        expect(again.problems).toEqual([]);
        expect(words(again.request?.messages.map((it) => ({ ...it, files: [] })) ?? [])).toEqual(words(sent));
        expect(again.request?.parameters).toEqual(request.parameters);
        expect(again.repairs.filter((repair) => !('hash' in repair))).toEqual([]);
      }),
    );
  });

  it('keeps every word and every file of the user', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const { request } = preflight(input);
        fc.pre(request !== null);
        const said = request.messages.filter(({ role }) => role === 'user').map(({ text }) => text);
        const prompts = input.messages.filter(({ role }) => role === 'user');
        for (const { text } of prompts) {
          if (text.trim() !== '') expect(said.some((all) => all.includes(text))).toBe(true);
        }
        expect(filesOf(request).map(({ file: it }) => it)).toEqual(prompts.flatMap(({ files }) => files));
      }),
    );
  });

  it('speaks only of files that the newest message has', () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        const hashes = input.messages.flatMap(({ files }) => files.map(({ hash }) => hash));
        const { problems, repairs } = preflight(input);
        for (const told of [...problems, ...repairs]) {
          if ('hash' in told) expect(hashes).toContain(told.hash);
        }
      }),
    );
  });
});
