/**
 * Which extra headers a person may set. Some belong to the connection and not to the request: `Host` would have a shared front
 * hand the key to another site, and a second `Content-Length` or `Transfer-Encoding` would let two servers on the way read two
 * different requests (RFC 9110 §7.2 and §7.6.1, RFC 9112 §6.3). They are made by whoever sends.
 */

const written = /^[A-Za-z0-9-]{1,100}$/;
const ofTheConnection =
  /^(connection|content-length|expect|host|http2-settings|keep-alive|proxy-[a-z-]*|te|trailer|transfer-encoding|upgrade)$/i;

/** The most extra headers that one owner may have. */
export const maxHeaders = 50;

/** Whether this may be the name of an extra header. */
export function isHeaderName(name: string): boolean {
  return written.test(name) && !ofTheConnection.test(name);
}
