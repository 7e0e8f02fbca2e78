import { useState } from 'react';
import type { DragEvent } from 'react';
import type { TabId } from '../../../shared/ids.ts';
import { moveTab } from '../stores/tabsState.ts';
import { useWorkspace } from '../WorkspaceContext.ts';

/** The tab under the pointer and the half of it that the pointer is over. */
function dropPlace(event: DragEvent): { readonly id: string; readonly after: boolean } | null {
  const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tab]') : null;
  const id = target?.dataset['tab'];
  if (target === null || id === undefined) return null;
  const box = target.getBoundingClientRect();
  const rightHalf = event.clientX > box.left + box.width / 2;
  return { id, after: getComputedStyle(target).direction === 'rtl' ? !rightHalf : rightHalf };
}

/** Reordering tabs by drag: the tab follows the pointer, so there is nothing to drop on. */
export function useTabDrag() {
  const { tabs } = useWorkspace();
  const [draggedId, setDraggedId] = useState<TabId | null>(null);
  return {
    draggedId,
    onDragStart: (event: DragEvent) => {
      const dragged = event.target instanceof HTMLElement ? event.target.dataset['tab'] : undefined;
      const tab = tabs.getState().tabs.find((known) => known.id === dragged);
      if (tab === undefined) return;
      event.dataTransfer.effectAllowed = 'move';
      setDraggedId(tab.id);
    },
    onDragOver: (event: DragEvent) => {
      if (draggedId === null) return;
      event.preventDefault();
      const place = dropPlace(event);
      if (place === null || place.id === draggedId) return;
      const others = tabs.getState().tabs.filter((tab) => tab.id !== draggedId);
      const index = others.findIndex((tab) => tab.id === place.id) + (place.after ? 1 : 0);
      tabs.getState().apply((value) => moveTab(value, draggedId, index));
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
    },
    onDragEnd: () => {
      setDraggedId(null);
    },
  };
}
