/** The preview of a transcript as its options change: only the answer to the newest question is shown. */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '../../../shared/errors.ts';
import type { ConversationId } from '../../../shared/ids.ts';
import type { TranscriptOptions } from '../../../shared/ipc/routes.ts';
import { errorInfoOf } from '../../app/client.ts';
import type { Client } from '../../app/client.ts';

export type PreviewState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly text: string; readonly truncated: boolean }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

export class TranscriptPreview {
  readonly state: StoreApi<PreviewState> = createStore<PreviewState>()(() => ({ kind: 'loading' }));
  readonly #client: Client;
  readonly #conversationId: ConversationId;
  #newest = 0;

  constructor(client: Client, conversationId: ConversationId) {
    this.#client = client;
    this.#conversationId = conversationId;
  }

  /** Shows the transcript with these options. What was shown stays until the new one is here. Never rejects. */
  async show(options: TranscriptOptions): Promise<void> {
    this.#newest += 1;
    const own = this.#newest;
    try {
      const conversationId = this.#conversationId;
      const preview = await this.#client.request('transcripts.preview', { conversationId, options });
      if (own === this.#newest) this.state.setState({ kind: 'ready', ...preview }, true);
    } catch (caught) {
      if (own === this.#newest) this.state.setState({ kind: 'failed', error: errorInfoOf(caught) }, true);
    }
  }
}
