import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { RenderActionsContext } from '../RenderActions.ts';
import '../testing/sizes.ts';
import { Markdown } from './Markdown.tsx';

afterEach(cleanup);

function show(text: string, streaming = false) {
  return render(<Markdown text={text} streaming={streaming} />).container;
}

const hostile = [
  '<script>globalThis.hacked = 1</script>',
  '<img src=x onerror="globalThis.hacked = 1">',
  '<svg onload="globalThis.hacked = 1"><use href="http://evil.example/x"/></svg>',
  '<iframe src="https://evil.example"></iframe>',
  '<style>@import "https://evil.example"</style>',
  '[a](javascript:globalThis.hacked=1)',
  '[a](JaVaScRiPt:globalThis.hacked=1)',
  '[a](&#106;avascript:globalThis.hacked=1)',
  '[a](java&#10;script:globalThis.hacked=1)',
  '[a](<javascript:globalThis.hacked=1>)',
  '[a](data:text/html;base64,PHNjcmlwdD4=)',
  '[a](vbscript:x) [b](file:///etc/passwd) [c](smb://evil/x) [d](ms-msdt:x)',
  '[a][x]\n\n[x]: javascript:globalThis.hacked=1',
  '[![a](https://evil.example/p.png)](https://evil.example/?d=secret)',
  '![a](https://evil.example/p.png)',
  '![a]( https://evil.example/p.png "t")',
  '![a][img]\n\n[img]: https://evil.example/ref.png',
  '![a](//evil.example/p.png)',
  '![a](data:image/svg+xml;base64,PHN2Zz4=)',
  '![a](data:text/html;base64,PHN2Zz4=)',
  '<https://user:pass@evil.example/>',
  '$\\href{javascript:globalThis.hacked=1}{x}$',
  '$$\\htmlData{x=1}{y} \\includegraphics{https://evil.example/p.png}$$',
  '```html\n<script>globalThis.hacked = 1</script>\n```',
  '| <b onclick=1> | [x](javascript:1) |\n|---|---|\n| <script> | ![](http://evil.example/x) |',
  '&lt;script&gt;globalThis.hacked = 1&lt;/script&gt;',
];

const allowed = new Set(
  'A,B,BLOCKQUOTE,BR,BUTTON,CODE,DEL,DIV,EM,FIGCAPTION,FIGURE,H3,H4,H5,H6,HR,IMG,INPUT,LI,OL,P,PRE,SPAN,STRONG,TABLE,TBODY,TD,TH,THEAD,TR,UL'.split(
    ',',
  ),
);
/** Icons are the only SVG, MathML the only other foreign content. */
const foreign = 'svg, svg *, math, math *';

function expectInert(container: HTMLElement) {
  for (const element of container.querySelectorAll('*')) {
    if (element.matches(foreign)) {
      expect(element.matches('script, a, use, image, foreignObject, maction, [href], [src]')).toBe(false);
    } else {
      expect(allowed).toContain(element.tagName);
    }
    const events = element.getAttributeNames().filter((name) => name.startsWith('on') || name === 'srcset');
    expect(events).toEqual([]);
    expect(element.getAttribute('src') ?? 'data:image/png').toMatch(/^data:image\/(png|jpeg|gif|webp)/);
    if (element.tagName === 'A') expect(element.getAttribute('href')).toMatch(/^(https?|mailto):/);
  }
  expect(globalThis).not.toHaveProperty('hacked');
}

