import { useEffect, useMemo, useState } from 'react';
import type { ErrorInfo } from '../../../../shared/errors.ts';
import type { LaneId } from '../../../../shared/ids.ts';
import type { ConversationTree } from '../../../../shared/tree.ts';
import { errorInfoOf } from '../../../app/client.ts';
import { describeError } from '../../../app/text/en/errors.ts';
import { text } from '../../../app/text/text.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import { useLaneNames } from '../lane/useLaneName.ts';
import type { TreeRow } from './treeLayout.ts';
import { layOutTree } from './treeLayout.ts';
import { TreeMap } from './TreeMap.tsx';

type Reading =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | { readonly kind: 'read'; readonly tree: ConversationTree };

interface TreeDialogProps {
  readonly laneId: LaneId;
  readonly onClose: () => void;
}

const words = text.chat.branches.tree;

/** The whole tree of the conversation; choosing a place takes the lane there and shows it. */
export function TreeDialog({ laneId, onClose }: TreeDialogProps) {
  const { store, view } = useChat();
  const names = useLaneNames();
  const several = useConversation((state) => state.lanes.length > 1);
  const reading = useTree();
  const rows = useMemo(() => (reading.kind === 'read' ? layOutTree(reading.tree.segments) : []), [reading]);
  const jump = async ({ segment }: TreeRow, onPath: boolean) => {
    onClose();
    // On the path already, so that only the place changes and not the branch below it.
    if (!onPath && !(await store.selectBranch(laneId, segment.lastId))) return;
    view.setState({ reveal: { laneId, messageId: segment.firstId } });
  };
  const name = names.get(laneId);
  return (
    <Dialog
      open
      onClose={onClose}
      size="lg"
      title={words.title}
      description={several && name !== undefined ? words.hintLane(name) : words.hint}
      closeLabel={words.close}
    >
      {reading.kind === 'reading' && <Skeleton label={words.title} lines={[60, 80, 50]} />}
      {reading.kind === 'failed' && <TreeFailure error={reading.error} />}
      {rows.length > 0 && <TreeMap rows={rows} laneId={laneId} onJump={(row, on) => void jump(row, on)} />}
      {reading.kind === 'read' && rows.length === 0 && <p>{words.empty}</p>}
      {reading.kind === 'read' && reading.tree.left > 0 && (
        <p className="tree-left">{words.left(reading.tree.left)}</p>
      )}
    </Dialog>
  );
}

function TreeFailure({ error }: { readonly error: ErrorInfo }) {
  const { title, next } = describeError(error);
  return (
    <Banner tone="danger" role="alert" title={title}>
      {next}
    </Banner>
  );
}

/** Reads the tree once: it is looked at for a moment, behind a dialog that nothing passes. */
function useTree(): Reading {
  const { store } = useChat();
  const [reading, setReading] = useState<Reading>({ kind: 'reading' });
  useEffect(() => {
    let wanted = true;
    const read = async (): Promise<Reading> => {
      try {
        return {
          kind: 'read',
          tree: await store.client.request('branches.tree', { conversationId: store.id }),
        };
      } catch (caught) {
        return { kind: 'failed', error: errorInfoOf(caught) };
      }
    };
    void read().then((result) => {
      if (wanted) setReading(result);
    });
    return () => {
      wanted = false;
    };
  }, [store]);
  return reading;
}
