import { text } from '../../../app/text/text.ts';

/** Longest extra body, in characters (UTF-16 units). */
const maxLength = 50_000;

/** What is wrong with a text that should be a JSON object, in words; null when nothing is. */
export function extraBodyError(body: string): string | null {
  const words = text.chat.parameters.errors;
  if (body.trim() === '') return null;
  if (body.length > maxLength) return words.tooLong(maxLength);
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (caught) {
    // The engine may say where it stopped; only the numbers are taken over.
    const place = /line (\d+) column (\d+)/.exec(caught instanceof Error ? caught.message : '');
    return place === null ? words.json : words.jsonAt(Number(place[1]), Number(place[2]));
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? null : words.notObject;
}
