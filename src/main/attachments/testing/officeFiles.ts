/** Word and Excel files with the parts that any program writes, zipped like the real ones. */
import { strToU8, zipSync } from 'fflate';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const relationshipNamespace = 'http://schemas.openxmlformats.org/package/2006/relationships';
const officeRelationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function archive(parts: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(`${declaration}${xml}`)])),
  );
}

function relationships(entries: readonly { id: string; type: string; target: string }[]): string {
  const all = entries.map(
    ({ id, type, target }) =>
      `<Relationship Id="${id}" Type="${officeRelationships}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${relationshipNamespace}">${all.join('')}</Relationships>`;
}

/** A Word file around the given content of its body. `part` is where the document lies in the package. */
export function docxFile(body: string, part = 'word/document.xml'): Uint8Array {
  return archive({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    '_rels/.rels': relationships([{ id: 'rId1', type: 'officeDocument', target: part }]),
    [part]:
      '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
      'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ' +
      'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">' +
      `<w:body>${body}</w:body></w:document>`,
  });
}

/** A paragraph of a Word file, with what stands in its properties. */
export function paragraph(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

export interface Sheet {
  readonly name: string;
  /** The cells of each row as SpreadsheetML. */
  readonly rows: readonly string[];
}

/** An Excel file whose second cell style is a date. */
export function xlsxFile(sheets: readonly Sheet[]): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const worksheets = Object.fromEntries(
    sheets.map(({ rows }, index) => [
      `xl/worksheets/sheet${String(index + 1)}.xml`,
      `<worksheet xmlns="${main}"><sheetData>${rows
        .map((cells, row) => `<row r="${String(row + 1)}">${cells}</row>`)
        .join('')}</sheetData></worksheet>`,
    ]),
  );
  const listed = sheets.map(
    ({ name }, index) =>
      `<sheet name="${name}" sheetId="${String(index + 1)}" r:id="rId${String(index + 1)}"/>`,
  );
  return archive({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    '_rels/.rels': relationships([{ id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${officeRelationships}"><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ...sheets.map((_, index) => ({
        id: `rId${String(index + 1)}`,
        type: 'worksheet',
        target: `worksheets/sheet${String(index + 1)}.xml`,
      })),
      { id: 'rIdStyles', type: 'styles', target: 'styles.xml' },
    ]),
    'xl/styles.xml': `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ...worksheets,
  });
}
