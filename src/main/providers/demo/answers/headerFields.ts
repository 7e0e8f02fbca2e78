/** The second half of the long answer: HTTP header fields that decide how a reply behaves (RFC 9110, 9111 and others). */

/** One field with an example as it stands on the wire, and what to know of it. */
export interface HeaderField {
  readonly name: string;
  readonly example: string;
  readonly says: string;
  readonly advice: string;
}

export const headerFields: readonly HeaderField[] = [
  {
    name: 'Accept',
    example: 'Accept: text/html, application/json;q=0.8',
    says: 'What the client can read, with weights between 0 and 1. No weight means 1.',
    advice:
      'If a reply depends on it, say so in `Vary`, or a cache will hand one client the copy that was made for another.',
  },
  {
    name: 'Authorization',
    example: 'Authorization: Bearer …',
    says: 'The proof of who is asking. A shared cache must not store a reply to such a request unless it is told that it may.',
    advice:
      'Never put the same proof into a URL. URLs end up in logs, histories and the `Referer` of the next request; this field does not.',
  },
  {
    name: 'Cache-Control',
    example: 'Cache-Control: public, max-age=31536000, immutable',
    says: 'Who may keep the reply, and for how long. `no-cache` means *ask before each use*; only `no-store` means *do not keep*.',
    advice:
      'Two policies cover most sites: files with a hash in their name live for a year, and everything else is `no-cache` with an `ETag`.',
  },
  {
    name: 'Content-Encoding',
    example: 'Content-Encoding: zstd',
    says: 'How the body was packed. It belongs to the representation, so the packed and the plain form need different strong ETags.',
    advice:
      'Do not pack a page that mixes a secret with words an attacker can choose: the length of the packed body gives the secret away.',
  },
  {
    name: 'Content-Length',
    example: 'Content-Length: 5120',
    says: 'The size of the body in bytes. Without it the end is marked by chunks, by a frame, or by the end of the connection.',
    advice:
      'A length that disagrees with the chunks has been the start of many attacks. Servers should refuse such a message, not repair it.',
  },
  {
    name: 'Content-Security-Policy',
    example: "Content-Security-Policy: default-src 'self'; object-src 'none'",
    says: 'Which sources a page may load from and run. The browser enforces it even when the page has been tricked.',
    advice:
      'Begin with the report-only form, read what arrives for a week, and then enforce it without `unsafe-inline`.',
  },
  {
    name: 'Content-Type',
    example: 'Content-Type: text/plain; charset=utf-8',
    says: 'What the body is. Browsers used to guess when it looked wrong, and some of those guesses ran scripts.',
    advice:
      'Always name the charset of text, and send `X-Content-Type-Options: nosniff` so that nobody guesses.',
  },
  {
    name: 'Date',
    example: 'Date: Mon, 23 Nov 2026 08:00:00 GMT',
    says: 'When the reply was made, always in GMT and always in this old form.',
    advice:
      'A client whose own clock is wrong can learn the difference from it. Signed requests fail without that correction.',
  },
  {
    name: 'ETag',
    example: 'ETag: "33a64df5"',
    says: 'A name for this exact version of the content. With a `W/` in front it means *the same for practical purposes*.',
    advice:
      'A hash of the content is best. One made from the time of the file differs between two servers and defeats every cache behind them.',
  },
  {
    name: 'Expect',
    example: 'Expect: 100-continue',
    says: 'Wait for a nod before sending the body.',
    advice:
      'Clients must not wait for ever: after a second or so, send the body anyway. Some proxies never pass the nod on.',
  },
  {
    name: 'Forwarded',
    example: 'Forwarded: for=192.0.2.60;proto=https;host=example.com',
    says: 'What the proxies on the way have seen. Its older sisters, `X-Forwarded-For` and the rest, are more common.',
    advice:
      'Believe only the entries that your own proxies added, counted from the right. Everything to their left was typed by a stranger.',
  },
  {
    name: 'Host',
    example: 'Host: example.com',
    says: 'Which site on this address is meant. In HTTP/2 and later it travels as `:authority`.',
    advice:
      'Do not build links from it without checking it against a list: a mail with a link to reset a password deserves better.',
  },
  {
    name: 'Idempotency-Key',
    example: 'Idempotency-Key: "8e03978e-40d5-43dd-bc93-6894a57f9324"',
    says: 'A name for one act, made by the client. The server does the act once and answers the same each time it is asked.',
    advice: 'Keep the key with the order, not with the attempt. A new key for every retry is no key at all.',
  },
  {
    name: 'Last-Modified',
    example: 'Last-Modified: Sun, 22 Nov 2026 17:25:00 GMT',
    says: 'When the content changed last, to the second.',
    advice: 'Good enough for files. For anything that changes twice a second, use an `ETag`.',
  },
  {
    name: 'Link',
    example: 'Link: </items?page=3>; rel="next"',
    says: 'Relations to other addresses: the next page, the licence, a font to fetch early.',
    advice: 'A client that follows `next` need not know how your pages are numbered, and you may change it.',
  },
  {
    name: 'Location',
    example: 'Location: /orders/42',
    says: 'Where to go after a 3xx, or where the new thing is after a 201. It may be relative.',
    advice: 'If it is built from input, check it: an open redirect lends your good name to anybody.',
  },
  {
    name: 'Origin',
    example: 'Origin: https://app.example.com',
    says: 'Which site caused the request: scheme, host and port, never a path. Pages cannot forge it.',
    advice:
      'Compare it as a whole. A test for *ends with example.com* also lets `https://not-example.com` in.',
  },
  {
    name: 'Range',
    example: 'Range: bytes=1048576-',
    says: 'Only this part, please. The server may answer with the part, with all of it, or with a 416.',
    advice: 'Send `If-Range` along with it: you get the part if nothing changed, and the whole if it did.',
  },
  {
    name: 'Retry-After',
    example: 'Retry-After: 12',
    says: 'Come back in so many seconds, or at a date.',
    advice:
      'Show it to the person who waits. A countdown is patient, a spinner is not. Send `rate limit` to see how Switchyard does it.',
  },
  {
    name: 'Set-Cookie',
    example: 'Set-Cookie: __Host-id=…; Secure; HttpOnly; SameSite=Lax; Path=/',
    says: 'Something to remember and to send back. The prefix `__Host-` ties it to one host and to TLS.',
    advice: 'Several cookies need several fields: this is the one header that may not be joined with commas.',
  },
  {
    name: 'Strict-Transport-Security',
    example: 'Strict-Transport-Security: max-age=63072000; includeSubDomains',
    says: 'From now on, only TLS. The browser will not even try without.',
    advice:
      'Begin with an hour. The one forgotten subdomain without a certificate is found on the first day.',
  },
  {
    name: 'Traceparent',
    example: 'traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    says: 'The thread that ties together what many services did for one request.',
    advice: 'Pass it on even if you do not use it. A gap in the middle makes the whole trace useless.',
  },
  {
    name: 'Vary',
    example: 'Vary: Accept-Encoding, Origin',
    says: 'Which request headers this reply depends on, so that a cache keeps a copy for each.',
    advice:
      '`Vary: User-Agent` makes thousands of copies and `Vary: *` makes none. Both switch the cache off.',
  },
];
