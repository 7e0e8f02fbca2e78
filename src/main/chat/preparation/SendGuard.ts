/**
 * The last look before anything is written or sent: a hard budget that would be crossed, and files that no repair can make fit. The
 * composer has said both before; this is for what changed since, and for ways to send that have no composer. Where neither a budget
 * is set nor a file is added there is nothing to look at, and a send is not held up.
 */
import type { AttachmentRef } from '../../../shared/attachment.ts';
import { AppError } from '../../../shared/errors.ts';
import type { RouteParsedInput } from '../../../shared/ipc/routes.ts';
import type { Budgets } from '../../../shared/money.ts';
import type { Preparation, Problem } from '../../../shared/preparation.ts';

type PlannedSend = RouteParsedInput<'chat.prepare'>;

interface GuardOptions {
  readonly prepare: (plan: PlannedSend) => Promise<Preparation>;
  readonly budgets: () => Promise<Budgets | undefined>;
}

function hasLimit({ conversation, month, connections = {} }: Budgets): boolean {
  return [conversation, month, ...Object.values(connections)].some((budget) => budget?.hard !== undefined);
}

function nameOf(hash: string, files: readonly AttachmentRef[]): { readonly fileName?: string } {
  const file = files.find((candidate) => candidate.hash === hash);
  return file === undefined ? {} : { fileName: file.name };
}

/** What a problem means once somebody sends all the same. A context that looks too long is left to the server, which knows. */
function refusal(problem: Problem, files: readonly AttachmentRef[]): AppError | null {
  switch (problem.kind) {
    case 'images-not-taken':
    case 'format-not-taken':
      return new AppError('attachment/unsupported', 'A model does not take this file.', {
        details: nameOf(problem.hash, files),
      });
    case 'no-text-found':
      return new AppError('attachment/unreadable', 'There is no text in this file.', {
        details: nameOf(problem.hash, files),
      });
    case 'file-too-large':
      return new AppError('attachment/too-large', 'A file is too large for a model.', {
        details: { ...nameOf(problem.hash, files), limit: problem.limit },
      });
    case 'too-many-images':
    case 'too-many-documents':
      return new AppError('attachment/too-many', 'There are too many files for a model.', {
        details: { limit: problem.limit },
      });
    case 'invalid-extra-body':
      return new AppError('chat/invalid-extra-body', 'The extra body is not a JSON object.');
    case 'context-too-long':
      return null;
  }
}

/** Throws `chat/budget-reached`, `attachment/…` or `chat/invalid-extra-body`, and then nothing has been written. */
export class SendGuard {
  readonly #options: GuardOptions;

  constructor(options: GuardOptions) {
    this.#options = options;
  }

  async check(plan: PlannedSend): Promise<void> {
    const { prepare, budgets } = this.#options;
    const limits = await budgets();
    const limited = limits !== undefined && hasLimit(limits);
    if (!limited && plan.attachments.length === 0) return;
    const { lanes, budget } = await prepare(plan);
    if (budget.level === 'hard') {
      throw new AppError('chat/budget-reached', 'A hard budget would be crossed.', {
        details: budget.limitUsd === null ? {} : { limit: budget.limitUsd },
      });
    }
    for (const problem of lanes.flatMap(({ problems }) => problems)) {
      const error = refusal(problem, plan.attachments);
      if (error !== null) throw error;
    }
  }
}
