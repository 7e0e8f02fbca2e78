/**
 * Which hosts are reached without the proxy. An entry is a host with all its subdomains (`example.com`), its subdomains only
 * (`.example.com`, `*.example.com`), an address or a network (`10.0.0.0/8`, `fe80::/10`), `<local>` for names without a dot,
 * or `*` for all; each may end in a port. `NO_PROXY` is written in the same way, with commas between.
 */
import { BlockList, isIP } from 'node:net';

const usualPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

interface Place {
  /** Lower case, without brackets and without a final dot. */
  readonly host: string;
  readonly port: string;
}

function placeOf(url: URL): Place {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return { host, port: url.port === '' ? (usualPorts[url.protocol] ?? '') : url.port };
}

/** Splits a port off. The colons of a bare IPv6 address are none. */
function parseEntry(entry: string): { readonly host: string; readonly port: string | null } {
  const text = entry.trim().toLowerCase();
  const bracketed = /^\[(.+)\](?::(\d+))?$/.exec(text);
  if (bracketed !== null) return { host: bracketed[1] ?? '', port: bracketed[2] ?? null };
  const named = /^([^:]+):(\d+)$/.exec(text);
  return named === null ? { host: text, port: null } : { host: named[1] ?? '', port: named[2] ?? null };
}

function isInNetwork(host: string, network: string): boolean {
  const [address = '', prefix = ''] = network.split('/', 2);
  const family = isIP(address);
  const bits = Number(prefix);
  if (isIP(host) === 0 || family === 0 || !/^\d{1,3}$/.test(prefix)) return false;
  if (bits > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(address, bits, family === 4 ? 'ipv4' : 'ipv6');
  return list.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6');
}

function isSameAddress(host: string, address: string): boolean {
  return isInNetwork(host, `${address}/${isIP(address) === 4 ? '32' : '128'}`);
}

function matchesHost(host: string, pattern: string): boolean {
  if (pattern === '*') return true;
  if (pattern === '<local>') return !host.includes('.') && isIP(host) === 0;
  if (pattern.includes('/')) return isInNetwork(host, pattern);
  if (isIP(pattern) !== 0) return isSameAddress(host, pattern);
  const name = pattern.replace(/\.$/, '');
  if (name.startsWith('*.')) return host.endsWith(name.slice(1));
  if (name.startsWith('.')) return host.endsWith(name);
  return name !== '' && (host === name || host.endsWith(`.${name}`));
}

/** Whether one of the entries names the host of this URL. */
export function isBypassed(url: URL, entries: readonly string[]): boolean {
  const place = placeOf(url);
  return entries.some((entry) => {
    const { host, port } = parseEntry(entry);
    return (port === null || port === place.port) && matchesHost(place.host, host);
  });
}
