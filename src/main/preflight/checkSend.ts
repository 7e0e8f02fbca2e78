import type { Problem, Repair } from '../../shared/preparation.ts';
import { planFiles } from './planFiles.ts';
import { preflight } from './preflight.ts';
import type { PreflightInput } from './preflight.ts';
import { textProblems } from './prepareAttachments.ts';
import type { PreparationStore } from './prepareAttachments.ts';

/**
 * All that can be said of a send before it is made: what preflight finds, and what only a look into the files of the prompt can
 * tell. Cheap to ask again, since a file is opened once. Rejects with `attachment/missing`.
 */
export async function checkSend(
  store: PreparationStore,
  input: PreflightInput,
): Promise<{ readonly repairs: readonly Repair[]; readonly problems: readonly Problem[] }> {
  const { repairs, problems } = preflight(input);
  const { messages } = planFiles(
    input.messages.map(({ files }) => files),
    input.limits,
  );
  return { repairs, problems: [...problems, ...(await textProblems(store, messages.at(-1) ?? []))] };
}
