/**
 * Some fields are in a request although nobody has set them: usage is asked for, thoughts are asked for. A server that refuses
 * one of these is asked again without it, at once and in silence, and the refusal is remembered for the model. A parameter
 * that a person has set is not dropped here: that is told, and decided by whoever sends the turn.
 */
import type { AppError } from '../../../shared/errors.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { ModelNotes } from '../../models/ModelNotes.ts';

export interface Adapting {
  readonly notes: ModelNotes;
  readonly connectionId: ConnectionId;
  readonly modelId: string;
  /** The fields that nobody has set, by their names on the wire. */
  readonly own: readonly string[];
  readonly toAppError: (caught: unknown) => AppError;
}

/** What a model has refused so far. */
function refusedBy({ notes, connectionId, modelId }: Adapting): readonly string[] {
  return notes.learned(connectionId, modelId).refusedParameters ?? [];
}

/** Sends with what is known, and again after each refusal of a field of ours. Throws what `send` throws otherwise. */
export async function sendAdapted<T>(
  adapting: Adapting,
  send: (refused: readonly string[]) => Promise<T>,
): Promise<T> {
  const { notes, connectionId, modelId, own, toAppError } = adapting;
  // Each round takes out one field, so there are no more rounds than fields.
  for (;;) {
    const refused = refusedBy(adapting);
    try {
      return await send(refused);
    } catch (caught) {
      const parameter = namedBy(toAppError(caught), own);
      if (parameter === undefined || refused.includes(parameter)) throw caught;
      notes.learn(connectionId, modelId, { refusedParameters: [parameter] });
    }
  }
}

/** The field of ours that a refusal speaks of. Some servers name a part of it (`include[0]`), some only quote it. */
function namedBy(failure: AppError, own: readonly string[]): string | undefined {
  if (failure.code !== 'provider/bad-request') return undefined;
  const { parameter, providerMessage = '' } = failure.details;
  const named = parameter?.replace(/\[.*$/, '');
  const exact = own.find((name) => name === named || named?.startsWith(`${name}.`) === true);
  return exact ?? own.find((name) => quotes(providerMessage, name));
}

/** Whether a sentence speaks of a field. A name that is a word of English too has to stand in quotation marks. */
function quotes(sentence: string, name: string): boolean {
  const escaped = name.replaceAll('.', '\\.');
  const pattern = /[_.]/.test(name) ? `\\b${escaped}\\b` : `['"\`]${escaped}['"\`]`;
  return new RegExp(pattern).test(sentence);
}
