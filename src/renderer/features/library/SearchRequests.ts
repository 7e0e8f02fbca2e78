/**
 * Search while typing. Each keystroke asks anew and only the newest question may answer: a slow early answer never
 * overwrites a quick later one. What was found before stays in sight until the next answer is here, so nothing flickers.
 */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '../../../shared/errors.ts';
import type { SearchHit } from '../../../shared/ipc/routes.ts';
import { errorInfoOf } from '../../app/client.ts';
import type { Client } from '../../app/client.ts';

/** Hits on one page. */
export const searchPageSize = 50;

export interface SearchState {
  readonly query: string;
  /** What `hits` answer; differs from `query` while an answer is on its way. */
  readonly answered: string;
  readonly hits: readonly SearchHit[];
  readonly hasMore: boolean;
  readonly error: ErrorInfo | null;
}

const nothing: SearchState = { query: '', answered: '', hits: [], hasMore: false, error: null };

export class SearchRequests {
  readonly state: StoreApi<SearchState> = createStore<SearchState>()(() => nothing);
  readonly #client: Client;
  #newest = 0;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Looks for a query; an empty one clears. */
  async search(query: string): Promise<void> {
    this.#newest += 1;
    if (query.trim() === '') {
      this.state.setState({ ...nothing, query });
      return;
    }
    this.state.setState({ query });
    await this.#ask(query, null, []);
  }

  /** Appends the next, older page. */
  async more(): Promise<void> {
    const { answered, hits, hasMore } = this.state.getState();
    const last = hits.at(-1);
    if (!hasMore || last === undefined) return;
    this.#newest += 1;
    await this.#ask(answered, last.createdAt, hits);
  }

  async #ask(query: string, before: number | null, known: readonly SearchHit[]): Promise<void> {
    const own = this.#newest;
    try {
      const page = await this.#client.request('conversations.search', {
        query,
        before,
        limit: searchPageSize,
      });
      if (own !== this.#newest) return;
      const hits = [...known, ...page];
      this.state.setState({ answered: query, hits, hasMore: page.length >= searchPageSize, error: null });
    } catch (caught) {
      if (own === this.#newest) this.state.setState({ answered: query, error: errorInfoOf(caught) });
    }
  }
}
