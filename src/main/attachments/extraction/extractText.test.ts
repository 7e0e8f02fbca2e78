import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { docxMediaType, pdfMediaType, xlsxMediaType } from '../fileType.ts';
import { docxFile, paragraph, xlsxFile } from '../testing/officeFiles.ts';
import { pdfFile } from '../testing/pdfFile.ts';
import { extractText } from './extractText.ts';
import { zipParts } from './zipParts.ts';

function cell(text: string): string {
  return `<w:tc>${paragraph(text)}</w:tc>`;
}

/** The archive with another size in the directory's entry of its last file (APPNOTE.TXT 4.3.12). */
function namingSize(archive: Uint8Array, size: number): Uint8Array {
  const changed = Buffer.from(archive);
  changed.writeUInt32LE(size, changed.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1')) + 24);
  return changed;
}

describe('the text of a PDF', () => {
  it('comes line by line and page by page', async () => {
    const text = await extractText(
      pdfMediaType,
      pdfFile([['First page', 'with two lines'], ['Second page']]),
    );
    expect(text).toBe('First page\nwith two lines\n\nSecond page');
  });

  it('is empty where nothing is written', async () => {
    expect(await extractText(pdfMediaType, pdfFile([[]]))).toBe('');
  });

  it('is refused where the file is broken', async () => {
    await expect(extractText(pdfMediaType, strToU8('%PDF-1.7 and no more'))).rejects.toThrow();
  });
});

describe('the text of a Word file', () => {
  it('marks headings and lists, and writes a row of a table in a line', async () => {
    const body = [
      paragraph('Report', '<w:pStyle w:val="Heading1"/>'),
      paragraph('Caf&#233; &amp; bar'),
      paragraph('one', '<w:numPr><w:ilvl w:val="0"/></w:numPr>'),
      paragraph('deeper', '<w:numPr><w:ilvl w:val="1"/></w:numPr>'),
      `<w:tbl><w:tr>${cell('a')}${cell('b')}</w:tr><w:tr>${cell('c')}${cell('d')}</w:tr></w:tbl>`,
      '<w:p><w:r><w:t>left</w:t><w:tab/><w:t>right</w:t></w:r></w:p>',
    ].join('');
    expect(await extractText(docxMediaType, docxFile(body))).toBe(
      '# Report\nCafé & bar\n- one\n  - deeper\n| a | b |\n| c | d |\n\nleft\tright',
    );
  });

  it('leaves out what a reader does not see, and the second form of what was drawn', async () => {
    const body =
      '<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r>' +
      '<mc:AlternateContent><mc:Choice><w:r><w:t>once</w:t></w:r></mc:Choice>' +
      '<mc:Fallback><w:r><w:t>once</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>';
    expect(await extractText(docxMediaType, docxFile(body))).toBe('once');
  });

  it('is found where the package says', async () => {
    const file = docxFile(paragraph('elsewhere'), 'word/document2.xml');
    expect(await extractText(docxMediaType, file)).toBe('elsewhere');
  });

  it.each([
    ['an entity that it declares itself', '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'],
    ['XML that is cut off', '<w:document'],
  ])('is refused with %s', async (_what, xml) => {
    const file = zipSync({ 'word/document.xml': strToU8(xml), '_rels/.rels': strToU8('<x/>') });
    await expect(extractText(docxMediaType, file)).rejects.toThrow();
  });

  it('is refused where the archive would unpack to too much', async () => {
    const bomb = namingSize(docxFile(paragraph('small')), 300 * 1024 * 1024);
    await expect(extractText(docxMediaType, bomb)).rejects.toMatchObject({ code: 'attachment/unreadable' });
  });
});

describe('zipParts', () => {
  it('unpacks no more than an archive names', () => {
    const lie = namingSize(zipSync({ 'word/document.xml': new Uint8Array(5_000_000) }), 10);
    expect(zipParts(lie, () => true)['word/document.xml']?.length).toBeLessThanOrEqual(10);
  });
});

describe('the text of a workbook', () => {
  const words = (at: string, value: string): string =>
    `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;

  it('is a table for each sheet', async () => {
    const file = xlsxFile([
      {
        name: 'Sales',
        rows: [
          `${words('A1', 'Month')}${words('B1', 'Sum | net')}`,
          '',
          '<c r="A3" s="1"><v>45658</v></c><c r="B3"><v>12.5</v></c>',
          `<c r="A4" t="b"><v>1</v></c>${words('B4', 'two&#10;lines')}`,
        ],
      },
      { name: 'Empty', rows: [] },
    ]);
    expect(await extractText(xlsxMediaType, file)).toBe(
      '## Sales\n\n| Month | Sum \\| net |\n| --- | --- |\n| 2025-01-01 | 12.5 |\n| TRUE | two lines |\n\n## Empty',
    );
  });
});

describe('extractText', () => {
  it('decodes plain text', async () => {
    expect(await extractText('text/plain', strToU8('\uFEFFhello'))).toBe('hello');
    await expect(extractText('text/plain', Uint8Array.of(0))).rejects.toMatchObject({
      code: 'attachment/unreadable',
    });
  });

  it('reads or refuses any bytes of any type', async () => {
    const type = fc.constantFrom(pdfMediaType, docxMediaType, xlsxMediaType, 'text/plain');
    await fc.assert(
      fc.asyncProperty(type, fc.uint8Array({ maxLength: 500 }), async (mediaType, data) => {
        const text = await extractText(mediaType, data).catch((caught: unknown) => caught);
        expect(typeof text === 'string' || text instanceof Error).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
