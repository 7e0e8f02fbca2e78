/**
 * Parameters as a form holds them, and back. An empty field is a parameter that is not set, and what is not set is never
 * sent; so there is no other default anywhere. Pure and property-tested: what is read from a form is what was put into it.
 */
import { isHeaderName } from '../../../../shared/headerNames.ts';
import type { Parameters } from '../../../../shared/parameters.ts';
import type { ReasoningEffort } from '../../../../shared/reasoning.ts';
import { text } from '../../../app/text/text.ts';
import { extraBodyError } from './extraBody.ts';

/** A header that is being written; its value lives here only until it is saved. */
export interface HeaderRow {
  readonly key: number;
  readonly name: string;
  readonly value: string;
}

/** Stored values cannot be shown, so stored headers stay as they are or are replaced as a whole. */
export type HeaderDraft =
  | { readonly kind: 'kept'; readonly names: readonly string[] }
  | { readonly kind: 'replaced'; readonly rows: readonly HeaderRow[] };

/** Every field as it stands in the form; '' is unset. */
export interface ParameterDraft {
  readonly system: string;
  readonly temperature: string;
  readonly topP: string;
  readonly maxOutput: string;
  /** One sequence a line. */
  readonly stop: string;
  readonly reasoningEffort: ReasoningEffort | '';
  readonly verbosity: NonNullable<Parameters['verbosity']> | '';
  readonly serviceTier: NonNullable<Parameters['serviceTier']> | '';
  readonly latency: NonNullable<Parameters['latency']> | '';
  readonly extraBody: string;
  readonly headers: HeaderDraft;
}

export type ParameterField = keyof ParameterDraft;
export type FieldErrors = Readonly<Partial<Record<ParameterField, string>>>;

export type ParameterReading =
  | { readonly ok: true; readonly parameters: Parameters }
  | { readonly ok: false; readonly errors: FieldErrors };

// The same limits as in the schema, which the renderer does not load.
const maxSystem = 200_000;
const maxStops = 16;
const maxStopLength = 500;
const largestOutput = 10_000_000;

const number = (value: number | undefined) => (value === undefined ? '' : String(value));

/** The form of these parameters. */
export function draftOf(parameters: Parameters = {}): ParameterDraft {
  return {
    system: parameters.system ?? '',
    temperature: number(parameters.temperature),
    topP: number(parameters.topP),
    maxOutput: number(parameters.maxOutput),
    stop: (parameters.stop ?? []).map(writeStop).join('\n'),
    reasoningEffort: parameters.reasoningEffort ?? '',
    verbosity: parameters.verbosity ?? '',
    serviceTier: parameters.serviceTier ?? '',
    latency: parameters.latency ?? '',
    extraBody: parameters.extraBody ?? '',
    headers: { kind: 'kept', names: parameters.headerNames ?? [] },
  };
}

/** A line break inside a sequence is written `\n`, because a real one begins the next sequence. */
function writeStop(sequence: string): string {
  return sequence.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}

function readStop(line: string): string {
  return line.replaceAll(/\\([\\nr])/g, (_, sign: string) => ({ n: '\n', r: '\r' })[sign] ?? '\\');
}

const readStops = (written: string): string[] =>
  written
    .split('\n')
    .filter((line) => line !== '')
    .map(readStop);

function numberError(written: string, low: number, high: number): string | null {
  if (written.trim() === '') return null;
  const value = Number(written);
  return value >= low && value <= high ? null : text.chat.parameters.errors.number(low, high);
}

function wholeError(written: string): string | null {
  if (written.trim() === '') return null;
  const value = Number(written);
  const fits = Number.isInteger(value) && value >= 1 && value <= largestOutput;
  return fits ? null : text.chat.parameters.errors.whole(1);
}

function stopError(written: string): string | null {
  const words = text.chat.parameters.errors;
  const stops = readStops(written);
  if (stops.length > maxStops) return words.tooManyStops(maxStops);
  return stops.some((stop) => stop.length > maxStopLength) ? words.stopTooLong(maxStopLength) : null;
}

/** The rows in which something is written: an empty one is not there yet. */
export function writtenRows(draft: HeaderDraft): readonly HeaderRow[] {
  return draft.kind === 'kept' ? [] : draft.rows.filter(({ name, value }) => name.trim() + value !== '');
}

function headersError(draft: HeaderDraft): string | null {
  const rows = writtenRows(draft);
  const words = text.chat.parameters.errors;
  const names = rows.map(({ name }) => name.trim().toLowerCase());
  if (names.some((name) => !isHeaderName(name))) return words.headerName;
  if (new Set(names).size < names.length) return words.headerTwice;
  return rows.some(({ value }) => value === '') ? words.headerValue : null;
}

/** What is wrong with each field, in words. */
export function errorsOf(draft: ParameterDraft): FieldErrors {
  const words = text.chat.parameters.errors;
  const found: Readonly<Partial<Record<ParameterField, string | null>>> = {
    system: draft.system.length > maxSystem ? words.tooLong(maxSystem) : null,
    temperature: numberError(draft.temperature, 0, 2),
    topP: numberError(draft.topP, 0, 1),
    maxOutput: wholeError(draft.maxOutput),
    stop: stopError(draft.stop),
    extraBody: extraBodyError(draft.extraBody),
    headers: headersError(draft.headers),
  };
  return Object.fromEntries(Object.entries(found).filter(([, error]) => error !== null));
}

/** Reads the form: the parameters that are set and nothing else, or what is wrong. */
export function readDraft(draft: ParameterDraft): ParameterReading {
  const errors = errorsOf(draft);
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const { system, temperature, topP, maxOutput, extraBody } = draft;
  const { reasoningEffort, verbosity, serviceTier, latency } = draft;
  const stop = readStops(draft.stop);
  const { headers } = draft;
  const headerNames =
    headers.kind === 'kept' ? [...headers.names] : writtenRows(headers).map(({ name }) => name.trim());
  return {
    ok: true,
    parameters: {
      ...(system.trim() === '' ? {} : { system }),
      ...(temperature.trim() === '' ? {} : { temperature: Number(temperature) }),
      ...(topP.trim() === '' ? {} : { topP: Number(topP) }),
      ...(maxOutput.trim() === '' ? {} : { maxOutput: Number(maxOutput) }),
      ...(stop.length === 0 ? {} : { stop }),
      ...(reasoningEffort === '' ? {} : { reasoningEffort }),
      ...(verbosity === '' ? {} : { verbosity }),
      ...(serviceTier === '' ? {} : { serviceTier }),
      ...(latency === '' ? {} : { latency }),
      ...(extraBody.trim() === '' ? {} : { extraBody }),
      ...(headerNames.length === 0 ? {} : { headerNames }),
    },
  };
}
