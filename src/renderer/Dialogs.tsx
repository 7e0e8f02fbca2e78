/** The dialogs of the window. None is needed for the first paint, so each is loaded when it is first opened. */
import { lazy, Suspense } from 'react';
import { askToRun } from './app/commands/askToRun.ts';
import type { OpenDialog } from './app/stores/viewStore.ts';
import { useCodeQuestions, useSignIns, useView, useWorkspace } from './app/WorkspaceContext.ts';

const Palette = lazy(async () => ({ default: (await import('./features/palette/Palette.tsx')).Palette }));
const ShortcutsDialog = lazy(async () => ({
  default: (await import('./features/settings/ShortcutsDialog.tsx')).ShortcutsDialog,
}));
const ScoreboardDialog = lazy(async () => ({
  default: (await import('./features/compare/ScoreboardDialog.tsx')).ScoreboardDialog,
}));
const SettingsDialog = lazy(async () => ({
  default: (await import('./features/settings/SettingsDialog.tsx')).SettingsDialog,
}));
const CloseTemporaryDialog = lazy(async () => ({
  default: (await import('./features/chat/temporary/CloseTemporaryDialog.tsx')).CloseTemporaryDialog,
}));
const ConnectionsPanel = lazy(async () => ({
  default: (await import('./features/connections/ConnectionsPanel.tsx')).ConnectionsPanel,
}));
const SignInCards = lazy(async () => ({
  default: (await import('./features/connections/signIn/SignInCards.tsx')).SignInCards,
}));
const CodeQuestions = lazy(async () => ({
  default: (await import('./features/connections/signIn/CodeQuestions.tsx')).CodeQuestions,
}));
const TranscriptDialog = lazy(async () => ({
  default: (await import('./features/transcripts/TranscriptDialog.tsx')).TranscriptDialog,
}));
const ModelSetsDialog = lazy(async () => ({
  default: (await import('./features/modelSets/ModelSetsDialog.tsx')).ModelSetsDialog,
}));
const PromptsDialog = lazy(async () => ({
  default: (await import('./features/prompts/PromptsDialog.tsx')).PromptsDialog,
}));
const PipelinesDialog = lazy(async () => ({
  default: (await import('./features/pipelines/PipelinesDialog.tsx')).PipelinesDialog,
}));
const StartDialog = lazy(async () => ({
  default: (await import('./features/pipelines/start/StartDialog.tsx')).StartDialog,
}));

/** The question that may stand over all of them: a code that signing in needs. */
export function TopQuestion() {
  const asksForCode = useCodeQuestions((state) => state.questions.length > 0);
  return asksForCode ? (
    <Suspense fallback={null}>
      <CodeQuestions />
    </Suspense>
  ) : null;
}

/** The dialog that is open, and sign-ins that wait for a person. Suspends while their code is on its way. */
export function Dialogs() {
  // The settings show sign-ins beside their connections.
  const inSettings = useView((state) => state.dialog?.kind === 'settings');
  const signsIn = useSignIns((state) => state.attended.size > 0);
  return (
    <>
      <OpenedDialog />
      {signsIn && !inSettings && <SignInCards />}
    </>
  );
}

function OpenedDialog() {
  const workspace = useWorkspace();
  const { view } = workspace;
  const dialog = useView((state) => state.dialog);
  const show = (next: OpenDialog | null) => {
    view.setState({ dialog: next });
  };
  const close = () => {
    show(null);
  };
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'palette':
      return <Palette onClose={close} />;
    case 'scoreboard':
      return <ScoreboardDialog onClose={close} />;
    case 'close-temporary':
      return <CloseTemporaryDialog tabIds={dialog.tabIds} chats={dialog.chats} onClose={close} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={close} />;
    case 'pipelines':
      return (
        <PipelinesDialog
          editing={dialog.editing}
          onRun={(pipeline) => {
            askToRun(workspace, pipeline);
          }}
          onClose={close}
        />
      );
    case 'pipeline-run':
      return (
        <StartDialog
          tab={dialog.tab}
          pipeline={dialog.pipeline}
          laneId={dialog.laneId}
          onEdit={(editing) => {
            show({ kind: 'pipelines', editing });
          }}
          onClose={close}
        />
      );
    case 'model-sets':
      return <ModelSetsDialog onClose={close} />;
    case 'prompts':
      return <PromptsDialog draft={dialog.draft} onClose={close} />;
    case 'transcript':
      return <TranscriptDialog {...dialog} onClose={close} />;
    case 'settings':
      return (
        <SettingsDialog
          section={dialog.section}
          onSectionChange={(section) => {
            show({ ...dialog, section });
          }}
          connections={
            <ConnectionsPanel
              target={dialog.connection}
              onTargetChange={(connection) => {
                show({ ...dialog, connection });
              }}
            />
          }
          onClose={close}
        />
      );
  }
}
