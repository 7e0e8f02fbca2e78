import { Ellipsis } from 'lucide-react';
import type { LaneId, MessageId } from '../../../../shared/ids.ts';
import { text } from '../../../app/text/text.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useChat, useChatView } from '../ChatContext.ts';

interface MoreButtonProps {
  readonly laneId: LaneId;
  readonly id: MessageId;
}

/** Opens the menu of a message. The menu itself is one for the whole tab. */
export function MoreButton({ laneId, id }: MoreButtonProps) {
  const { view } = useChat();
  const open = useChatView(({ menu }) => menu?.messageId === id && menu.laneId === laneId);
  return (
    <IconButton
      size="sm"
      label={text.chat.branches.menu.open}
      icon={<Ellipsis aria-hidden="true" />}
      aria-haspopup="menu"
      aria-expanded={open}
      onClick={(event) => {
        view.setState({ menu: { laneId, messageId: id, anchor: event.currentTarget } });
      }}
    />
  );
}
