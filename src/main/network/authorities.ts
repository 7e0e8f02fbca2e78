/**
 * Whom we believe that a server is who it says it is: the authorities that are bundled with the runtime, those of the
 * operating system if that is wanted, and one that a person's company gave. Nothing switches the check itself off.
 *
 * Runtimes before Node 22.15 cannot ask the system. On Linux the bundle that distributions install is read instead; on macOS
 * and Windows such a runtime trusts the bundled ones only, and the log says so.
 */
import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import type { SecureContext } from 'node:tls';
import type { NetworkSettings } from '../../shared/network.ts';

/** Typed as always there; older runtimes have it not. */
const { getCACertificates }: Partial<Pick<typeof tls, 'getCACertificates'>> = tls;

/** Where distributions keep their bundle: Debian and Arch, Fedora, openSUSE, Alpine. */
const bundleFiles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
] as const;

/** PEMs of the system's authorities, or null where they cannot be had. */
export type ReadSystemAuthorities = () => readonly string[] | null;

function readBundle(): readonly string[] | null {
  for (const file of bundleFiles) {
    try {
      return [readFileSync(file, 'utf8')];
    } catch {
      // The next distribution's place.
    }
  }
  return null;
}

/** What this machine's own software trusts. */
export const systemAuthorities: ReadSystemAuthorities = () => {
  const found = getCACertificates?.('system') ?? [];
  if (found.length > 0) return found;
  return process.platform === 'linux' ? readBundle() : null;
};

/** The bundled ones, and what NODE_EXTRA_CA_CERTS adds where the runtime tells. */
function bundledAuthorities(): readonly string[] {
  return getCACertificates?.('default') ?? tls.rootCertificates;
}

/**
 * What TLS connections are made with; null where the bundled authorities are enough. `onMissing` hears that the system's are
 * wanted and cannot be had.
 */
export function secureContextFor(
  { systemTrust, extraAuthority }: NetworkSettings,
  readSystem: ReadSystemAuthorities,
  onMissing: () => void,
): SecureContext | null {
  const system = systemTrust ? readSystem() : [];
  if (system === null) onMissing();
  const added = [...(system ?? []), ...(extraAuthority === null ? [] : [extraAuthority.pem])];
  return added.length === 0 ? null : tls.createSecureContext({ ca: [...bundledAuthorities(), ...added] });
}
