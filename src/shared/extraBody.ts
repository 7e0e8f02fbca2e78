import type { JsonValue } from './stream.ts';

/** The extra body of a request as an object; null when the text is no JSON object. Never throws. */
export function parseExtraBody(text: string): Readonly<Record<string, JsonValue>> | null {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
    // What JSON.parse gives is JSON.
    return body as Readonly<Record<string, JsonValue>>;
  } catch {
    // The parser's error quotes the text, so it ends here.
    return null;
  }
}
