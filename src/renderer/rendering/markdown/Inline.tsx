/**
 * Spans of Markdown as React elements. Raw HTML is text, whatever it says; a link is a button-like anchor that only calls
 * back; an image never loads by itself. Entities are decoded here because the lexer leaves them to HTML.
 */
import type { Token, Tokens } from 'marked';
import { decodeHTML } from 'entities/decode';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { parseExternalUrl } from '../../../shared/externalUrl.ts';
import { cleanProse, revealInvisible } from '../../../shared/invisibleText.ts';
import { limits } from '../limits.ts';
import { MathView } from '../math/MathView.tsx';
import { useRenderActions } from '../RenderActions.ts';
import { ImageView } from './ImageView.tsx';

/** Text as it is read: entities decoded, characters that hide or reorder it taken out. */
export function proseOf(text: string): string {
  return cleanProse(text.includes('&') ? decodeHTML(text) : text);
}

/** The words of a token and of all below it, for names and for comparing a link's text with its target. */
export function wordsOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'br') return ' ';
      const inner = childrenOf(token);
      return inner === null ? proseOf(textOf(token)) : wordsOf(inner);
    })
    .join('');
}

function childrenOf(token: Token): Token[] | null {
  return 'tokens' in token && token.tokens !== undefined && token.tokens.length > 0 ? token.tokens : null;
}

function textOf(token: Token): string {
  return 'text' in token && typeof token.text === 'string' ? token.text : token.raw;
}

function Link({ token, depth }: { readonly token: Tokens.Link; readonly depth: number }) {
  const { openLink } = useRenderActions();
  const target = parseExternalUrl(decodeHTML(token.href));
  const content = <Inline tokens={token.tokens} depth={depth + 1} />;
  if (!target.ok) return <span className="md-refused-link">{content}</span>;
  return (
    <a
      className="md-link"
      href={target.href}
      title={target.href}
      onClick={(event) => {
        event.preventDefault();
        openLink(target.href, wordsOf(token.tokens));
      }}
      onAuxClick={(event) => {
        event.preventDefault();
      }}
      draggable={false}
    >
      {content}
    </a>
  );
}

function Nested({ token, depth }: { readonly token: Token; readonly depth: number }): ReactNode {
  const inner = childrenOf(token);
  return inner === null ? proseOf(textOf(token)) : <Inline tokens={inner} depth={depth + 1} />;
}

function InlineToken({ token, depth }: { readonly token: Token; readonly depth: number }): ReactNode {
  switch (token.type) {
    case 'strong':
      return (
        <strong>
          <Nested token={token} depth={depth} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <Nested token={token} depth={depth} />
        </em>
      );
    case 'del':
      return (
        <del>
          <Nested token={token} depth={depth} />
        </del>
      );
    case 'codespan':
      return (
        <code className="md-code" dir="ltr">
          {revealInvisible(textOf(token))}
        </code>
      );
    case 'br':
      return <br />;
    case 'link':
      return <Link token={token as Tokens.Link} depth={depth} />;
    case 'image':
      return <ImageView href={String(token['href'])} alt={proseOf(textOf(token))} />;
    case 'math':
      return <MathView tex={String(token['tex'])} display={token['display'] === true} raw={token.raw} />;
    case 'escape':
      return textOf(token);
    // The box of a task is drawn by its list item.
    case 'checkbox':
      return null;
    case 'html':
      return revealInvisible(token.raw);
    default:
      return <Nested token={token} depth={depth} />;
  }
}

/** A run of spans. Nested deeper than the limit, the source is shown instead. */
export function Inline({ tokens, depth }: { readonly tokens: readonly Token[]; readonly depth: number }) {
  if (depth > limits.depth) return tokens.map((token) => token.raw).join('');
  return tokens.map((token, index) => (
    // Spans have no identity of their own; their place in the block is what stays the same while it grows.
    <Fragment key={index}>
      <InlineToken token={token} depth={depth} />
    </Fragment>
  ));
}
