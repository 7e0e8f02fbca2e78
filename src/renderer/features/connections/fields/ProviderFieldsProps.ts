import type { SecretDescription } from '../../../../shared/connection.ts';
import type { DraftPatch } from '../drafts/connectionDraft.ts';
import type { Problems } from '../drafts/draftBase.ts';

/** What the fields of one provider get. */
export interface FieldsProps<D> {
  readonly draft: D;
  readonly onChange: (patch: Partial<D>) => void;
  readonly problems: Problems<D>;
  /** What is stored of the secret; null for a new connection. */
  readonly stored: SecretDescription | null;
  /** Deletes what is stored. */
  readonly onForget: () => void;
}

/** The same with a patch for any provider: what the form hands in. */
export type ChangeDraft = (patch: DraftPatch) => void;
