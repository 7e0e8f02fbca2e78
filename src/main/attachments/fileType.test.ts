import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { docxMediaType, fileType, pdfMediaType, xlsxMediaType } from './fileType.ts';
import { docxFile, xlsxFile } from './testing/officeFiles.ts';
import { pictureFile } from './testing/imageFiles.ts';
import { pdfFile } from './testing/pdfFile.ts';

const size = { width: 8, height: 8 };

describe('fileType', () => {
  it.each(['png', 'jpeg', 'gif', 'webp'] as const)('knows a %s by its bytes', async (format) => {
    const file = await pictureFile(format, size);
    expect(await fileType('holiday.txt', file)).toEqual({ kind: 'image', mediaType: `image/${format}` });
  });

  it('knows documents by their bytes', async () => {
    expect(await fileType('a.txt', pdfFile([['Hello']]))).toEqual({
      kind: 'document',
      mediaType: pdfMediaType,
    });
    expect(await fileType('a.zip', docxFile(''))).toEqual({ kind: 'document', mediaType: docxMediaType });
    expect(await fileType('a', xlsxFile([]))).toEqual({ kind: 'document', mediaType: xlsxMediaType });
  });

  it.each([
    ['data.csv', 'a;b', 'document', 'text/csv'],
    ['page.HTML', '<p>', 'document', 'text/html'],
    ['notes.md', '# Notes', 'document', 'text/markdown'],
    ['data.json', '{}', 'text', 'application/json'],
    ['logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'text', 'text/plain'],
    ['main.rs', 'fn main() {}', 'text', 'text/plain'],
    ['about PDF.ts', 'const magic = "%PDF-1.7";', 'text', 'text/plain'],
    ['constructor', 'no ending', 'text', 'text/plain'],
    ['x.constructor', 'an ending of every object', 'text', 'text/plain'],
  ])('takes %s for text', async (name, content, kind, mediaType) => {
    expect(await fileType(name, strToU8(content))).toEqual({ kind, mediaType });
  });

  it('is not misled by a name', async () => {
    expect(await fileType('fake.png', strToU8('not a picture'))).toEqual({
      kind: 'text',
      mediaType: 'text/plain',
    });
    expect(await fileType('program.txt', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 1, 2))).toBeNull();
    expect(await fileType('fake.docx', zipSync({ 'readme.txt': strToU8('hello') }))).toBeNull();
  });

  it('survives any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.uint8Array({ maxLength: 2000 }), async (name, data) => {
        const type = await fileType(name, data);
        expect(type === null || type.mediaType !== '').toBe(true);
      }),
    );
  });
});
