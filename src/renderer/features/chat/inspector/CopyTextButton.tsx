import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { text } from '../../../app/text/text.ts';
import { useRenderActions } from '../../../rendering/RenderActions.ts';
import { Button } from '../../../ui/Button.tsx';
import { useAnnounce } from '../../../ui/LiveRegion.tsx';

interface CopyTextButtonProps {
  readonly label: string;
  readonly copied: () => string;
}

/** Copies a text that is only made when it is asked for, and says so until the focus moves on. */
export function CopyTextButton({ label, copied }: CopyTextButtonProps) {
  const { copy } = useRenderActions();
  const announce = useAnnounce();
  const [done, setDone] = useState(false);
  const words = text.chat.inspector;
  return (
    <Button
      size="sm"
      variant="ghost"
      icon={done ? <Check /> : <Copy />}
      onClick={() => {
        void copy(copied()).then(() => {
          setDone(true);
          announce(words.copied);
        });
      }}
      onBlur={() => {
        setDone(false);
      }}
    >
      {done ? words.copied : label}
    </Button>
  );
}
