import type { Token, Tokens } from 'marked';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { revealInvisible } from '../../../shared/invisibleText.ts';
import { text } from '../../app/text/text.ts';
import { CodeBlock } from '../code/CodeBlock.tsx';
import { limits } from '../limits.ts';
import { MathView } from '../math/MathView.tsx';
import { Inline } from './Inline.tsx';
import { TableView } from './TableView.tsx';

/** Whether two tokens come from the same source. One with a bracket may have become a link through a target named later. */
function drawsTheSame(before: Token, after: Token): boolean {
  return before.raw === after.raw && (before.type === 'code' || !before.raw.includes('['));
}

interface BlockProps {
  readonly token: Token;
  readonly depth: number;
  readonly streaming: boolean;
}

function Heading({ token, depth }: { readonly token: Tokens.Heading; readonly depth: number }) {
  // A message stands below the window's and the pane's own headings.
  const level = Math.min(6, token.depth + 2);
  const Tag = `h${level}` as 'h3' | 'h4' | 'h5' | 'h6';
  return (
    <Tag className={`md-heading md-heading-${token.depth}`} dir="auto">
      <Inline tokens={token.tokens} depth={depth + 1} />
    </Tag>
  );
}

const ListItem = memo(
  function ListItem({
    item,
    depth,
    streaming,
  }: {
    readonly item: Tokens.ListItem;
    readonly depth: number;
    readonly streaming: boolean;
  }) {
    return (
      <li className={item.task ? 'md-task' : undefined} dir="auto">
        {item.task && (
          <input
            type="checkbox"
            checked={item.checked === true}
            readOnly
            disabled
            aria-label={text.rendering.task}
          />
        )}
        <Blocks tokens={item.tokens} depth={depth + 1} streaming={streaming} />
      </li>
    );
  },
  (before, after) =>
    (before.item === after.item || drawsTheSame(before.item, after.item)) &&
    before.item.loose === after.item.loose &&
    before.streaming === after.streaming,
);

function List({
  token,
  depth,
  streaming,
}: {
  readonly token: Tokens.List;
  readonly depth: number;
  readonly streaming: boolean;
}) {
  const items = token.items.map((item, index) => (
    <ListItem
      key={index}
      item={item}
      depth={depth}
      streaming={streaming && index === token.items.length - 1}
    />
  ));
  if (!token.ordered) return <ul dir="auto">{items}</ul>;
  return (
    <ol start={token.start === '' ? 1 : token.start} dir="auto">
      {items}
    </ol>
  );
}

function Plain({ raw }: { readonly raw: string }) {
  return (
    <>
      <p className="md-note">{text.rendering.shownPlainly}</p>
      <pre className="md-plain">{revealInvisible(raw)}</pre>
    </>
  );
}

function Block({ token, depth, streaming }: BlockProps): ReactNode {
  switch (token.type) {
    case 'heading':
      return <Heading token={token as Tokens.Heading} depth={depth} />;
    case 'code':
      return (
        <CodeBlock
          code={String(token['text'])}
          language={String(token['lang'] ?? '')}
          streaming={streaming}
        />
      );
    case 'blockquote':
      return (
        <blockquote dir="auto">
          <Blocks tokens={(token as Tokens.Blockquote).tokens} depth={depth + 1} streaming={streaming} />
        </blockquote>
      );
    case 'list':
      return <List token={token as Tokens.List} depth={depth} streaming={streaming} />;
    case 'table':
      return <TableView token={token as Tokens.Table} />;
    case 'hr':
      return <hr />;
    case 'math':
      return <MathView tex={String(token['tex'])} display raw={token.raw.trim()} />;
    case 'html':
      return <p dir="auto">{revealInvisible(token.raw.trimEnd())}</p>;
    case 'plain':
      return <Plain raw={token.raw} />;
    case 'space':
    case 'def':
    case 'checkbox':
      return null;
    // A tight list item holds its words without a paragraph round them.
    case 'text':
      return <Inline tokens={token.tokens ?? [token]} depth={depth + 1} />;
    default:
      return (
        <p dir="auto">
          <Inline
            tokens={'tokens' in token && token.tokens !== undefined ? token.tokens : [token]}
            depth={depth + 1}
          />
        </p>
      );
  }
}

function Blocks({
  tokens,
  depth,
  streaming,
}: {
  readonly tokens: readonly Token[];
  readonly depth: number;
  readonly streaming: boolean;
}) {
  if (depth > limits.depth) return <Plain raw={tokens.map((token) => token.raw).join('')} />;
  return tokens.map((token, index) => (
    <Block key={index} token={token} depth={depth} streaming={streaming && index === tokens.length - 1} />
  ));
}

/** One top-level block. Settled blocks keep their token's identity and are never drawn again. */
export const BlockView = memo(
  Block,
  (before, after) =>
    before.streaming === after.streaming &&
    before.depth === after.depth &&
    (before.token === after.token ||
      (before.token.type === after.token.type && drawsTheSame(before.token, after.token))),
);
