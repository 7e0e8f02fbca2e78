import { TextCollector } from './TextCollector.ts';

/** Keeps pdf.js from writing its warnings to the console. */
const errorsOnly = 0;

/**
 * The text of a PDF in the order of its pages, a blank line between them. A scanned page has none. Rejects what is broken or
 * locked with a password.
 */
export async function pdfText(data: Uint8Array): Promise<string> {
  const { getDocumentProxy } = await import('unpdf');
  // A copy, since pdf.js takes the bytes away from whoever hands them over.
  const document = await getDocumentProxy(data.slice(), { verbosity: errorsOnly });
  const collected = new TextCollector();
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items) {
      if ('str' in item) collected.add(item.hasEOL ? `${item.str}\n` : item.str);
    }
    collected.add('\n\n');
    page.cleanup();
  }
  await document.cleanup();
  return collected.text().trim();
}
