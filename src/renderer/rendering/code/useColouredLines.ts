import { useEffect, useMemo, useState } from 'react';
import { limits } from '../limits.ts';
import { loadColour } from './highlighter.ts';
import type { CodeToken } from './highlighter.ts';
import { LineColourer } from './LineColourer.ts';

/** Milliseconds of a frame that colouring may take; the rest is done in later frames. */
const budget = 6;

/** The colourer for a language; null until it is loaded, and for good where there is none. */
function useColourer(language: string): LineColourer | null {
  const [colourer, setColourer] = useState<LineColourer | null>(null);
  useEffect(() => {
    let current = true;
    setColourer(null);
    void loadColour(language).then((colour) => {
      if (current && colour !== null) setColourer(new LineColourer(colour));
    });
    return () => {
      current = false;
    };
  }, [language]);
  return colourer;
}

/**
 * The tokens of each line as far as they are coloured; a line without tokens is shown plainly for now. Colouring never takes
 * more than a part of a frame.
 */
export function useColouredLines(
  lines: readonly string[],
  language: string,
): readonly (readonly CodeToken[])[] {
  const colourer = useColourer(language);
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
  return coloured;
}
