import { X } from 'lucide-react';
import type { ErrorInfo } from '../../../../shared/errors.ts';
import { describeError } from '../../../app/text/en/errors.ts';
import { text } from '../../../app/text/text.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useChat } from '../ChatContext.ts';

/** Why the last thing asked for was not done. It stays until it is dismissed or the next attempt begins. */
export function Notice({ error }: { readonly error: ErrorInfo }) {
  const { store } = useChat();
  const { title, next } = describeError(error);
  return (
    <Banner
      tone={error.code === 'chat/empty-prompt' ? 'info' : 'danger'}
      role="alert"
      title={title}
      actions={
        <IconButton
          size="sm"
          label={text.chat.composer.dismiss}
          icon={<X aria-hidden="true" />}
          onClick={() => {
            store.dismissNotice();
          }}
        />
      }
    >
      {next}
    </Banner>
  );
}
