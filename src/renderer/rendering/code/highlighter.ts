/**
 * Shiki, loaded when the first code appears. Its JavaScript engine needs no WebAssembly, and its one theme is made of CSS
 * variables, so light and dark are a matter of the stylesheet and a line is tokenised once for both.
 */
import type { GrammarState, HighlighterCore } from 'shiki/core';
import { grammarFor } from './languages.ts';

/** A stretch of a line. `kind` names its colour in the stylesheet; null is plain text. */
export interface CodeToken {
  readonly text: string;
  readonly kind: string | null;
}

/** A line in colour, and where the grammar stands at its end. */
export interface ColouredLine {
  readonly tokens: readonly CodeToken[];
  readonly state: GrammarState | undefined;
}

/** Colours one line after another. */
export type Colour = (line: string, before: GrammarState | undefined) => ColouredLine;

const themeName = 'switchyard';
/**
 * Milliseconds for one line, after which its rest keeps the last colour for good. The first line of a language compiles the
 * expressions of its grammar, which on a slow or busy machine takes longer than the 500 ms that are usual.
 */
const longestLineMs = 2_000;
let loading: Promise<HighlighterCore> | null = null;

async function createHighlighter(): Promise<HighlighterCore> {
  const [{ createHighlighterCore, createCssVariablesTheme }, { createJavaScriptRegexEngine }] =
    await Promise.all([import('shiki/core'), import('shiki/engine/javascript')]);
  return createHighlighterCore({
    themes: [createCssVariablesTheme({ name: themeName, variablePrefix: '--syntax-', fontStyle: true })],
    langs: [],
    // ES2024 keeps the engine from `(?i:…)`: in V8 of Chromium 130 only the last of its alternatives ignores case.
    engine: createJavaScriptRegexEngine({ forgiving: true, target: 'ES2024' }),
  });
}

function kindOf(colour: string | undefined): string | null {
  return /^var\(--syntax-token-([a-z-]+)\)$/.exec(colour ?? '')?.[1] ?? null;
}

/** Loads what is needed to colour code in the language named behind a fence. Null when it is not known. */
export async function loadColour(info: string): Promise<Colour | null> {
  const grammar = grammarFor(info);
  if (grammar === null) return null;
  loading ??= createHighlighter();
  const highlighter = await loading;
  await highlighter.loadLanguage(grammar.load());
  return (line, before) => {
    const options = {
      lang: grammar.name,
      theme: themeName,
      tokenizeTimeLimit: longestLineMs,
      ...(before === undefined ? {} : { grammarState: before }),
    };
    const lines = highlighter.codeToTokensBase(line, options);
    const tokens = (lines[0] ?? []).map((token) => ({ text: token.content, kind: kindOf(token.color) }));
    return { tokens, state: highlighter.getLastGrammarState(lines) };
  };
}
