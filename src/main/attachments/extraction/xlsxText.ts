import { zipSync } from 'fflate';
import { TextCollector } from './TextCollector.ts';
import { zipParts } from './zipParts.ts';

function dateText(date: Date): string {
  const iso = date.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.replace('T', ' ').replace(/\.\d+Z$/u, '');
}

/** A cell as one piece of a line: what would end the cell or the line is escaped or joined. */
function cellText(cell: unknown): string {
  if (cell instanceof Date) return dateText(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell === 'number') return String(cell);
  return typeof cell === 'string' ? cell.replace(/\s+/gu, ' ').replaceAll('|', '\\|').trim() : '';
}

function rowText(row: readonly unknown[]): string {
  return `| ${row.map(cellText).join(' | ')} |\n`;
}

function isFilled(row: readonly unknown[]): boolean {
  return row.some((cell) => cellText(cell) !== '');
}

/**
 * The cells of a workbook: a heading for each sheet and a Markdown table below it, whose head is the first row. Empty rows are
 * left out; formulas appear as the values that were last computed.
 */
export async function xlsxText(data: Uint8Array): Promise<string> {
  const { default: readSheets } = await import('read-excel-file/universal');
  // Unpacked here, where size has a bound, and handed on as an archive that needs no unpacking.
  const parts = zipParts(data, (name) => name.endsWith('.xml') || name.endsWith('.rels'));
  const sheets = await readSheets(new Uint8Array(zipSync(parts, { level: 0 })).buffer);
  const collected = new TextCollector();
  for (const { sheet, data: rows } of sheets) {
    const [head, ...body] = rows.filter(isFilled);
    collected.add(`## ${sheet}\n\n`);
    if (head !== undefined) {
      collected.add(rowText(head));
      collected.add(`|${' --- |'.repeat(head.length)}\n`);
    }
    for (const row of body) collected.add(rowText(row));
    collected.add('\n');
  }
  return collected.text().trim();
}
