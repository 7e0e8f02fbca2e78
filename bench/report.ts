import { writeFileSync } from 'node:fs';
import { arch, cpus, release, totalmem } from 'node:os';
import type { Figure } from './Question.ts';

/** The figures of one question, or why there are none. */
export interface Answer {
  readonly id: string;
  readonly title: string;
  readonly figures: readonly Figure[];
  readonly notes: readonly string[];
}

function number(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

function row(id: string, figure: Figure): readonly string[] {
  const relation = {
    ratio: `${number(figure.relation)}×`,
    difference: `${figure.relation < 0 ? '' : '+'}${number(figure.relation)} ${figure.unit}`,
    absolute: '',
  }[figure.relationKind];
  return [
    id,
    figure.name,
    `${number(figure.value)} ${figure.unit}`,
    figure.relationKind === 'absolute' && figure.floor === 0 ? '' : `${number(figure.floor)} ${figure.unit}`,
    relation,
    figure.target,
    figure.met ? 'met' : 'MISSED',
  ];
}

/** The figures as a table for the terminal, columns aligned. */
export function formatTable(answers: readonly Answer[]): string {
  const head = ['', 'what', 'measured', 'floor', 'relation', 'target', ''];
  const rows = [head, ...answers.flatMap((answer) => answer.figures.map((figure) => row(answer.id, figure)))];
  const widths = head.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const lines = rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const notes = answers.flatMap((answer) => answer.notes.map((note) => `${answer.id}: ${note}`));
  return [...lines, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}

/** Writes the figures with the machine and the runtimes that they belong to. */
export function writeResults(
  file: string,
  answers: readonly Answer[],
  runtime: Record<string, string>,
  loadBefore: number,
): void {
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    /** Processes that were running or waiting before the first measurement, on average over a minute. */
    loadBefore,
    system: `${process.platform} ${release()} ${arch()}`,
  };
  const results = { measuredAt: new Date().toISOString(), machine, runtime, answers };
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}
