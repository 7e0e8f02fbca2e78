import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { VoteId } from '../../shared/ids.ts';
import type { Vote } from '../../shared/vote.ts';
import type { History } from '../history/History.ts';
import { scoreboardCsv } from './scoreboardCsv.ts';

interface VoteServiceOptions {
  readonly history: Pick<History, 'listVotes' | 'putVote' | 'deleteVote'>;
  /** Asks a person where to write, in the system's own dialog. Null when they closed it. */
  readonly chooseFile: (fileName: string) => Promise<string | null>;
  /** Writes a whole file or none. */
  readonly writeFile: (path: string, text: string) => Promise<void>;
}

/** A vote's replies, whatever order they stood in. */
function comparedKey({ replies }: Vote): string {
  return replies
    .map(({ messageId }) => messageId)
    .toSorted()
    .join(' ');
}

/** Throws `ipc/invalid-input` when the vote names a reply twice, or calls one the best that it does not compare. */
function assertSound({ replies, verdict }: Vote): void {
  const ids = new Set(replies.map(({ messageId }) => messageId));
  const isSound = ids.size === replies.length && (verdict.kind !== 'better' || ids.has(verdict.messageId));
  if (!isSound) throw new AppError('ipc/invalid-input', 'The vote does not fit its replies.');
}

/** Votes on replies: one for each set of replies, the last one cast. */
export class VoteService {
  readonly #options: VoteServiceOptions;
  /** Changes are made one after another, so that two windows never leave two votes on the same replies. */
  #last: Promise<void> = Promise.resolve();

  constructor(options: VoteServiceOptions) {
    this.#options = options;
  }

  /** Oldest first. */
  async list(): Promise<Vote[]> {
    return [...(await this.#options.history.listVotes())];
  }

  /** Keeps a vote in the place of an earlier one on the same replies. Throws `ipc/invalid-input`. */
  async put(vote: Vote): Promise<void> {
    assertSound(vote);
    await this.#inOrder(async () => {
      const { history } = this.#options;
      const key = comparedKey(vote);
      const earlier = (await history.listVotes()).filter(
        (known) => known.id !== vote.id && comparedKey(known) === key,
      );
      // The new one first: a crash in between leaves one vote too many and never none.
      await history.putVote(vote);
      for (const { id } of earlier) await history.deleteVote(id);
    });
  }

  delete(id: VoteId): Promise<void> {
    return this.#inOrder(() => this.#options.history.deleteVote(id));
  }

  /** Writes the scoreboard of a tag, or (null) of all votes. Null when the dialog was closed. Throws `file/write-failed`. */
  async export(tag: string | null): Promise<{ readonly fileName: string } | null> {
    const { history, chooseFile, writeFile } = this.#options;
    const path = await chooseFile('scoreboard.csv');
    if (path === null) return null;
    await writeFile(path, scoreboardCsv(await history.listVotes(), tag));
    return { fileName: basename(path) };
  }

  #inOrder(change: () => Promise<void>): Promise<void> {
    const done = this.#last.then(change);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
