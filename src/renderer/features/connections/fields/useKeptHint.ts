import { text } from '../../../app/text/text.ts';
import { useStatus } from '../../../app/WorkspaceContext.ts';

/** Says where a key that is typed now will be kept. */
export function useKeptHint(): string {
  return text.connections.secret.kept[useStatus((state) => state.secrets.kind)];
}
