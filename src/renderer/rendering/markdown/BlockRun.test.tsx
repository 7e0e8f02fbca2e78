import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { tellSize } from '../testing/sizes.ts';
import { runLength } from './BlockRun.tsx';
import { Markdown } from './Markdown.tsx';

afterEach(cleanup);

function paragraphs(count: number): string {
  return Array.from({ length: count }, (_, index) => `Paragraph ${index}.`).join('\n\n');
}

/** The runs of a reply that has grown to so many blocks. */
function grown(count: number, streaming = true) {
  const view = render(<Markdown text="Begun" streaming={streaming} />);
  const show = (text: string, isStreaming = true): void => {
    view.rerender(<Markdown text={text} streaming={isStreaming} />);
  };
  show(paragraphs(count), streaming);
  return { show, runs: () => [...view.container.querySelectorAll<HTMLElement>('.md-run')] };
}

const asleep = (run: HTMLElement | undefined): boolean => run?.dataset['asleep'] !== undefined;

function measureAll(runs: readonly HTMLElement[], width = 600): void {
  for (const run of runs) tellSize(run, width, 240);
}

test('a run that is settled sleeps from when it has been measured on', () => {
  const { runs } = grown(2 * runLength + 1);
  expect(runs().map(asleep)).toEqual([false, false, false]);
  measureAll(runs());
  expect(runs().map(asleep)).toEqual([true, false, false]);
});

test('a run whose width changes is woken up, measured again, and sleeps again', () => {
  const { runs } = grown(2 * runLength + 1);
  measureAll(runs());
  measureAll(runs(), 500);
  expect(asleep(runs()[0])).toBe(false);
  measureAll(runs(), 500);
  expect(asleep(runs()[0])).toBe(true);
});

test('what arrives later neither wakes a run nor replaces its elements', () => {
  const { runs, show } = grown(runLength + 3);
  measureAll(runs());
  const [first] = runs();
  const paragraph = first?.firstElementChild;
  show(paragraphs(4 * runLength));
  expect(runs()[0]).toBe(first);
  expect(runs()[0]?.firstElementChild).toBe(paragraph);
  expect(asleep(runs()[0])).toBe(true);
  show(paragraphs(4 * runLength), false);
  expect(runs()[0]?.firstElementChild).toBe(paragraph);
});

test('what was whole from the start never sleeps', () => {
  const { runs } = grown(3 * runLength, false);
  measureAll(runs());
  expect(runs().map(asleep)).toEqual([false, false, false]);
});
