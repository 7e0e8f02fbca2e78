import { lazy, Suspense } from 'react';
import { useConnections } from '../../app/WorkspaceContext.ts';
import { useChat, useChatView } from './ChatContext.ts';

const InspectorDialog = lazy(async () => ({
  default: (await import('./inspector/InspectorDialog.tsx')).InspectorDialog,
}));
const MessageMenu = lazy(async () => ({ default: (await import('./message/MessageMenu.tsx')).MessageMenu }));
const ModelDetailsDialog = lazy(async () => ({
  default: (await import('./models/ModelDetailsDialog.tsx')).ModelDetailsDialog,
}));
const ParametersDialog = lazy(async () => ({
  default: (await import('./parameters/ParametersDialog.tsx')).ParametersDialog,
}));
const TreeDialog = lazy(async () => ({ default: (await import('./tree/TreeDialog.tsx')).TreeDialog }));

/** What opens over the chat. Loaded when it is first asked for. */
export function ChatDialogs() {
  const { view } = useChat();
  const inspecting = useChatView((state) => state.inspecting);
  const configuring = useChatView((state) => state.configuring);
  const detailing = useChatView((state) => state.detailing);
  const menu = useChatView((state) => state.menu);
  const tree = useChatView((state) => state.tree);
  const connections = useConnections((state) => state.connections);
  const detailed = connections.find(({ id }) => id === detailing?.connectionId);
  return (
    <Suspense fallback={null}>
      {menu !== null && <MessageMenu menu={menu} />}
      {tree !== null && (
        <TreeDialog
          laneId={tree.laneId}
          onClose={() => {
            view.setState({ tree: null });
          }}
        />
      )}
      {inspecting !== null && (
        <InspectorDialog
          messageId={inspecting}
          onClose={() => {
            view.setState({ inspecting: null });
          }}
        />
      )}
      {configuring !== null && (
        <ParametersDialog
          laneId={configuring.laneId}
          onClose={() => {
            view.setState({ configuring: null });
          }}
        />
      )}
      {detailing !== null && detailed !== undefined && (
        <ModelDetailsDialog
          connection={detailed}
          modelId={detailing.modelId}
          laneId={detailing.laneId}
          onClose={() => {
            view.setState({ detailing: null });
          }}
        />
      )}
    </Suspense>
  );
}
