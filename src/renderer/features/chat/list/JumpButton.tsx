import { ArrowDown } from 'lucide-react';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';

/** The way back to the end of a list that is read further up. */
export function JumpButton({ onJump }: { readonly onJump: () => void }) {
  return (
    <Button size="sm" className="message-jump" icon={<ArrowDown />} onClick={onJump}>
      {text.chat.list.jump}
    </Button>
  );
}
