/**
 * Reads a growing text as Markdown without reading the settled part again. A block is settled once text that follows it
 * after a blank line has a complete line of its own: nothing that comes later can change it (a list, for one, goes on over a
 * blank line until then). Open fences, lists and tables would still be read from their start each time, which is quadratic;
 * a fence therefore only looks for its end in the new lines, and lists and tables keep their finished items and rows.
 */
import type { Token, Tokens } from 'marked';
import { lexMarkdown } from './lexMarkdown.ts';
import type { LinkTargets } from './lexMarkdown.ts';

/** A top-level block. `key` is where it begins, so it stays the same while the block grows. */
export interface Block {
  readonly key: number;
  readonly token: Token;
}

interface OpenFence {
  readonly marker: string;
  readonly lang: string | undefined;
  /** Where the first line of code begins. */
  readonly bodyStart: number;
  /** Up to where (a start of a line) no closing fence was found. */
  readonly scannedTo: number;
}

interface OpenContainer {
  readonly token: Tokens.List | Tokens.Table;
  /** How many of the token's items or rows are finished. */
  readonly kept: number;
  /** Where reading goes on: the start of the first item or row that is not finished. */
  readonly resumeAt: number;
}

/** What is known of a text so far. Begin with {@link noBlocks}. */
export interface BlockState {
  readonly source: string;
  readonly settled: readonly Block[];
  readonly tail: readonly Block[];
  readonly tailStart: number;
  readonly links: LinkTargets;
  readonly fence: OpenFence | null;
  readonly container: OpenContainer | null;
  /** Characters that the lexer was given, in all. Lets a test prove that the work does not grow. */
  readonly lexed: number;
}

export const noBlocks: BlockState = {
  source: '',
  settled: [],
  tail: [],
  tailStart: 0,
  links: {},
  fence: null,
  container: null,
  lexed: 0,
};

/** Items or rows at the end of an open container that are read again: their end is not certain yet. */
const unfinished = 2;

function toBlocks(tokens: readonly Token[], start: number): Block[] {
  const blocks: Block[] = [];
  let offset = start;
  for (const token of tokens) {
    if (token.type !== 'space') blocks.push({ key: offset, token });
    offset += token.raw.length;
  }
  return blocks;
}

/** The number of tokens, and their length, that later text cannot change any more. */
function settledPrefix(tokens: readonly Token[], source: string): { count: number; length: number } {
  let offset = 0;
  let best = { count: 0, length: 0 };
  for (const [index, token] of tokens.entries()) {
    offset += token.raw.length;
    const blankLine = token.type === 'space' && token.raw.indexOf('\n') !== token.raw.lastIndexOf('\n');
    if (blankLine && /\S[^\n]*\n/.test(source.slice(offset, offset + 2000))) {
      best = { count: index + 1, length: offset };
    }
  }
  return best;
}

function linksOf(tokens: readonly Token[], known: LinkTargets): LinkTargets {
  const found: Record<string, { href: string | null; title: string | null }> = {};
  for (const token of tokens) {
    if (token.type !== 'def') continue;
    const tag: unknown = token['tag'];
    if (typeof tag === 'string' && !(tag in known) && !(tag in found)) {
      found[tag] = { href: String(token['href'] ?? ''), title: String(token['title'] ?? '') };
    }
  }
  return Object.keys(found).length === 0 ? known : { ...known, ...found };
}

