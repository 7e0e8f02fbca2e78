import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { text } from '../../../app/text/text.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useAnnounce } from '../../../ui/LiveRegion.tsx';
import { useRenderActions } from '../../../rendering/RenderActions.ts';

/** How long the button says that it copied, in milliseconds. */
const confirmation = 1500;

/** Copies a message as it was written: Markdown, without what was drawn around it. */
export function CopyButton({ body }: { readonly body: string }) {
  const { copy } = useRenderActions();
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => {
      setCopied(false);
    }, confirmation);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);
  const onClick = async () => {
    await copy(body);
    setCopied(true);
    announce(text.chat.message.copied);
  };
  return (
    <IconButton
      size="sm"
      label={text.chat.message.copy}
      icon={copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      onClick={() => void onClick()}
    />
  );
}
