import { Check, Copy, WrapText } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import { cleanName, revealInvisible } from '../../../shared/invisibleText.ts';
import { text } from '../../app/text/text.ts';
import { useRenderActions } from '../RenderActions.ts';
import type { CodeToken } from './highlighter.ts';
import { useColouredLines } from './useColouredLines.ts';

/** Its tokens keep their identity, so of a streaming block only the last line is drawn again. */
const CodeLine = memo(function CodeLine({
  line,
  tokens,
}: {
  readonly line: string;
  readonly tokens: readonly CodeToken[] | undefined;
}) {
  if (tokens === undefined) return <span className="code-line">{`${line}\n`}</span>;
  return (
    <span className="code-line">
      {tokens.map((token, index) =>
        token.kind === null ? (
          token.text
        ) : (
          <span key={index} className={`syntax-${token.kind}`}>
            {token.text}
          </span>
        ),
      )}
      {'\n'}
    </span>
  );
});

/**
 * A block of code: its language, copy, wrapping. Characters that cannot be seen are shown as escapes, and what is shown is
 * what is copied.
 */
export function CodeBlock({
  code,
  language,
  streaming,
}: {
  readonly code: string;
  readonly language: string;
  readonly streaming: boolean;
}) {
  const { copy } = useRenderActions();
  const [wrap, setWrap] = useState(false);
  const [copied, setCopied] = useState(false);
  const shown = useMemo(() => revealInvisible(code), [code]);
  const lines = useMemo(() => shown.split('\n'), [shown]);
  const coloured = useColouredLines(lines, language);
  const label = cleanName(language).slice(0, 40) || text.rendering.plainLanguage;
  return (
    <figure className="code" aria-label={text.rendering.codeIn(label)} aria-busy={streaming}>
      <figcaption className="code-bar">
        <span className="code-language">{label}</span>
        <button
          type="button"
          className="code-tool"
          aria-pressed={wrap}
          aria-label={text.rendering.wrapLines}
          title={text.rendering.wrapLines}
          onClick={() => {
            setWrap(!wrap);
          }}
        >
          <WrapText aria-hidden size={14} />
        </button>
        <button
          type="button"
          className="code-tool"
          aria-label={copied ? text.rendering.copied : text.rendering.copyCode}
          onClick={() => {
            void copy(shown).then(() => {
              setCopied(true);
            });
          }}
          onBlur={() => {
            setCopied(false);
          }}
        >
          {copied ? <Check aria-hidden size={14} /> : <Copy aria-hidden size={14} />}
          <span>{copied ? text.rendering.copied : text.rendering.copy}</span>
        </button>
      </figcaption>
      <pre className={wrap ? 'code-body code-wrap' : 'code-body'} tabIndex={0} dir="ltr">
        <code>
          {lines.map((line, index) => (
            <CodeLine key={index} line={line} tokens={coloured[index]} />
          ))}
        </code>
      </pre>
    </figure>
  );
}
