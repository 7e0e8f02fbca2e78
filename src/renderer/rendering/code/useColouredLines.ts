import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { limits } from '../limits.ts';
import { Recent } from '../Recent.ts';
import { loadColour } from './highlighter.ts';
import type { CodeToken } from './highlighter.ts';
import { LineColourer } from './LineColourer.ts';

/** Milliseconds of a frame that colouring may take; the rest is done in later frames. */
const budget = 6;

type Tokens = readonly (readonly CodeToken[])[];

/** Characters of the code that stays coloured when it is taken down. */
const keptLength = 200_000;
const kept = new Recent<Tokens>(keptLength);
const nameOf = (lines: readonly string[], language: string) => `${language}\n${lines.join('\n')}`;

/** The colourer for a language; null until it is loaded, for good where there is none, and where none is needed. */
function useColourer(language: string, needed: boolean): LineColourer | null {
  const [colourer, setColourer] = useState<LineColourer | null>(null);
  useEffect(() => {
    if (!needed) return undefined;
    let current = true;
    setColourer(null);
    void loadColour(language).then((colour) => {
      if (current && colour !== null) setColourer(new LineColourer(colour));
    });
    return () => {
      current = false;
    };
  }, [language, needed]);
  return colourer;
}

/**
 * The tokens of each line as far as they are coloured; a line without tokens is shown plainly for now. Colouring never takes
 * more than a part of a frame, and code that was in sight lately comes back in colour.
 */
export function useColouredLines(lines: readonly string[], language: string): Tokens {
  const [first] = useState(() => ({ lines, language, tokens: kept.get(nameOf(lines, language)) }));
  const known = first.lines === lines && first.language === language ? first.tokens : undefined;
  const colourer = useColourer(language, known === undefined);
  const [round, setRound] = useState(0);
  const coloured = useMemo(() => {
    // `round` counts the frames it takes to colour a long block that came at once.
    if (colourer === null || round < 0) return [];
    const size = lines.reduce((sum, line) => sum + line.length, 0);
    if (size > limits.highlighted) return [];
    const started = performance.now();
    return colourer.update(lines, () => performance.now() - started > budget).map((line) => line.tokens);
  }, [colourer, lines, round]);
  const unfinished = colourer !== null && coloured.length > 0 && coloured.length < lines.length;
  useEffect(() => {
    if (!unfinished) return undefined;
    const frame = requestAnimationFrame(() => {
      setRound((value) => value + 1);
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [unfinished, round]);
  const keep = useEffectEvent(() => {
    if (coloured.length !== lines.length) return;
    const name = nameOf(lines, language);
    kept.set(name, coloured, name.length);
  });
  useEffect(
    () => () => {
      keep();
    },
    [],
  );
  return known ?? coloured;
}
