import { AppError } from '../../../shared/errors.ts';
import { decodeText } from '../decodeText.ts';
import { docxMediaType, pdfMediaType, xlsxMediaType } from '../fileType.ts';
import { docxText } from './docxText.ts';
import { pdfText } from './pdfText.ts';
import { xlsxText } from './xlsxText.ts';

/** The text in the bytes of a document or text file, of a type that `fileType` has told. Throws what it is broken with. */
export async function extractText(mediaType: string, data: Uint8Array): Promise<string> {
  switch (mediaType) {
    case pdfMediaType:
      return pdfText(data);
    case docxMediaType:
      return docxText(data);
    case xlsxMediaType:
      return xlsxText(data);
    default: {
      const text = decodeText(data);
      if (text === null) throw new AppError('attachment/unreadable', 'The file is not text throughout.');
      return text;
    }
  }
}
