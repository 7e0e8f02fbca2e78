/** Looks for words in files whatever they are: text, databases, caches, dumps. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The bytes as which a text may lie in a file: as it is, in UTF-16, in a URL, in hex, and in base64 at any offset. */
export function bytesOf(words: string): readonly Buffer[] {
  const plain = Buffer.from(words);
  const base64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), plain]).toString('base64');
    // The characters at both ends depend on the neighbours.
    return encoded.slice(offset === 0 ? 0 : offset + 1, Math.floor(((offset + plain.length) * 8) / 6));
  });
  const texts = [
    words,
    encodeURIComponent(words),
    plain.toString('hex'),
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
  ];
  return [...new Set(texts)].flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]);
}

/** All files under a folder, as paths from there. Links are not followed. */
export async function listFiles(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const name of await readdir(folder, { recursive: true })) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found?.isFile() === true) names.push(name);
  }
  return names;
}

/** The files under a folder that hold any of the texts in any form. */
export async function filesHolding(folder: string, texts: readonly string[]): Promise<readonly string[]> {
  const needles = texts.flatMap(bytesOf);
  const found: string[] = [];
  for (const name of await listFiles(folder)) {
    const content = await readFile(join(folder, name));
    if (needles.some((needle) => content.includes(needle))) found.push(name);
  }
  return found;
}
