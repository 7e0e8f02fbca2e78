import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { describeError } from './text/en/errors.ts';
import { text } from './text/text.ts';
import { useView, useWorkspace } from './WorkspaceContext.ts';

/** What stands in the window until the workspace has been read, or when it cannot be. */
export function Waiting() {
  const workspace = useWorkspace();
  const phase = useView((state) => state.phase);
  if (phase.kind !== 'failed') {
    return (
      <div className="app-waiting">
        <Skeleton label={text.shell.loading} lines={[36, 88, 72]} />
      </div>
    );
  }
  const { title, next } = describeError(phase.error);
  return (
    <div className="app-waiting" role="alert">
      <EmptyState
        title={text.shell.failure.loadTitle}
        text={`${title} ${next}`}
        action={<Button onClick={() => void workspace.load()}>{text.shell.retry}</Button>}
      />
    </div>
  );
}
