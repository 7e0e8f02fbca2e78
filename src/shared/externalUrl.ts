/**
 * The one gate for addresses that leave the app: links in answers, the context menu, navigations that Electron reports.
 * It decides on what the WHATWG parser made of the input, never on the input's own characters, and hands out only the
 * re-serialised `href`, so that what was checked is what is opened. Pure, because the renderer asks the same question to
 * mark links. Anything that opens an address takes it from here; no caller adds a scheme of its own.
 */

/** Longest address that is looked at, in UTF-16 units. Browsers cut at about the same length. */
export const maxUrlLength = 8192;

/** Why an address is refused. */
export type RefusedUrlReason = 'too-long' | 'invalid' | 'scheme' | 'userinfo' | 'mail-header';

/** An address that may be opened once a person has seen where it leads. */
export interface ExternalUrl {
  readonly ok: true;
  /** The re-serialised address: the only form that may be opened. */
  readonly href: string;
  /** What a person is shown: host and port in punycode, or the recipients of a mail. ASCII only. */
  readonly host: string;
  /** `http` deserves a warning: what is read and sent there can be seen on the way. */
  readonly kind: 'https' | 'http' | 'mailto';
}

export interface RefusedUrl {
  readonly ok: false;
  readonly reason: RefusedUrlReason;
}

function refuse(reason: RefusedUrlReason): RefusedUrl {
  return { ok: false, reason };
}

function parse(input: string): URL | null {
  try {
    return new URL(input);
  } catch {
    return null;
  }
}

/** The header fields of RFC 6068 that only fill in a draft. `attach` would add a file of this machine to it. */
const mailFields: ReadonlySet<string> = new Set(['to', 'cc', 'bcc', 'subject', 'body']);

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** A line break in an address or a subject could start a header of its own; in the body it is only a line break. */
function isSafeMailField(name: string | null, value: string | null): boolean {
  if (name === null || value === null || !mailFields.has(name.toLowerCase())) return false;
  return name.toLowerCase() === 'body' || !/\p{Cc}/u.test(value);
}

function parseMail(url: URL): ExternalUrl | RefusedUrl {
  const recipients = decode(url.pathname);
  if (recipients === null || !recipients.includes('@')) return refuse('invalid');
  // RFC 6068 writes fields with `&` and percent-encoding; `+` is a plus there, so URLSearchParams does not fit.
  const fields = url.search === '' ? [] : url.search.slice(1).split('&');
  const safe = fields.every((field) => {
    const [name = '', ...value] = field.split('=');
    return isSafeMailField(decode(name), decode(value.join('=')));
  });
  if (!safe || !isSafeMailField('to', recipients)) return refuse('mail-header');
  return { ok: true, href: url.href, host: url.pathname, kind: 'mailto' };
}

/** Says whether an address may leave the app, and where it leads. Never throws. */
export function parseExternalUrl(input: string): ExternalUrl | RefusedUrl {
  if (input.length > maxUrlLength) return refuse('too-long');
  const url = parse(input);
  if (url === null) return refuse('invalid');
  if (url.protocol === 'mailto:') return parseMail(url);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse('scheme');
  // `https://good.example@evil.example/` reads like the first and leads to the second.
  if (url.username !== '' || url.password !== '') return refuse('userinfo');
  return { ok: true, href: url.href, host: url.host, kind: url.protocol === 'https:' ? 'https' : 'http' };
}

/** Endings that look like a top-level domain in a link's text but far more often name a file. */
const fileEndings: ReadonlySet<string> = new Set(
  'c cc cpp cs css csv go h html java js json jsx kt lock log lua md mjs php pl py rb rs sh sql svg swift toml ts tsx txt vue xml yaml yml zip'.split(
    ' ',
  ),
);

const schemeAtStart = /^https?:\/\//iu;
/** A host as people write it: labels of letters, digits and hyphens in any script, with any of the dots that IDNA knows. */
const bareHost =
  /^(?:[^\s/@]*@)?[\p{L}\p{N}-]+(?:[.。．｡][\p{L}\p{N}-]+)*[.。．｡](?<ending>\p{L}{2,})(?::\d+)?(?:[/?#]|$)/u;

/** The host that a word of a link's text claims to lead to, or null when it claims none. */
function claimedHost(word: string): string | null {
  if (schemeAtStart.test(word)) return parse(word)?.host ?? '';
  const ending = bareHost.exec(word)?.groups?.['ending'];
  if (ending === undefined || fileEndings.has(ending.toLowerCase())) return null;
  return parse(`https://${word}`)?.host ?? null;
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, '');
}

/** The hosts that a target stands for: its own, or those of the recipients of a mail. */
function targetHosts(url: ExternalUrl): readonly string[] {
  if (url.kind !== 'mailto') return [withoutWww(url.host)];
  return url.host
    .split(',')
    .map((address) => withoutWww(address.slice(address.lastIndexOf('@') + 1).toLowerCase()));
}

/**
 * Whether the text of a link names another host than the one it leads to, or is turned round by direction overrides.
 * Text that names no host ("read more") is no mismatch.
 */
export function linkTextMismatch(text: string, url: ExternalUrl): boolean {
  if (/[\u202D\u202E]/u.test(text)) return true;
  const hosts = targetHosts(url);
  const words = text.replace(/\p{Default_Ignorable_Code_Point}/gu, '').split(/[\s<>()[\]"'“”‘’,;]+/u);
  return words.some((word) => {
    const claimed = claimedHost(word);
    return claimed !== null && !hosts.includes(withoutWww(claimed));
  });
}
