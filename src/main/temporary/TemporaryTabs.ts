import type { AttachmentRef } from '../../shared/attachment.ts';
import { mainWindowId } from '../../shared/ids.ts';
import type { ConversationId, TabId, WindowId } from '../../shared/ids.ts';
import type { Tab } from '../../shared/settings.ts';

/** The tabs of temporary conversations with their drafts, so that a window that loads again finds them. */
export class TemporaryTabs {
  readonly #tabs = new Map<TabId, Tab>();

  list(): readonly Tab[] {
    return [...this.#tabs.values()];
  }

  of(id: ConversationId): readonly Tab[] {
    return this.list().filter((tab) => tab.conversationId === id);
  }

  /** Makes these the only tabs of a window. Returns the conversations that no tab holds any more. */
  replace(tabs: readonly Tab[], windowId: WindowId = mainWindowId): readonly ConversationId[] {
    const before = this.list();
    const after = new Set(tabs.map(({ id }) => id));
    for (const tab of before) {
      if ((tab.windowId ?? mainWindowId) === windowId && !after.has(tab.id)) this.#tabs.delete(tab.id);
    }
    for (const { windowId: _before, ...tab } of tabs) {
      this.#tabs.set(tab.id, { ...tab, ...(windowId !== mainWindowId && { windowId }) });
    }
    const held = new Set(this.list().map((tab) => tab.conversationId));
    return [...new Set(before.map((tab) => tab.conversationId))].filter((id) => !held.has(id));
  }

  /** Whether there is such a tab. Files stay as they are where none are given. */
  saveDraft(
    id: TabId,
    change: { readonly draft: string; readonly attachments?: readonly AttachmentRef[] | undefined },
    now: number,
  ): boolean {
    const tab = this.#tabs.get(id);
    if (tab === undefined) return false;
    const { draft, attachments = tab.attachments } = change;
    const { attachments: _before, ...rest } = tab;
    const files =
      attachments === undefined || attachments.length === 0 ? {} : { attachments: [...attachments] };
    this.#tabs.set(id, { ...rest, ...files, draft, updatedAt: now });
    return true;
  }

  forget(id: ConversationId): void {
    for (const tab of this.of(id)) this.#tabs.delete(tab.id);
  }
}