function openFenceAt(source: string, start: number, token: Token): OpenFence | null {
  if (token.type !== 'code') return null;
  const opening = /^(`{3,}|~{3,})[^\n]*\n/.exec(source.slice(start, start + 1000));
  if (opening?.[1] === undefined || start + token.raw.length !== source.length) return null;
  const bodyStart = start + opening[0].length;
  const lang: unknown = token['lang'];
  const fence = {
    marker: opening[1],
    lang: typeof lang === 'string' ? lang : undefined,
    bodyStart,
    scannedTo: bodyStart,
  };
  return scanFence(fence, source);
}

/** Looks for the closing line in what is new. Null once it is there (or may be: the general way decides then). */
function scanFence(fence: OpenFence, source: string): OpenFence | null {
  let lineStart = fence.scannedTo;
  for (;;) {
    const lineEnd = source.indexOf('\n', lineStart);
    const line = source.slice(lineStart, lineEnd === -1 ? source.length : lineEnd);
    if (line.trimStart().startsWith(fence.marker)) return null;
    if (lineEnd === -1) return { ...fence, scannedTo: lineStart };
    lineStart = lineEnd + 1;
  }
}

/** The block of an open fence. Like the lexer, it drops the one line end after the last line of code, and keeps blank lines. */
function fenceBlock(fence: OpenFence, source: string, start: number): Block {
  const endsLine = source.endsWith('\n') && !source.endsWith('\n\n') && source.length > fence.bodyStart + 1;
  const text = source.slice(fence.bodyStart, endsLine ? -1 : undefined);
  return { key: start, token: { type: 'code', raw: source.slice(start), lang: fence.lang, text } };
}

function asContainer(token: Token | undefined): Tokens.List | Tokens.Table | null {
  if (token?.type === 'list') return token as Tokens.List;
  if (token?.type === 'table') return token as Tokens.Table;
  return null;
}

/** Length of a table's raw text up to its `kept`th row: the header, the delimiter line and a line a row. */
function tableOffset(raw: string, kept: number): number {
  let offset = 0;
  for (let line = 0; line < kept + 2; line += 1) offset = raw.indexOf('\n', offset) + 1;
  return offset;
}

function openContainer(tokens: readonly Token[], start: number): OpenContainer | null {
  const solid = tokens.filter((token) => token.type !== 'space');
  const token = solid.length === 1 ? asContainer(tokens[0]) : null;
  if (token === null) return null;
  const size = token.type === 'list' ? token.items.length : token.rows.length;
  const kept = size - unfinished;
  if (kept < 1) return null;
  const length =
    token.type === 'list'
      ? token.items.slice(0, kept).reduce((sum, item) => sum + item.raw.length, 0)
      : tableOffset(token.raw, kept);
  return { token, kept, resumeAt: start + length };
}

function tableHeader(raw: string): string {
  return raw.slice(0, tableOffset(raw, 0));
}

/** What the lexer makes of an item once its list is loose: its bare text becomes a paragraph. */
function loosened(item: Tokens.ListItem): Tokens.ListItem {
  if (item.loose) return item;
  const tokens = item.tokens.map((token) =>
    token.type === 'text' ? { ...token, type: 'paragraph' } : token,
  );
  return { ...item, loose: true, tokens };
}

/**
 * A list is loose as a whole: one blank line between two items sets all of them apart. Null where that would rebuild what is
 * inside of the items: a loose task keeps its box in its first paragraph.
 */
function joinLists(open: Tokens.List, kept: number, rest: Tokens.List, raw: string): Tokens.List | null {
  const head = open.items.slice(0, kept);
  if (open.loose !== rest.loose && [...head, ...rest.items].some((item) => item.task)) return null;
  const items = [...head, ...rest.items];
  // An item is marked loose with its whole list, so an open list whose end was read as tight may stay loose.
  const loose = head.some((item) => item.loose) || rest.loose;
  return { ...open, raw, loose, items: loose ? items.map(loosened) : items };
}

/** Reads only the end of an open list or table. Null when the new text is not simply more of it. */
function growContainer(
  open: OpenContainer,
  source: string,
  state: BlockState,
): { tokens: Token[]; lexed: number } | null {
  const rest = source.slice(open.resumeAt);
  const isTable = open.token.type === 'table';
  const header = isTable ? tableHeader(open.token.raw) : '';
  const [first, ...others] = lexMarkdown(header + rest, state.links);
  const lexed = header.length + rest.length;
  const grown = asContainer(first);
  if (grown?.type !== open.token.type || first === undefined) return null;
  const raw = source.slice(state.tailStart, open.resumeAt) + first.raw.slice(header.length);
  if (grown.type === 'table' && open.token.type === 'table') {
    const rows = [...open.token.rows.slice(0, open.kept), ...grown.rows];
    return { tokens: [{ ...grown, raw, rows }, ...others], lexed };
  }
  if (grown.type === 'list' && open.token.type === 'list') {
    if (grown.ordered !== open.token.ordered) return null;
    const list = joinLists(open.token, open.kept, grown, raw);
    return list === null ? null : { tokens: [list, ...others], lexed };
  }
  return null;
}

function settle(state: BlockState, source: string, tokens: readonly Token[], lexed: number): BlockState {
  const prefix = settledPrefix(tokens, source.slice(state.tailStart));
  const done = tokens.slice(0, prefix.count);
  const open = tokens.slice(prefix.count);
  const tailStart = state.tailStart + prefix.length;
  const links = linksOf(done, state.links);
  const total = state.lexed + lexed;
  const settled =
    links === state.links
      ? [...state.settled, ...toBlocks(done, state.tailStart)]
      : // A new target may turn earlier text into links: rare enough to read everything once more.
        toBlocks(lexMarkdown(source.slice(0, tailStart), links), 0);
  const first = open[0];
  return {
    source,
    settled: done.length === 0 ? state.settled : settled,
    tail: toBlocks(open, tailStart),
    tailStart,
    links,
    fence: first === undefined || open.length > 1 ? null : openFenceAt(source, tailStart, first),
    container: openContainer(open, tailStart),
    lexed: links === state.links ? total : total + tailStart,
  };
}

/** Takes in a text that goes on from the last one; a text that does not is read from its start. */
export function growBlocks(previous: BlockState, text: string): BlockState {
  const source = text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
  const state = source.startsWith(previous.source) ? previous : noBlocks;
  if (source.length === state.source.length && state !== noBlocks) return state;
  const fence = state.fence === null ? null : scanFence(state.fence, source);
  if (fence !== null) return { ...state, source, fence, tail: [fenceBlock(fence, source, state.tailStart)] };
  const grown = state.container === null ? null : growContainer(state.container, source, state);
  if (grown !== null) return settle(state, source, grown.tokens, grown.lexed);
  const tail = source.slice(state.tailStart);
  return settle(state, source, lexMarkdown(tail, state.links), tail.length);
}

/** The blocks of a text that has ended: targets named at its very end count for all of it. */
export function finishBlocks(state: BlockState): readonly Block[] {
  const links = linksOf(
    state.tail.map((block) => block.token),
    state.links,
  );
  if (links !== state.links) return toBlocks(lexMarkdown(state.source, links), 0);
  return [...state.settled, ...state.tail];
}
