/**
 * A request as a curl command for POSIX shells, to be tried outside of the app. Where something was taken out, a variable of
 * the environment stands in its place: the command can be shared as it is, and runs once the variable is set.
 */
import type { WireRequest } from '../../shared/inspection.ts';
import { hidden } from './hideSecrets.ts';

/** What curl writes by itself, and what would be wrong the second time. */
const ownHeaders = /^(host|content-length|connection|transfer-encoding|accept-encoding|amz-sdk-.*)$/i;
/** What a signature consists of. It is made anew. */
const signatureHeaders = /^(authorization|x-amz-date|x-amz-content-sha256|x-amz-security-token)$/i;

/** A word of which nothing is read by the shell. */
function literal(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function variable(name: string): string {
  return `"$${name}"`;
}

/** A word in which a variable takes the place of what was taken out. */
function withVariable(text: string, name: string): string {
  return text
    .split(hidden)
    .map((piece) => (piece === '' ? '' : literal(piece)))
    .join(variable(name));
}

function variableOf(headerName: string): string {
  if (/^(authorization|api-key|x-api-key|x-goog-api-key)$/i.test(headerName)) return 'API_KEY';
  if (/^x-amz-security-token$/i.test(headerName)) return 'AWS_SESSION_TOKEN';
  const name = headerName.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
  return /^\d/.test(name) ? `_${name}` : name;
}

function headerArgument([name, value]: readonly [string, string]): string {
  // A header without a value is written with a semicolon; with a colon curl would leave it out.
  if (value === '') return `-H ${literal(`${name};`)}`;
  const text = `${name}: ${value}`;
  return `-H ${value.includes(hidden) ? withVariable(text, variableOf(name)) : literal(text)}`;
}

/** Signature Version 4, which curl makes by itself. What the signature is for shows in the host, where AWS owns it. */
function signatureArguments(url: string, headers: WireRequest['headers']): readonly string[] {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  const service = /sagemaker|bedrock-mantle/.exec(host)?.[0] ?? 'bedrock';
  const region = /\.([a-z]{2,4}(?:-[a-z]+)+-\d{1,2})\.(?:amazonaws|api\.aws)/.exec(host)?.[1];
  const token = Object.keys(headers).some((name) => /^x-amz-security-token$/i.test(name));
  return [
    region === undefined
      ? `--aws-sigv4 "aws:amz:$AWS_REGION:${service}"`
      : `--aws-sigv4 ${literal(`aws:amz:${region}:${service}`)}`,
    `--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"`,
    ...(token ? [headerArgument(['x-amz-security-token', hidden])] : []),
  ];
}

function isSigned(headers: WireRequest['headers']): boolean {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  return names.includes('x-amz-date') && names.includes('authorization');
}

// What a terminal acts on before a shell reads a quotation mark: DEL and its kin delete what stands before them.
const controls = /[\u007f-\u009f]/g;

function escaped(character: string): string {
  return String.raw`\u00${character.charCodeAt(0).toString(16)}`;
}

/**
 * A body is JSON, in which any character may be escaped without changing what it says (RFC 8259 §7). Models write parts of it,
 * and a command that is pasted into a terminal has to stay one command.
 */
function bodyArguments(sent: string | null): readonly string[] {
  if (sent === null || sent.includes('\0')) return [];
  const body = sent.replace(controls, escaped);
  // An at sign at the beginning would name a file, but not to --data-raw.
  return [`${body.startsWith('@') ? '--data-raw' : '--data-binary'} ${literal(body)}`];
}

/** The command, over several lines. Holds nothing that the request does not hold. */
export function curlCommand({ method, url, headers, body }: WireRequest): string {
  const signed = isSigned(headers);
  const sent = Object.entries(headers).filter(
    ([name]) => !ownHeaders.test(name) && !(signed && signatureHeaders.test(name)),
  );
  return [
    `curl --globoff ${url.includes(hidden) ? withVariable(url, 'API_KEY') : literal(url)}`,
    `-X ${literal(method)}`,
    ...(signed ? signatureArguments(url, headers) : []),
    ...sent.map(headerArgument),
    ...bodyArguments(body),
  ].join(' \\\n  ');
}
