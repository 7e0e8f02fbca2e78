import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  formatWindowState,
  initialWindowState,
  parseWindowState,
  placeBeside,
  placeWindow,
} from './windowState.ts';

const laptop = { x: 0, y: 0, width: 1440, height: 900 };
const monitor = { x: 1440, y: -200, width: 2560, height: 1440 };

describe('placeWindow', () => {
  it('leaves a first window to the system, in its usual size', () => {
    expect(placeWindow(null, [laptop])).toEqual({ width: 1280, height: 800 });
  });

  it('opens where the window stood', () => {
    const saved = { x: 1500, y: -150, width: 1600, height: 1000 };
    expect(placeWindow(saved, [laptop, monitor])).toEqual(saved);
  });

  it('comes back to the first screen, smaller, when the other one is gone', () => {
    const saved = { x: 1500, y: -150, width: 1600, height: 1000 };
    expect(placeWindow(saved, [laptop])).toEqual({ width: 1440, height: 900 });
  });

  it('gives up a position whose title bar nobody could grab', () => {
    expect(placeWindow({ x: 100, y: -30, width: 800, height: 600 }, [laptop])).toEqual({
      width: 800,
      height: 600,
    });
    expect(placeWindow({ x: 1400, y: 100, width: 800, height: 600 }, [laptop])).toEqual({
      width: 800,
      height: 600,
    });
  });

  it('opens even when no screen is known', () => {
    expect(placeWindow(null, [])).toEqual({ width: 1280, height: 800 });
  });

  const rectangle = fc.record({
    x: fc.integer({ min: -5000, max: 5000 }),
    y: fc.integer({ min: -5000, max: 5000 }),
    width: fc.integer({ min: 1, max: 10_000 }),
    height: fc.integer({ min: 1, max: 10_000 }),
  });

  test.prop([rectangle, fc.array(rectangle, { maxLength: 3 })])(
    'is never too small to use',
    (saved, screens) => {
      const { width, height } = placeWindow(saved, screens);
      expect(width).toBeGreaterThanOrEqual(720);
      expect(height).toBeGreaterThanOrEqual(480);
    },
  );
});

describe('placeBeside', () => {
  it('opens a step from the other window, or where there is room', () => {
    expect(placeWindow(placeBeside({ ...laptop, width: 1280, height: 800 }), [laptop])).toEqual({
      x: 32,
      y: 32,
      width: 960,
      height: 720,
    });
    expect(placeWindow(placeBeside({ ...laptop, x: 1400 }), [laptop])).toEqual({ width: 960, height: 720 });
  });
});

describe('the file', () => {
  it('reads one from before there were several windows', () => {
    const before = '{"bounds":null,"maximized":true,"theme":"dark"}';
    expect(parseWindowState(before)).toEqual({ ...initialWindowState, maximized: true, theme: 'dark' });
  });

  it('reads back what was written', () => {
    const state = {
      bounds: laptop,
      maximized: true,
      others: { second: monitor },
      theme: 'dark',
    } as const;
    expect(parseWindowState(formatWindowState(state))).toEqual(state);
  });

  it.each(['', '{', 'null', '{"bounds":{"x":"1"}}', '{"bounds":null,"maximized":1,"theme":"system"}'])(
    'takes %j for none',
    (text) => {
      expect(parseWindowState(text)).toEqual(initialWindowState);
    },
  );
});
