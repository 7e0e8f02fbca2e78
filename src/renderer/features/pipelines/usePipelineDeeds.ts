import { useState } from 'react';
import type { ErrorInfo } from '../../../shared/errors.ts';
import type { Pipeline } from '../../../shared/pipeline.ts';
import { errorInfoOf } from '../../app/client.ts';
import { text } from '../../app/text/text.ts';
import { useSaved } from '../../app/WorkspaceContext.ts';
import { copyOf } from './editor/draft.ts';

/** The last thing that became of a deed of the list. */
export type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'deleted'; readonly pipeline: Pipeline }
  | { readonly kind: 'exported'; readonly fileName: string }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

/** What the list can do with saved pipelines, and what came of the last of it. */
export function usePipelineDeeds() {
  const saved = useSaved((state) => state);
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });
  const attempt = async (deed: () => Promise<Outcome>): Promise<void> => {
    try {
      setOutcome(await deed());
    } catch (caught) {
      setOutcome({ kind: 'failed', error: errorInfoOf(caught) });
    }
  };
  const nothing: Outcome = { kind: 'none' };
  return {
    outcome,
    remove: (pipeline: Pipeline) =>
      attempt(async () => {
        await saved.remove('pipeline', pipeline.id);
        return { kind: 'deleted', pipeline };
      }),
    restore: (pipeline: Pipeline) =>
      attempt(async () => {
        await saved.put({ kind: 'pipeline', item: pipeline });
        return nothing;
      }),
    duplicate: (pipeline: Pipeline) =>
      attempt(async () => {
        const item = copyOf(pipeline, text.pipelines.list.copyName(pipeline.name), Date.now());
        await saved.put({ kind: 'pipeline', item });
        return nothing;
      }),
    exportAll: (pipelines: readonly Pipeline[]) =>
      attempt(async () => {
        const fileName = await saved.exportItems(
          'pipeline',
          pipelines.map(({ id }) => id),
        );
        return fileName === null ? nothing : { kind: 'exported', fileName };
      }),
    /** Hands what was imported to `onAdded`. */
    importFile: (onAdded: (added: readonly Pipeline[]) => void) =>
      attempt(async () => {
        const added = await saved.importFile('pipeline');
        if (added !== null) onAdded(added);
        return nothing;
      }),
  };
}
