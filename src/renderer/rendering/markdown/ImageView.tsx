import { ExternalLink } from 'lucide-react';
import { decodeHTML } from 'entities/decode';
import { parseExternalUrl } from '../../../shared/externalUrl.ts';
import { text } from '../../app/text/text.ts';
import { limits } from '../limits.ts';
import { useRenderActions } from '../RenderActions.ts';

const dataImage = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}$/;

/**
 * An image in a reply. Only one that carries its own bytes is drawn. A remote one would tell its server that (and, through
 * its address, what) was read, so it stays a named link until a person opens it in the browser.
 */
export function ImageView({ href, alt }: { readonly href: string; readonly alt: string }) {
  const { openLink } = useRenderActions();
  const address = decodeHTML(href);
  if (address.length <= limits.dataImage && dataImage.test(address)) {
    return <img className="md-image" src={address} alt={alt} />;
  }
  const target = parseExternalUrl(address);
  const name = alt === '' ? text.rendering.image : alt;
  if (!target.ok) return <span className="md-remote-image">{name}</span>;
  return (
    <button
      type="button"
      className="md-remote-image"
      title={target.href}
      onClick={() => {
        openLink(target.href, alt);
      }}
    >
      <ExternalLink aria-hidden size={13} />
      {text.rendering.openImage(name, target.host)}
    </button>
  );
}
