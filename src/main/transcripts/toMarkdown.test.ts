import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { MessageId } from '../../shared/ids.ts';
import { plainMarkdown, quoteMarkdown } from './inertMarkdown.ts';
import { anyArchive, hostileText, newArchive } from './testing/archives.ts';
import { toMarkdown } from './toMarkdown.ts';

const all = { laneId: null, includeReasoning: true };

/** What a reader's program finds on the top level, apart from the quoted words. */
function headings(markdown: string): readonly string[] {
  return marked
    .lexer(markdown)
    .flatMap((token) => (token.type === 'heading' ? [`${'#'.repeat(Number(token['depth']))}`] : []));
}

function activeTokens(markdown: string): readonly string[] {
  const found: string[] = [];
  void marked.walkTokens(marked.lexer(markdown), (token) => {
    if (token.type === 'html' || token.type === 'image') found.push(token.raw.trim());
  });
  return found;
}

describe('toMarkdown', () => {
  it('tells who said what, and when', () => {
    const archive = newArchive({
      title: 'Trip *plan*',
      lanes: [[{ prompt: 'Where to?', reply: 'Oslo.\n\n- by train\n- by ship', reasoning: 'Cold is fine.' }]],
    });
    expect(toMarkdown(archive, all)).toBe(`# Trip \\*plan\\*

Begun 2026-11-22T10:00:00.000Z

## You · 2026-11-22T10:00:00.000Z

> Where to?

## Model One · Bedrock · 2026-11-22T10:00:00.000Z

<details>
<summary>Reasoning</summary>

> Cold is fine.

</details>

> Oslo.
>
> - by train
> - by ship
`);
  });

  it('names files, as words that do nothing, and says what a reply has not seen', () => {
    const cut = { kind: 'context-cut', droppedMessages: 4, firstKeptId: 'x', summarised: false } as const;
    const archive = newArchive({ lanes: [[{ prompt: 'p', reply: 'r', change: { notices: [cut] } }]] });
    const file = { hash: 'ab'.repeat(32), mediaType: 'text/plain', kind: 'text', size: 1 } as const;
    const attachments = [
      { ...file, name: 'a.txt' },
      { ...file, name: '![x](https://evil.example)' },
    ];
    const messages = archive.messages.map((one) => (one.role === 'user' ? { ...one, attachments } : one));
    const markdown = toMarkdown({ ...archive, messages }, all);
    expect(markdown).toContain('*Attached: a.txt, ');
    expect(markdown).toContain('*4 earlier messages were not sent.*');
    expect(activeTokens(markdown)).toEqual([]);
  });

  it('does not pass a person’s words off as a model’s', () => {
    const origin = { kind: 'edited', of: newId<MessageId>() } as const;
    const archive = newArchive({ lanes: [[{ prompt: 'p', reply: 'mine', change: { origin } }]] });
    expect(toMarkdown(archive, all)).toContain('*Edited by you.*\n\n> mine');
  });

  it('leaves reasoning out unless it is asked for', () => {
    const archive = newArchive({ lanes: [[{ prompt: 'p', reply: 'r', reasoning: 'because' }]] });
    expect(toMarkdown(archive, { ...all, includeReasoning: false })).not.toContain('because');
  });

  it('shows lanes one after the other, or one alone', () => {
    const archive = newArchive({
      lanes: [
        [{ prompt: 'p', reply: 'first' }],
        [{ prompt: 'p', reply: 'second', modelName: 'Model Two' }],
        [],
      ],
    });
    const text = toMarkdown(archive, all);
    expect(headings(text)).toEqual(['#', '##', '###', '###', '##', '###', '###', '##']);
    expect(text).toContain('## Lane 2: Model Two');
    expect(text).toContain('## Lane 3: model-1');
    const one = toMarkdown(archive, { ...all, laneId: archive.lanes[1]?.id ?? null });
    expect(headings(one)).toEqual(['#', '##', '##']);
    expect(one).not.toContain('first');
  });

  it('makes no image of a link definition in another message', () => {
    const archive = newArchive({ lanes: [[{ prompt: '[a]: x', reply: '-->~~~![x][a]' }]] });
    expect(activeTokens(toMarkdown(archive, all))).toEqual([]);
  });

  it.each([
    [{ status: 'cancelled', stopReason: 'cancelled' }, '*Stopped.*'],
    [{ status: 'interrupted', stopReason: null }, '*Interrupted.*'],
    [{ status: 'streaming', stopReason: null }, '*Still being written.*'],
    [{ status: 'done', stopReason: 'length' }, '*Cut at the length limit.*'],
    [{ status: 'done', stopReason: 'filter' }, '*Cut by the provider’s filter.*'],
    [
      { status: 'error', error: { code: 'stream/stalled', message: 'm', retryable: true } },
      '*Failed: stream/stalled.*',
    ],
  ] as const)('says how a reply of %o ended', (change, sentence) => {
    const archive = newArchive({ lanes: [[{ prompt: 'p', reply: 'half', change }]] });
    expect(toMarkdown(archive, all).trimEnd().endsWith(`> half\n\n${sentence}`)).toBe(true);
  });

  it('has the headings, the HTML and the images of its own and no others, whatever is said in it', () => {
    fc.assert(
      fc.property(anyArchive, (archive) => {
        const text = toMarkdown(archive, all);
        const plain = {
          ...archive,
          messages: archive.messages.map((one) => ({
            ...one,
            parts: one.parts.map((part) => ({ ...part, text: 'x' })),
          })),
        };
        const expected = toMarkdown(plain, all);
        expect(headings(text)).toEqual(headings(expected));
        const foreign = activeTokens(text).filter(
          (raw) => raw !== '<details>\n<summary>Reasoning</summary>' && raw !== '</details>',
        );
        expect(foreign).toEqual([]);
        expect(text).not.toMatch(/(?!\n|\t)[\p{Cc}\u202A-\u202E\u2028\u2029]/u);
      }),
      { numRuns: 500 },
    );
  });
});

