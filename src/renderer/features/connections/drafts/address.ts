/** Web addresses as people type them. Pure. */

/** Whether an address without a scheme means this machine or its own network, where servers speak plain http. */
function looksLocal(address: string): boolean {
  return /^(localhost|127\.|10\.|192\.168\.|\[::1\]|0\.0\.0\.0|[\w-]+\.local\b)/i.test(address);
}

/**
 * Completes an address as a person types it: a missing scheme, a path of the API that belongs to the requests and not to the
 * base, a slash at the end. What is no address even then is left as it is.
 */
export function completeUrl(typed: string): string {
  const trimmed = typed.trim();
  // Chromium reads a space in a host as part of its name.
  if (trimmed === '' || /\s/.test(trimmed)) return trimmed;
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed);
  const address = hasScheme ? trimmed : `${looksLocal(trimmed) ? 'http' : 'https'}://${trimmed}`;
  if (!URL.canParse(address)) return trimmed;
  return address.replace(/\/(chat\/completions|responses|models)\/*$/, '').replace(/\/+$/, '');
}

/** Whether this is an address of the web as it stands, without completing it. */
export function isWebAddress(address: string): boolean {
  return !/\s/.test(address) && URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}

/** Whether something was typed that is no address even when it is completed. */
export function isWrongUrl(typed: string): boolean {
  return typed.trim() !== '' && !isWebAddress(completeUrl(typed));
}

/** The host of an address, or the address itself where it has none. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
