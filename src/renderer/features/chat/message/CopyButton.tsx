import { Check, Copy } from 'lucide-react';
import { text } from '../../../app/text/text.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useAnnounce } from '../../../ui/LiveRegion.tsx';
import { useRenderActions } from '../../../rendering/RenderActions.ts';
import { useConfirmation } from '../../../ui/useConfirmation.ts';

/** Copies a message as it was written: Markdown, without what was drawn around it. */
export function CopyButton({ body }: { readonly body: string }) {
  const { copy } = useRenderActions();
  const announce = useAnnounce();
  const [copied, confirm] = useConfirmation();
  const onClick = async () => {
    await copy(body);
    confirm();
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
