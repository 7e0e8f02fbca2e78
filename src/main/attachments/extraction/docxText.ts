/**
 * The text of a Word document (ECMA-376 Part 1, §17): paragraphs as lines, headings and lists marked as in Markdown, a table's
 * row as one line of cells. Text that was deleted but is still tracked, field codes and the second form of a drawing's text
 * are no part of what a reader sees.
 */
import { SaxesParser } from 'saxes';
import { AppError } from '../../../shared/errors.ts';
import { TextCollector } from './TextCollector.ts';
import { zipParts } from './zipParts.ts';

/** The transitional and the strict namespace both end in this. */
const wordNamespace = /\/wordprocessingml(?:\/2006)?\/main$/u;
/** What stands in for what an older program cannot draw: a second copy of the same text. */
const fallback = 'Fallback';

interface Paragraph {
  text: string;
  heading: number;
  listLevel: number | null;
}

function emptyParagraph(): Paragraph {
  return { text: '', heading: 0, listLevel: null };
}

function lineOf({ text, heading, listLevel }: Paragraph): string {
  const line = text.trim();
  if (line === '') return '';
  if (heading > 0) return `${'#'.repeat(Math.min(heading, 6))} ${line}`;
  return listLevel === null ? line : `${'  '.repeat(Math.min(Math.max(listLevel, 0), 9))}- ${line}`;
}

/** Turns the events of the parser into lines. Tables may hold tables: only the outermost makes rows. */
class WordReader {
  readonly #collected = new TextCollector();
  #paragraph = emptyParagraph();
  #cells: string[] = [];
  #cell: string[] = [];
  #tableDepth = 0;
  #fallbackDepth = 0;
  #inText = false;

  open(name: string, value: string): void {
    if (name === fallback) this.#fallbackDepth += 1;
    if (this.#fallbackDepth > 0) return;
    if (name === 'tbl') this.#tableDepth += 1;
    else if (name === 't') this.#inText = true;
    else this.#openInParagraph(name, value);
  }

  text(characters: string): void {
    if (this.#inText) this.#paragraph.text += characters;
  }

  close(name: string): void {
    if (name === fallback) this.#fallbackDepth -= 1;
    if (this.#fallbackDepth > 0) return;
    if (name === 't') this.#inText = false;
    else if (name === 'p') this.#endParagraph();
    else if (name === 'tc' && this.#tableDepth === 1) this.#endCell();
    else if (name === 'tr' && this.#tableDepth === 1) this.#endRow();
    else if (name === 'tbl') {
      this.#tableDepth -= 1;
      if (this.#tableDepth === 0) this.#collected.add('\n');
    }
  }

  result(): string {
    return this.#collected
      .text()
      .replace(/\n{3,}/gu, '\n\n')
      .trim();
  }

  #openInParagraph(name: string, value: string): void {
    const paragraph = this.#paragraph;
    switch (name) {
      case 'tab':
        paragraph.text += '\t';
        break;
      case 'br':
      case 'cr':
        paragraph.text += '\n';
        break;
      case 'pStyle':
        paragraph.heading = Number(/^heading ?(\d)$/iu.exec(value)?.[1] ?? 0);
        break;
      case 'numPr':
        paragraph.listLevel ??= 0;
        break;
      case 'ilvl':
        paragraph.listLevel = Number(value) || 0;
        break;
      default:
    }
  }

  #endParagraph(): void {
    const line = lineOf(this.#paragraph);
    this.#paragraph = emptyParagraph();
    if (this.#tableDepth === 0) this.#collected.add(`${line}\n`);
    else if (line !== '') this.#cell.push(line.replace(/\s+/gu, ' '));
  }

  #endCell(): void {
    this.#cells.push(this.#cell.join(' '));
    this.#cell = [];
  }

  #endRow(): void {
    this.#collected.add(`| ${this.#cells.join(' | ')} |\n`);
    this.#cells = [];
  }
}

function readWordXml(xml: string): string {
  const reader = new WordReader();
  const parser = new SaxesParser({ xmlns: true });
  const isWord = (uri: string, local: string): boolean => wordNamespace.test(uri) || local === fallback;
  parser.on('opentag', ({ local, uri, attributes }) => {
    const value = Object.values(attributes).find((attribute) => attribute.local === 'val')?.value;
    if (isWord(uri, local)) reader.open(local, value ?? '');
  });
  parser.on('closetag', ({ local, uri }) => {
    if (isWord(uri, local)) reader.close(local);
  });
  parser.on('text', (characters) => {
    reader.text(characters);
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return reader.result();
}

/** The part that a package names as its document; services that write Word files do not all call it `document.xml`. */
function mainPartName(relations: string): string {
  const relation = relations
    .match(/<Relationship\b[^>]*>/gu)
    ?.find((tag) => tag.includes('/officeDocument"'));
  return /\bTarget="\/?([^"]+)"/u.exec(relation ?? '')?.[1] ?? 'word/document.xml';
}

/** The text of a .docx file. Throws what the archive or its XML is broken with. */
export function docxText(data: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const relations = '_rels/.rels';
  const parts = zipParts(data, (name) => name === relations || /^word\/[^/]+\.xml$/u.test(name));
  const main = parts[mainPartName(decoder.decode(parts[relations]))];
  if (main === undefined) throw new AppError('attachment/unreadable', 'The document has no main part.');
  return readWordXml(decoder.decode(main));
}
