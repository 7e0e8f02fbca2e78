import { headerFields } from './headerFields.ts';
import type { HeaderField } from './headerFields.ts';
import { markdown } from './markdown.ts';
import { statusFamilies } from './statusCodes.ts';
import type { StatusFamily } from './statusCodes.ts';

function chapter(family: StatusFamily): string {
  const entries = family.codes.map(
    ({ code, name, says, advice }) => `### ${code} ${name}\n\n${says}\n\n*In practice:* ${advice}`,
  );
  return [`## ${family.title}`, family.intro, ...entries].join('\n\n');
}

function headerEntry({ name, example, says, advice }: HeaderField): string {
  return `### ${name}\n\n${says}\n\n\`\`\`http\n${example}\n\`\`\`\n\n${advice}`;
}

const headers = [
  '## Headers that go with them',
  'A status says what happened. The headers beside it say what to do now: keep it, ask again, go elsewhere, wait. These are the ones worth knowing by heart.',
  ...headerFields.map(headerEntry),
].join('\n\n');

const opening = markdown`
# A field guide to HTTP: its status codes and its headers

This is a long answer, about 5,000 tokens, so that you can see how one behaves: scroll up while it is being written
and it stops following you; select a sentence and the selection stays; press **Esc** and you keep what has come.

Three digits carry more of the design of the web than any other three bytes. The first of them is the only one that a client
_must_ understand: a code that it does not know is to be treated as the \`x00\` of its family. The rest is a vocabulary, and
like every vocabulary it pays to use the exact word.

| Family | Says                        | May the client send it again?                |
| :----: | --------------------------- | -------------------------------------------- |
|  1xx   | wait, there is more to come | it is still being answered                   |
|  2xx   | done                        | no need                                      |
|  3xx   | one more step               | yes, at the other address                    |
|  4xx   | the fault is in the request | not before it is changed, except 408 and 429 |
|  5xx   | the fault is in the server  | yes, slowly, if it may be done twice         |
`;

const closing = markdown`
## Sending it again, properly

Whether a request may be repeated depends on two things: on the code, and on whether doing it twice is the same as doing it
once. GET, PUT and DELETE are meant to be so. A POST is not, unless it carries a key by which the server knows it again.

~~~ts
const worthRepeating = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Waits as long as the server asks, else twice as long each time, and never in step with everybody else. */
export function pauseBefore(attempt: number, retryAfterSeconds: number | null): number {
  const asked = retryAfterSeconds === null ? 0 : retryAfterSeconds * 1000;
  const ours = Math.min(30_000, 500 * 2 ** attempt);
  return Math.max(asked, ours) + Math.random() * 500;
}

export function mayRepeat(status: number, method: string, hasIdempotencyKey: boolean): boolean {
  const safeTwice = method !== 'POST' && method !== 'PATCH';
  return worthRepeating.has(status) && (safeTwice || hasIdempotencyKey);
}
~~~

If each attempt fails with probability \( p \), the chance that all of \( n \) fail is \( p^n \), which looks comforting. But the
load that you put on a service that is already in trouble grows by the factor

\[
1 + p + p^2 + \dots + p^{n-1} = \frac{1 - p^n}{1 - p},
\]

which for \( p = 0.9 \) and five attempts is about 4.1. Retries are borrowed from the future. Limit them for the whole client,
not only for the single request.

## Choosing one: a short path

1. Did it work?
   - and made something new: **201**
   - and is still at work: **202**
   - and there is nothing to show: **204**
   - otherwise: **200**
2. Is the caller at fault?
   - we do not know the caller: **401**
   - we know, and the answer is no: **403**, or **404** if even that is a secret
   - it does not exist: **404**, or **410** if it did
   - it collides with something: **409**, or **412** if there was a condition
   - it comes too often: **429**, with \`Retry-After\`
   - the request itself is wrong: **400** or **422**, always the same one
3. Are we at fault?
   - and know that it will pass: **503**, with \`Retry-After\`
   - and do not know: **500**, with an id

> Be strict in what you say: a status is a promise to every program between you and the reader.

That is the whole guide. You have just read an answer that was written by people and paced by a clock; the next one can come
from a model. Send \`connect\` to see how.
`;

/** A whole document of about 5,000 tokens with chapters, tables, code and formulas. */
export const longAnswer = [opening, ...statusFamilies.map(chapter), headers, closing].join('\n\n');
