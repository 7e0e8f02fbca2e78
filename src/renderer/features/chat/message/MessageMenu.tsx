/** Everything that can be done with one message: one menu for the whole tab, hung where it was asked for. */
import {
  Copy,
  FastForward,
  GitCompare,
  GitFork,
  ListPlus,
  Pencil,
  RefreshCw,
  ScanSearch,
  Split,
  Table2,
  Trash2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Message } from '../../../../shared/conversation.ts';
import { plainText } from '../../../../shared/stream.ts';
import { maxLanes } from '../../../../shared/workspaceLimits.ts';
import { text } from '../../../app/text/text.ts';
import { useRenderActions } from '../../../rendering/RenderActions.ts';
import { useAnnounce } from '../../../ui/LiveRegion.tsx';
import type { MenuEntry } from '../../../ui/Menu.tsx';
import { AnchoredMenu } from '../../../ui/Menu.tsx';
import type { ChatView, PickPurpose } from '../ChatContext.ts';
import { useChat, useConversation } from '../ChatContext.ts';
import { useBlind } from '../compare/blind.ts';
import { turnOf } from '../compare/turnReplies.ts';
import { isStepOfRun } from '../pipelines/runPlaces.ts';
import { forkAt, trashBranch } from '../store/branchDeeds.ts';
import { isLaneBusy, messageOf } from '../store/conversationState.ts';
import { continueReply, retryReply } from '../store/replyDeeds.ts';

const words = text.chat.branches.menu;

type OpenMenu = NonNullable<ChatView['menu']>;

/** The menu of the message it was opened for. */
export function MessageMenu({ menu }: { readonly menu: OpenMenu }) {
  const { view } = useChat();
  const message = useConversation((state) => messageOf(state, menu.messageId));
  const entries = useMenuEntries(menu, message);
  return (
    <AnchoredMenu
      label={words.open}
      entries={entries}
      anchor={menu.anchor}
      // What an entry has opened keeps the focus.
      finalFocus={() =>
        view.getState().editing === null && menu.anchor instanceof HTMLElement && menu.anchor.isConnected
          ? menu.anchor
          : false
      }
      onClose={() => {
        view.setState({ menu: null });
      }}
    />
  );
}

/** Whether a reply ended before its time, so that it can go on. */
function isCut(message: Message): boolean {
  if (message.role === 'user' || message.parts.length === 0) return false;
  return ['cancelled', 'interrupted'].includes(message.status) || message.stopReason === 'length';
}

/** Other words for a message, or another try. */
function useChangeEntries(
  { laneId, messageId }: OpenMenu,
  message: Message | undefined,
  pick: (purpose: PickPurpose) => void,
): readonly MenuEntry[] {
  const { store, view } = useChat();
  const busy = useConversation((state) => isLaneBusy(state, laneId));
  const edit = item(
    words.edit,
    <Pencil />,
    () => {
      view.setState({ editing: { laneId, messageId } });
    },
    busy,
  );
  if (message?.role !== 'assistant') return [edit];
  const retry = item(words.retry, <RefreshCw />, () => void retryReply(store, laneId, messageId), busy);
  const retryWith = item(
    words.retryWith,
    <Split />,
    () => {
      pick({ kind: 'retry', laneId, messageId });
    },
    busy,
  );
  const goOn = item(
    words.continue,
    <FastForward />,
    () => void continueReply(store, laneId, messageId),
    busy,
  );
  return isCut(message) ? [edit, retry, retryWith, goOn] : [edit, retry, retryWith];
}

function useMenuEntries(menu: OpenMenu, message: Message | undefined) {
  const { laneId, messageId, anchor } = menu;
  const { store, view, commands } = useChat();
  const { copy } = useRenderActions();
  const announce = useAnnounce();
  const busy = useConversation((state) => isLaneBusy(state, laneId));
  const full = useConversation((state) => state.lanes.length >= maxLanes);
  const hidden = useBlind();
  const compared = useConversation((state) =>
    message === undefined ? 0 : (turnOf(state, message.turnId)?.places.length ?? 0),
  );
  const pick = (purpose: PickPurpose) => {
    view.setState({ picking: { purpose, anchor: anchor instanceof Element ? anchor : null } });
  };
  const changes = useChangeEntries(menu, message, pick);
  if (message === undefined) return [];
  const isReply = message.role === 'assistant';
  // Asking again, going on and other words are deeds of the run there: beside its branch, they would stop it from ending.
  const inRun = isStepOfRun(message);
  const streaming = isReply && message.status === 'streaming';
  const copyWords = async () => {
    await copy(plainText(message.parts));
    announce(text.chat.message.copied);
  };
  const fork = async () => {
    const id = await forkAt(store, laneId, messageId);
    if (id !== null) commands.openInNewTab(id);
  };
  const all: readonly (MenuEntry | false)[] = [
    item(text.chat.message.copy, <Copy />, () => void copyWords()),
    ...(inRun ? [] : changes),
    { kind: 'separator' },
    item(words.fork, <GitFork />, () => void fork(), streaming),
    item(
      words.addModel,
      <ListPlus />,
      () => {
        pick({ kind: 'add', from: messageId });
      },
      streaming || full,
    ),
    compared > 1 &&
      !hidden &&
      item(text.compare.commands.compare, <Table2 />, () => {
        view.setState({ comparing: { kind: 'table', turnId: message.turnId } });
      }),
    compared > 1 &&
      item(text.compare.commands.diff, <GitCompare />, () => {
        view.setState({ comparing: { kind: 'diff', turnId: message.turnId } });
      }),
    isReply &&
      !hidden &&
      item(text.chat.inspector.open, <ScanSearch />, () => {
        view.setState({ inspecting: messageId });
      }),
    ...(inRun ? [] : deletion(words.delete, () => void trashBranch(store, messageId), busy)),
  ];
  return all.filter((entry) => entry !== false);
}

function deletion(label: string, onSelect: () => void, disabled: boolean): readonly MenuEntry[] {
  return [{ kind: 'separator' }, { ...item(label, <Trash2 />, onSelect, disabled), danger: true }];
}

function item(label: string, icon: ReactNode, onSelect: () => void, disabled = false) {
  return { kind: 'item' as const, label, icon, onSelect, disabled };
}