describe('hostile Markdown', () => {
  test.each(hostile)('stays inert: %s', (text) => {
    expectInert(show(text));
  });

  test('stays inert in any mixture and at any point of its arrival', () => {
    const piece = fc.oneof(
      fc.constantFrom(...hostile),
      fc.constantFrom('\n', '\n\n', '> ', '- ', '**', '`', '# ', '| ', '['),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.nat(), (pieces, cut) => {
        const text = pieces.join('');
        const shown = render(<Markdown text={text.slice(0, cut % (text.length + 1))} streaming />);
        expectInert(shown.container);
        shown.rerender(<Markdown text={text} streaming={false} />);
        expectInert(shown.container);
        shown.unmount();
      }),
      { numRuns: 150 },
    );
  });

  test('shows HTML as the text it is', () => {
    expect(show('a <b>bold</b> claim').textContent).toBe('a <b>bold</b> claim');
    expect(show('<div onclick="x">\nhello\n</div>').textContent).toContain('<div onclick="x">');
  });

  test('shows text plainly that is nested too deeply, and loses none of it', () => {
    const text = `${'> '.repeat(3000)}the end`;
    expect(show(text).textContent).toContain('the end');
    expect(show(`${'*a '.repeat(500)}`).textContent).toContain('*a');
  });

  test('makes characters visible that hide in code', () => {
    expect(show('`admin\u202Etxt`').textContent).toBe('admin⟨U+202E⟩txt');
    expect(show('```\nif (a)\u2066 {}\n```').textContent).toContain('⟨U+2066⟩');
  });
});

describe('what a reader can do', () => {
  test('a link asks for its target and says what it was called', async () => {
    const opened: string[][] = [];
    render(
      <RenderActionsContext
        value={{ openLink: (url, text) => opened.push([url, text]), copy: async () => undefined }}
      >
        <Markdown text="See [the **docs**](https://example.com/a)." streaming={false} />
      </RenderActionsContext>,
    );
    await userEvent.click(screen.getByRole('link', { name: 'the docs' }));
    expect(opened).toEqual([['https://example.com/a', 'the docs']]);
  });

  test('a remote image is a button that names its host', async () => {
    const opened: string[] = [];
    render(
      <RenderActionsContext value={{ openLink: (url) => opened.push(url), copy: async () => undefined }}>
        <Markdown text="![a chart](https://example.com/a.png)" streaming={false} />
      </RenderActionsContext>,
    );
    await userEvent.click(screen.getByRole('button', { name: /a chart.*example\.com/ }));
    expect(opened).toEqual(['https://example.com/a.png']);
  });

  test('code and tables are copied as they are', async () => {
    const copied: string[] = [];
    render(
      <RenderActionsContext
        value={{ openLink: () => undefined, copy: async (text) => void copied.push(text) }}
      >
        <Markdown
          text={'```ts\nconst a = 1;\n```\n\n| a | b |\n|---|---|\n| 1 | **2** |\n'}
          streaming={false}
        />
      </RenderActionsContext>,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Copy code' }));
    await userEvent.click(screen.getByRole('button', { name: 'Copy for a spreadsheet' }));
    await userEvent.click(screen.getByRole('button', { name: 'Copy as Markdown' }));
    expect(copied).toEqual(['const a = 1;', 'a\tb\n1\t2', '| a | b |\n|---|---|\n| 1 | **2** |\n']);
  });
});

describe('what reads well', () => {
  test('prices stay prices and formulas become formulas', () => {
    expect(show('It costs $5 and $10, or 5$ or 10$.').querySelector('.md-math')).toBeNull();
    expect(show('US$ 3 + $4').querySelector('.md-math')).toBeNull();
    for (const text of ['$x^2 + y$', '\\(a+b\\)', '$$\\frac12$$', '\\[\nx = 1\n\\]', '$n$']) {
      expect(show(text).querySelector('.md-math'), text).not.toBeNull();
    }
  });

  test('entities are read once', () => {
    expect(show('a &lt; b &amp;amp; c &copy; `&lt;`').textContent).toBe('a < b &amp; c © &lt;');
  });

  test('a settled paragraph keeps its DOM node while the text grows', () => {
    const shown = render(<Markdown text={'first\n\nsecond\nline'} streaming />);
    const first = shown.container.querySelector('p')?.firstChild;
    shown.rerender(<Markdown text={'first\n\nsecond\nline and more\n\n- a list\n'} streaming />);
    expect(shown.container.querySelector('p')?.firstChild).toBe(first);
    expect(shown.container.textContent).toContain('a list');
  });
});
