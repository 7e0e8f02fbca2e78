/** P10: the code that the page has to read before it can paint: what index.html names, compressed. No clock is involved. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectPath } from '../../scripts/projectPaths.ts';
import { below, type Figure, type Question } from '../Question.ts';

const pageFolder = projectPath('out', 'renderer');

async function answer(): Promise<readonly Figure[]> {
  const html = readFileSync(join(pageFolder, 'index.html'), 'utf8');
  const scripts = Array.from(html.matchAll(/(?:src|href)="([^"]+\.js)"/g), ([, path = '']) => path);
  if (scripts.length === 0) throw new Error('index.html names no script.');
  const bytes = scripts.map((path) => gzipSync(readFileSync(join(pageFolder, path))).length);
  const kilobytes = bytes.reduce((sum, size) => sum + size, 0) / 1000;
  return [
    below({ name: 'scripts before the first paint, gzip', unit: 'kB', value: kilobytes, floor: 0 }, 200),
  ];
}

export const firstPaintCodeQuestion: Question = { id: 'P10', title: 'Code before the first paint', answer };
