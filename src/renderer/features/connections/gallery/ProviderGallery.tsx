/** The choice of what to connect: one list to search, with what was found on this computer on top. */
import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { text } from '../../../app/text/text.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { PickList } from '../../../ui/PickList.tsx';
import { TopLayer } from '../../../ui/TopLayer.tsx';
import type { Offer } from './offers.ts';
import { searchOffers } from './offers.ts';
import { useFound } from './useFound.ts';
import '../../../ui/Dialog.css';
import './gallery.css';

interface ProviderGalleryProps {
  readonly onChoose: (offer: Offer) => void;
  readonly onClose: () => void;
}

const words = text.connections.gallery;

function OfferLine({ offer }: { readonly offer: Offer }) {
  const provider =
    offer.kind === 'form' ? offer.choice.provider : offer.kind === 'server' ? 'openai-compatible' : 'bedrock';
  return (
    <>
      <span className="connections-dot" data-provider={provider} aria-hidden="true" />
      <span className="gallery-name">{offer.name}</span> <span className="gallery-about">{offer.about}</span>
    </>
  );
}

export function ProviderGallery({ onChoose, onClose }: ProviderGalleryProps) {
  const found = useFound();
  const popup = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const groups = useMemo(() => searchOffers(found, query), [found, query]);
  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="ui-dialog-backdrop" />
        <Dialog.Popup
          ref={popup}
          className="ui-dialog ui-dialog-md gallery"
          // The search box is the only text field in here.
          initialFocus={() => popup.current?.querySelector('input') ?? true}
        >
          <TopLayer>
            <header className="ui-dialog-header">
              <Dialog.Title className="ui-dialog-title">{words.title}</Dialog.Title>
              <Dialog.Close
                render={
                  <IconButton label={text.connections.form.close} icon={<X aria-hidden="true" />} size="sm" />
                }
              />
            </header>
            <PickList
              label={words.search}
              placeholder={words.search}
              query={query}
              onQueryChange={setQuery}
              groups={groups}
              itemKey={(offer) => offer.key}
              renderItem={(offer) => <OfferLine offer={offer} />}
              onPick={onChoose}
              empty={words.empty}
            />
          </TopLayer>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
