import { text } from '../../app/text/text.ts';
import { useWorkspace } from '../../app/WorkspaceContext.ts';
import type { TabId } from '../../../shared/ids.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

const words = text.tabs.gone;

/** What a tab shows whose conversation was deleted while it was away: a way out, and what was written in it. */
export function GoneChat({ tabId }: { readonly tabId: TabId }) {
  const workspace = useWorkspace();
  const draft = workspace.keeper.draft(tabId);
  return (
    <div className="chat">
      <EmptyState
        title={words.title}
        text={draft === '' ? words.textEmpty : words.text}
        action={
          <div className="chat-gone-actions">
            <Button onClick={() => void workspace.startAnew(tabId)}>{words.startAnew}</Button>
            <Button variant="ghost" onClick={() => void workspace.closeTab(tabId)}>
              {words.close}
            </Button>
          </div>
        }
      />
    </div>
  );
}
