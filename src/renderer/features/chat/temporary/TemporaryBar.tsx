import { EyeOff } from 'lucide-react';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { useAnnounce } from '../../../ui/LiveRegion.tsx';
import { useChat } from '../ChatContext.ts';
import './temporary.css';

/** Says that nothing of this conversation is on disk, and offers to keep it. */
export function TemporaryBar() {
  const { store, commands } = useChat();
  const announce = useAnnounce();
  const words = text.chat.temporary;
  const keep = async () => {
    const kept = await store.attempt(() => store.client.request('conversations.keep', { id: store.id }));
    if (!kept) return;
    await store.reread();
    announce(words.kept);
    commands.focusComposer();
  };
  return (
    <p className="temporary-bar">
      <EyeOff aria-hidden="true" />
      <span>{words.bar}</span>
      <Button size="sm" onClick={() => void keep()}>
        {words.keep}
      </Button>
    </p>
  );
}
