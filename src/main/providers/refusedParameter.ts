/**
 * Which parameter of a request a server has refused. OpenAI and those that copy it well name it in a field of its own; the
 * rest say it in a sentence, of which the well-known forms are read. What the request is about (`model`, `messages`, `input`)
 * is no parameter that could be left out, so it is never named.
 */
import { at, listAt, textAt } from './readJson.ts';

const name = '[a-zA-Z_][\\w.]{0,60}';

const sentences: readonly RegExp[] = [
  // OpenAI, Azure: "Unsupported parameter: 'max_tokens' is not supported with this model."
  new RegExp(
    `(?:unsupported|unknown|unrecognized|unexpected|invalid|extra) (?:request )?(?:parameter|argument|field|value)s?(?: supplied)?[^'"\`\\w]{0,3}['"\`]?(${name})`,
    'i',
  ),
  // "`temperature` is deprecated for this model", "'top_p' is not supported", "reasoning_effort does not support …"
  new RegExp(
    `['"\`](${name})['"\`]? (?:parameter |field )?(?:is (?:not supported|unsupported|deprecated|not allowed|not permitted)|does not support|cannot be|may not be)`,
    'i',
  ),
  // "This model doesn't support the temperature field."
  new RegExp(`(?:does ?n['’]?t|does not) support (?:the )?['"\`]?(${name})['"\`]? (?:field|parameter)`, 'i'),
  // FastAPI and pydantic: "body.top_k: Extra inputs are not permitted"
  new RegExp(`(${name}): Extra inputs are not permitted`, 'i'),
];

const essential = /^(model|messages|input|prompt|contents|stream)([.[]|$)/i;
/** A name as wires write them. Anything else in the server's field for it is a text of the server's. */
const wireName = /^[\w.[\]-]{1,100}$/;
/** Words that the sentences may catch where no parameter is named. */
const notNames = /^(is|for|the|in|with|not|and|or|supplied|value|parameter|argument)$/i;

/** FastAPI says where it stumbled: `loc: ['body', 'top_k']`. */
function nameInDetail(body: unknown): string {
  const place = listAt(body, 'detail')
    .map((entry) => listAt(entry, 'loc'))
    .find((loc) => loc[0] === 'body' && typeof loc[1] === 'string');
  return place === undefined
    ? ''
    : place
        .slice(1)
        .filter((step) => typeof step === 'string')
        .join('.');
}

function nameInSentence(message: string): string {
  for (const sentence of sentences) {
    const found = sentence.exec(message)?.[1];
    if (found !== undefined && !notNames.test(found)) return found;
  }
  return '';
}

/** The parameter that a refusal names, as it is called on the wire, or undefined. */
export function refusedParameter(body: unknown, message: string): string | undefined {
  const named = textAt(at(body, 'error'), 'param') || nameInDetail(body) || nameInSentence(message);
  const parameter = named.replace(/^body\./, '').replace(/\.$/, '');
  return wireName.test(parameter) && !essential.test(parameter) ? parameter : undefined;
}
