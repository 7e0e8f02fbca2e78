/**
 * Blanks what must not be read in a log or an error: secrets in use, exactly and in every form they travel in, and whatever
 * looks like a secret of a kind we know. Exact values catch what no pattern can (a gateway's odd header); patterns catch
 * what nobody registered. Both always run. Prompts and replies are not blanked here: they must never be passed at all.
 */

/** Shorter values ("true", "v1") occur everywhere; blanking them would hide the log and protect nothing. */
const shortestSecret = 6;

const blank = '[redacted]';

interface Pattern {
  readonly find: RegExp;
  readonly replace: string;
  /** What tells of a person, but signs in nowhere. */
  readonly isPrivate?: true;
}

const patterns: readonly Pattern[] = [
  // Query and fragment of an address, and anything signed in front of the host. Schemes are short; without a bound a long text
  // of letters and dots would be read from each of them to its end.
  { find: /(\b[a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/@"'<>]+@/gi, replace: `$1${blank}@` },
  {
    find: /(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]*/gi,
    replace: `$1?${blank}`,
    isPrivate: true,
  },
  // Authorization: Bearer, Basic, AWS4-HMAC-SHA256
  { find: /\b(Bearer|Basic|Digest)\s+[\w~+/=.:-]{4,}/gi, replace: `$1 ${blank}` },
  { find: /\b(AWS4-HMAC-SHA256)\s+[^\r\n]*/g, replace: `$1 ${blank}` },
  // OpenAI and those who copy its form, Google, Amazon Bedrock, GitHub, Hugging Face, Groq
  { find: /\b(?:sk|pk|rk|gsk|hf|ghp|gho|xai)[-_][\w-]{6,}/g, replace: blank },
  { find: /\bAIza[\w-]{20,}/g, replace: blank },
  { find: /\b(?:ABSK|bedrock-api-key-)[\w+/=-]{8,}/g, replace: blank },
  { find: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{8,}/g, replace: blank },
  // JSON Web Tokens
  { find: /\beyJ[\w-]{6,}(?:\.[\w-]*)*/g, replace: blank },
  // name: value and name=value, as headers, JSON and forms write them
  {
    find: /((?:x-amz-(?:security-token|signature|credential)|authorization|api[-_]?key|(?:access|secret|session|auth)[-_]?(?:key|token)|secret|password|passwd|cookie)["']?\s*[:=]\s*["']?)(?!\[redacted\])[^\s"',;&})\]]+/gi,
    replace: `$1${blank}`,
  },
  // Other people's home folders, and ours as other programs spell it
  { find: /(?:\/home|\/Users|\b[A-Za-z]:[\\/]+Users)[\\/]+[^\\/\s"':]+/g, replace: '~', isPrivate: true },
];
const secretPatterns = patterns.filter(({ isPrivate }) => isPrivate !== true);

/** The stretch of base64 that is the same wherever in a longer text the value begins at this offset (modulo 3). */
function base64At(bytes: Buffer, offset: number): string {
  const skipped = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const start = offset === 0 ? 0 : offset + 1;
  const stable = Math.floor(((offset + bytes.length) * 8) / 6);
  return skipped.slice(start, stable);
}

/** The ways in which a value may be written: as it is, in JSON, in a URL or form, in base64 alone or as part of more, in hex. */
function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const base64 = [0, 1, 2].map((offset) => base64At(bytes, offset));
  const url = encodeURIComponent(bytes.toString());
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    url,
    encodeURI(bytes.toString()),
    url.replaceAll('%20', '+'),
    url.replace(/%[\dA-F]{2}/g, (escape) => escape.toLowerCase()),
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
    bytes.toString('hex'),
  ].filter((form) => form.length >= shortestSecret);
}

export class Redactor {
  readonly #home: string;
  /** Longest first, so that a value that contains another one is blanked whole. */
  #forms: readonly string[] = [];

  /** `homeFolder` is written as `~`. */
  constructor({ homeFolder }: { readonly homeFolder: string }) {
    this.#home = homeFolder;
  }

  /** Blanks this value from now on, in every form. Values of fewer than six characters are left to the patterns. */
  registerSecret(value: string): void {
    if (value.length < shortestSecret) return;
    const forms = new Set([...this.#forms, ...formsOf(value)]);
    this.#forms = [...forms].sort((a, b) => b.length - a.length);
  }

  /** Text without the values that were registered, in any of their forms. */
  blankKnown(text: string): string {
    let result = text;
    for (const form of this.#forms) result = result.replaceAll(form, blank);
    return result;
  }

  /** Text without any secret that is known or recognised; addresses and folders stay, for their owner to read. */
  blankSecrets(text: string): string {
    let result = this.blankKnown(text);
    for (const { find, replace } of secretPatterns) result = result.replace(find, replace);
    return result;
  }

  /** Text for a log: without any secret that is known or recognised. Applying it twice changes nothing more. */
  redact(text: string): string {
    let result = this.blankKnown(text);
    if (this.#home.length > 1) result = result.replaceAll(this.#home, '~');
    for (const { find, replace } of patterns) result = result.replace(find, replace);
    return result;
  }
}
