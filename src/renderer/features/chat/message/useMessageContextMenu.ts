import type { MouseEvent } from 'react';
import type { LaneId, MessageId } from '../../../../shared/ids.ts';
import { useChat } from '../ChatContext.ts';

/** What has a menu of the system, or one of its own. */
const ownMenu = 'a, button, input, textarea, table, img, pre';

/**
 * Opens the message's menu at the pointer. Where text is selected or written, the system's own menu is what is wanted; on a
 * button the menu key asks for the message.
 */
export function useMessageContextMenu(laneId: LaneId, messageId: MessageId) {
  const { view } = useChat();
  return (event: MouseEvent<HTMLElement>) => {
    const target = event.target instanceof Element ? event.target : null;
    const byKey = event.button !== 2;
    const selected = getSelection()?.isCollapsed === false;
    if (selected || (!byKey && target?.closest(ownMenu) != null)) return;
    event.preventDefault();
    const place = new DOMRect(event.clientX, event.clientY, 0, 0);
    const anchor = byKey && target !== null ? target : { getBoundingClientRect: () => place };
    view.setState({ menu: { laneId, messageId, anchor } });
  };
}