describe('quoteMarkdown', () => {
  it.each([
    ['# Not ours', '> # Not ours'],
    ['a\n\nb', '> a\n>\n> b'],
    ['1 < 2 & `a < b`', '> 1 &lt; 2 & `a < b`'],
    ['```html\n<b>\n```', '> ```html\n> <b>\n> ```'],
    ['1. Do:\n   ```html\n   <b>\n   ```\n2. <i>', '> 1. Do:\n>    ```html\n>    <b>\n>    ```\n> 2. &lt;i>'],
    ['```\nnever closed <b>', '> ```\n> never closed <b>'],
    ['![x](https://evil.example)', '> &#33;[x](https://evil.example)'],
    ['\\![x](https://evil.example)', '> \\&#33;[x](https://evil.example)'],
    // A list item’s fence ends with the item, so that the second one opens another: here nothing may count as code.
    [
      '- a\n\n  ```\n  x\n```\n<b>\n```\n<script>',
      '> - a\n>\n>   ```\n>   x\n> ```\n> &lt;b>\n> ```\n> &lt;script>',
    ],
    ['two\rlines\u2028three', '> two\n> lines\n> three'],
    ['red \u001B[31m', '> red [31m'],
  ])('%j becomes %j', (text, quoted) => {
    expect(quoteMarkdown(text)).toBe(quoted);
  });

  it('is one block quote without HTML and images, whatever is in it', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const quoted = quoteMarkdown(text);
        expect(quoted.split('\n').every((line) => line === '>' || line.startsWith('> '))).toBe(true);
        expect(activeTokens(quoted)).toEqual([]);
        expect(marked.lexer(`${quoted}\n\nafter`).at(-1)?.raw).toBe('after');
      }),
      { numRuns: 3000 },
    );
  });

  it('copes with what no parser copes with', () => {
    const deep = `${'>'.repeat(100_000)} \`<b>\``;
    expect(quoteMarkdown(deep)).not.toContain('<');
    expect(quoteMarkdown(`\`<b>\` ${'x'.repeat(300_000)}`)).not.toContain('<');
  });
});

describe('plainMarkdown', () => {
  it('is text in any renderer', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const [heading] = marked.lexer(`# ${plainMarkdown(text)}`);
        const tokens = heading?.type === 'heading' ? (heading.tokens ?? []) : [];
        expect(tokens.every(({ type }) => type === 'text' || type === 'escape' || type === 'link')).toBe(
          true,
        );
      }),
      { numRuns: 1000 },
    );
  });
});
