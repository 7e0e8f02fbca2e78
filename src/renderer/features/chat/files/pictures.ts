/**
 * Pictures of attached images, as `data:` addresses. Main sends them no larger than they are shown; each is asked for once
 * a window and the oldest are let go, so a long conversation of pictures costs no more than what is looked at.
 */
import { useEffect, useState } from 'react';
import type { Client } from '../../../app/client.ts';
import { useClient } from '../../../app/WorkspaceContext.ts';

/** Longest edge of a thumbnail, in pixels: enough for 160 px on a dense screen. */
export const thumbnailEdge = 320;
/** Longest edge of a picture that is looked at by itself, in pixels. */
export const pictureEdge = 2048;

const keptPictures = 60;

const caches = new WeakMap<Client, Map<string, Promise<string>>>();

function pictureOf(client: Client, hash: string, maxEdge: number): Promise<string> {
  const cache = caches.get(client) ?? new Map<string, Promise<string>>();
  caches.set(client, cache);
  const key = `${hash} ${String(maxEdge)}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const picture = client
    .request('attachments.image', { hash, maxEdge })
    .then(({ mediaType, data }) => `data:${mediaType};base64,${data}`);
  cache.set(key, picture);
  // A failure is not remembered: the next look asks again.
  picture.catch(() => cache.delete(key));
  const oldest = cache.keys().next().value;
  if (cache.size > keptPictures && oldest !== undefined) cache.delete(oldest);
  return picture;
}

/** A picture on its way, here, or not to be had. */
export type Picture =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'failed' };

/** The picture of an attached image, at most `maxEdge` pixels wide and high. */
export function usePicture(hash: string, maxEdge: number): Picture {
  const client = useClient();
  const [shown, setShown] = useState<{ readonly hash: string; readonly picture: Picture } | null>(null);
  useEffect(() => {
    let wanted = true;
    const show = (picture: Picture) => {
      if (wanted) setShown({ hash, picture });
    };
    pictureOf(client, hash, maxEdge).then(
      (url) => {
        show({ kind: 'ready', url });
      },
      () => {
        show({ kind: 'failed' });
      },
    );
    return () => {
      wanted = false;
    };
  }, [client, hash, maxEdge]);
  return shown?.hash === hash ? shown.picture : { kind: 'loading' };
}
