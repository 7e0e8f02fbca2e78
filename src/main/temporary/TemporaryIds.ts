import type { ConversationId, LaneId } from '../../shared/ids.ts';
import type { History } from '../history/History.ts';

/** A conversation that is kept in memory only. */
export interface Temporary {
  readonly id: ConversationId;
  /** The history in memory that holds it. */
  readonly memory: History;
  readonly laneIds: Set<LaneId>;
  /** Resolves when it has been written to the person's history, or when that has failed; null while nobody keeps it. */
  keeping: Promise<void> | null;
  /** Its last tab is closed: nothing begins in it any more. */
  isEnding: boolean;
}

/**
 * Which ids belong to temporary conversations. Those of conversations that are gone stay known until the app ends, so that what
 * comes late for one of them never reaches the disk.
 */
export class TemporaryIds {
  readonly #owners = new Map<string, Temporary>();
  readonly #gone = new Set<string>();

  learn(owner: Temporary, ids: readonly string[]): void {
    for (const id of ids) this.#owners.set(id, owner);
  }

  ownerOf(id: string): Temporary | undefined {
    return this.#owners.get(id);
  }

  isGone(id: string): boolean {
    return this.#gone.has(id);
  }

  /** All temporary conversations. */
  owners(): readonly Temporary[] {
    return [...new Set(this.#owners.values())];
  }

  /** The conversation was kept: its ids are those of the person's history now. */
  release(owner: Temporary): void {
    for (const id of this.#idsOf(owner)) this.#owners.delete(id);
  }

  /** The conversation is gone. */
  bury(owner: Temporary): void {
    for (const id of this.#idsOf(owner)) {
      this.#owners.delete(id);
      this.#gone.add(id);
    }
  }

  #idsOf(owner: Temporary): readonly string[] {
    return [...this.#owners].flatMap(([id, known]) => (known === owner ? [id] : []));
  }
}
