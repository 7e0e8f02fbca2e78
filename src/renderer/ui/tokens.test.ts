/** Computes the contrast that tokens.css promises, in both themes, from the file itself. */

import { describe, expect, test } from 'vitest';
import css from './tokens.css?raw';

type Colour = readonly [lightness: number, chroma: number, hue: number];
type Theme = 'light' | 'dark';

function parse(oklch: string): Colour {
  const [lightness = Number.NaN, chroma = Number.NaN, hue = Number.NaN] = oklch
    .replace(/^oklch\(|\)$/g, '')
    .split(/[\s/]+/)
    .map(Number);
  return [lightness, chroma, hue];
}

function readTokens(): Record<Theme, Map<string, Colour>> {
  const themes = { light: new Map<string, Colour>(), dark: new Map<string, Colour>() };
  const pattern =
    /--color-([\w-]+):\s*(?:light-dark\((oklch\([^)]*\)),\s*(oklch\([^)]*\))\)|(oklch\([^)]*\)));/g;
  for (const [, name = '', light, dark, both = ''] of css.matchAll(pattern)) {
    themes.light.set(name, parse(light ?? both));
    themes.dark.set(name, parse(dark ?? both));
  }
  return themes;
}

/** OKLCH to relative luminance, by way of linear sRGB (https://bottosson.github.io/posts/oklab/). */
function luminance([lightness, chroma, hue]: Colour): number {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((channel) => Math.min(1, Math.max(0, channel)));
  const [red = 0, green = 0, blue = 0] = rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const tokens = readTokens();
const surfaces = ['sidebar', 'canvas', 'surface', 'raised', 'sunken'];

function contrast(theme: Theme, front: string, back: string): number {
  const [one, other] = [front, back].map((name) => {
    const colour = tokens[theme].get(name);
    if (colour === undefined) throw new Error(`tokens.css has no plain --color-${name}`);
    return luminance(colour);
  });
  const [high = 0, low = 0] = [one, other].toSorted((a = 0, b = 0) => b - a);
  return (high + 0.05) / (low + 0.05);
}

describe.each(['light', 'dark'] as const)('contrast in the %s theme', (theme) => {
  test.each([
    { name: 'text', least: 7 },
    { name: 'text-muted', least: 4.5 },
    { name: 'text-faint', least: 4.5 },
    { name: 'accent-text', least: 4.5 },
    { name: 'danger-text', least: 4.5 },
    { name: 'warning-text', least: 4.5 },
    { name: 'success-text', least: 4.5 },
    { name: 'border-control', least: 3 },
    { name: 'focus', least: 3 },
  ])('$name on every surface is at least $least', ({ name, least }) => {
    const found = surfaces.map((surface) => contrast(theme, name, surface));
    expect(Math.min(...found)).toBeGreaterThanOrEqual(least);
  });

  test.each([
    ['on-accent', 'accent'],
    ['on-accent', 'accent-hover'],
    ['on-accent', 'danger'],
    ['on-accent', 'danger-hover'],
    ['accent-text', 'accent-soft'],
    ['danger-text', 'danger-soft'],
    ['warning-text', 'warning-soft'],
    ['success-text', 'success-soft'],
    ['text', 'mark'],
    ['text', 'selection'],
  ])('%s on %s is at least 4.5', (front, back) => {
    expect(contrast(theme, front, back)).toBeGreaterThanOrEqual(4.5);
  });
});
