import type { NetworkHop } from '../../shared/errors.ts';

/**
 * The way to a server ended at a station. `code` is what the system, OpenSSL or the proxy called it; nothing else of the
 * first error is kept. `status` is what a proxy answered; 407 also stands for a SOCKS proxy that wants other credentials.
 */
export class HopFailure extends Error {
  override readonly name = 'HopFailure';
  readonly hop: NetworkHop;
  readonly code: string;
  readonly status: number | undefined;

  constructor(hop: NetworkHop, code: string, status?: number) {
    super(code);
    this.hop = hop;
    this.code = code;
    this.status = status;
  }
}

/** The short name that an error carries (`ECONNREFUSED`); `UNKNOWN` where it has none. */
export function wireCode(caught: unknown): string {
  if (typeof caught !== 'object' || caught === null) return 'UNKNOWN';
  if ('errors' in caught && Array.isArray(caught.errors) && caught.errors.length > 0) {
    // Happy eyeballs: one error for each address that was tried.
    return wireCode(caught.errors[0]);
  }
  return 'code' in caught && typeof caught.code === 'string' ? caught.code : 'UNKNOWN';
}
