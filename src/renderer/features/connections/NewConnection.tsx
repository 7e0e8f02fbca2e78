import { useState } from 'react';
import { text } from '../../app/text/text.ts';
import { useWorkspace } from '../../app/WorkspaceContext.ts';
import { useAnnounce } from '../../ui/LiveRegion.tsx';
import type { ConnectionDraft } from './drafts/connectionDraft.ts';
import { connectionOf, newDraft, patched } from './drafts/connectionDraft.ts';
import { ConnectionDialog } from './form/ConnectionDialog.tsx';
import type { Offer } from './gallery/offers.ts';
import { ProviderGallery } from './gallery/ProviderGallery.tsx';

/** The draft that an offer leads to, with all that is known of it filled in. */
function draftFor(offer: Offer): ConnectionDraft {
  const now = Date.now();
  switch (offer.kind) {
    case 'form':
      return newDraft(offer.choice, now);
    case 'server': {
      const { preset, baseUrl } = offer.server;
      return patched(newDraft({ provider: 'openai-compatible', preset }, now), { baseUrl });
    }
    case 'profile': {
      const { name, region } = offer.profile;
      const draft = newDraft({ provider: 'bedrock' }, now);
      return patched(draft, {
        profile: name,
        name: `Bedrock ${name}`,
        ...(region === null ? {} : { region }),
      });
    }
  }
}

/** First what to connect, then its form. A server that runs already needs no form. */
export function NewConnection({ onClose }: { readonly onClose: () => void }) {
  const workspace = useWorkspace();
  const announce = useAnnounce();
  const [draft, setDraft] = useState<ConnectionDraft | null>(null);
  const choose = async (offer: Offer) => {
    const chosen = draftFor(offer);
    if (offer.kind !== 'server') {
      setDraft(chosen);
      return;
    }
    announce(text.connections.gallery.adding(offer.name));
    const connection = connectionOf(chosen, Date.now());
    try {
      await workspace.saveConnection({ connection }, connection);
      onClose();
    } catch {
      // Its form says what is wrong, and can be put right there.
      setDraft(chosen);
    }
  };
  if (draft === null) return <ProviderGallery onChoose={(offer) => void choose(offer)} onClose={onClose} />;
  return (
    <ConnectionDialog
      initial={draft}
      kind="new"
      onBack={() => {
        setDraft(null);
      }}
      onClose={onClose}
    />
  );
}
