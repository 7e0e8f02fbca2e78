/** What a person does with single models: set what is known of them, and try them. */
import type { Clock } from '../../shared/clock.ts';
import type { Connection, ConnectionSecret } from '../../shared/connection.ts';
import { AppError, toErrorInfo } from '../../shared/errors.ts';
import type { ErrorInfo } from '../../shared/errors.ts';
import type { ConnectionId } from '../../shared/ids.ts';
import type { ModelOverride, ModelVerdict } from '../../shared/model.ts';
import type { ProviderContext, ProviderFor } from '../providers/ChatProvider.ts';
import type { MemoryModelNotes } from './MemoryModelNotes.ts';

interface ModelServiceOptions {
  readonly notes: MemoryModelNotes;
  readonly connectionOf: (id: ConnectionId) => Promise<Connection>;
  readonly secretFor: (connection: Connection) => Promise<ConnectionSecret | null>;
  readonly providerFor: ProviderFor;
  readonly clock: Clock;
  /** Signs in, with a person's help if need be, before a model's time begins to count. Rejects with an `AppError`. */
  readonly signIn?: (connection: Connection, secret: ConnectionSecret | null) => Promise<void>;
}

/** A failed probe is an answer like any other. */
export type ProbeAnswer =
  { readonly ok: true; readonly verdict: ModelVerdict } | { readonly ok: false; readonly error: ErrorInfo };

/** How long a probe may take, in milliseconds: several routes, each with a model that has to wake up. */
const probePatienceMs = 60_000;
/** Tokens that a probe asks for. Reasoning models refuse less. */
const probeTokens = 16;

/** Whether a model answers, where its wire has nothing more to find out: one short question, and no more of it than a word. */
async function answers(
  modelId: string,
  connection: Connection,
  { providerFor, context }: { readonly providerFor: ProviderFor; readonly context: ProviderContext },
): Promise<ModelVerdict> {
  const request = {
    modelId,
    messages: [{ role: 'user', text: 'Say OK.' } as const],
    parameters: { maxOutput: probeTokens },
  };
  for await (const event of providerFor(connection).stream(request, context)) {
    if (event.type !== 'start' && event.type !== 'notice') break;
  }
  return { kind: 'works', route: null };
}

export class ModelService {
  readonly #options: ModelServiceOptions;

  constructor(options: ModelServiceOptions) {
    this.#options = options;
  }

  override(connectionId: ConnectionId, modelId: string): ModelOverride | null {
    return this.#options.notes.override(connectionId, modelId);
  }

  setOverride(connectionId: ConnectionId, modelId: string, override: ModelOverride | null): void {
    this.#options.notes.setOverride(connectionId, modelId, override);
  }

  /** Tries a model. Rejects only on a defect. */
  async probe(connectionId: ConnectionId, modelId: string): Promise<ProbeAnswer> {
    const { connectionOf, secretFor, signIn } = this.#options;
    try {
      const connection = await connectionOf(connectionId);
      const secret = await secretFor(connection);
      await signIn?.(connection, secret);
      return { ok: true, verdict: await this.#tryOut(modelId, connection, secret) };
    } catch (caught) {
      return { ok: false, error: toErrorInfo(caught) };
    }
  }

  async #tryOut(
    modelId: string,
    connection: Connection,
    secret: ConnectionSecret | null,
  ): Promise<ModelVerdict> {
    const { providerFor, clock } = this.#options;
    const controller = new AbortController();
    const cancelTimer = clock.after(probePatienceMs, () => {
      controller.abort();
    });
    try {
      const provider = providerFor(connection);
      const context = { connection, secret, signal: controller.signal };
      const verdict =
        provider.probe === undefined
          ? await answers(modelId, connection, { providerFor, context })
          : await provider.probe(modelId, context);
      if (controller.signal.aborted) {
        throw new AppError('network/timeout', 'The model did not answer in time.');
      }
      return verdict;
    } finally {
      cancelTimer();
      // Whatever is still on its way was only for the probe.
      controller.abort();
    }
  }
}
