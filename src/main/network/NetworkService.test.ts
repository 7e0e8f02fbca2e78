import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { selfSignedCertificate } from '../../../e2e/providers/selfSignedCertificate.ts';
import { usualNetworkSettings } from '../../shared/usualNetworkSettings.ts';
import type { ExtraAuthority, ProxySettings } from '../../shared/network.ts';
import { SessionSecretStore } from '../secrets/SessionSecretStore.ts';
import { NetworkService } from './NetworkService.ts';
import { maxAuthorityBytes } from './readAuthority.ts';

const credentials = { user: 'me', password: 'a-proxy-password' };
const manual = (url: string): ProxySettings => ({ kind: 'manual', url, bypass: [] });

let proxy: ProxySettings = { kind: 'system' };
let authority: ExtraAuthority | null = null;
let store = new SessionSecretStore('no-service');
let path: string | null = null;
let heard: string[] = [];

function service(): NetworkService {
  return new NetworkService({
    store,
    settings: () => ({ ...usualNetworkSettings, proxy, extraAuthority: authority }),
    chooseAuthorityFile: async () => path,
    onSecret: (value) => heard.push(value),
  });
}

beforeEach(() => {
  proxy = manual('http://proxy.example:3128');
  authority = null;
  store = new SessionSecretStore('no-service');
  path = null;
  heard = [];
});

describe('the password of the proxy', () => {
  it('lies in the keychain and is told to the proxy that it was set for', async () => {
    await service().setProxyPassword(credentials);
    const later = service();
    await expect(later.proxyPassword()).resolves.toEqual(credentials);
    expect(heard).toEqual([credentials.password, credentials.password]);
    for (const other of [
      'http://other.example:3128',
      'https://proxy.example:3128',
      'http://proxy.example:1',
    ]) {
      proxy = manual(other);
      await expect(later.proxyPassword()).resolves.toBeNull();
    }
    for (const kind of ['system', 'none'] as const) {
      proxy = { kind };
      await expect(later.proxyPassword()).resolves.toBeNull();
    }
    proxy = manual('proxy.example:3128');
    await expect(later.proxyPassword()).resolves.toEqual(credentials);
  });

  it('is forgotten when that is asked', async () => {
    const network = service();
    await network.setProxyPassword(credentials);
    await network.proxyPassword();
    await network.setProxyPassword(null);
    await expect(network.proxyPassword()).resolves.toBeNull();
    await expect(store.get('proxy')).resolves.toBeNull();
  });

  it('is none where somebody else wrote the entry', async () => {
    await store.set('proxy', '{"password":"x"}');
    await expect(service().proxyPassword()).resolves.toBeNull();
  });
});

describe('choosing an authority', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sy-authority-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('gives the certificate and the name of its file', async () => {
    const { cert } = selfSignedCertificate();
    path = join(folder, 'company.pem');
    await writeFile(path, cert);
    await expect(service().chooseAuthority()).resolves.toEqual({ fileName: 'company.pem', pem: cert });
  });

  it('is the only way to have one trusted', async () => {
    const { cert } = selfSignedCertificate();
    const forged = { fileName: 'company.pem', pem: cert };
    const network = service();
    expect(() => {
      network.assertChosen(forged);
    }).toThrow(expect.objectContaining({ code: 'ipc/invalid-input' }));
    path = join(folder, 'company.pem');
    await writeFile(path, cert);
    network.assertChosen(await network.chooseAuthority());
    network.assertChosen(null);
    // After a new start, what the settings hold was chosen before.
    authority = forged;
    service().assertChosen(forged);
    expect(() => {
      service().assertChosen({ ...forged, pem: selfSignedCertificate().cert });
    }).toThrow();
  });

  it('gives nothing when the dialog was closed', async () => {
    await expect(service().chooseAuthority()).resolves.toBeNull();
  });

  it('refuses a file that is no certificate, too large, a folder or gone', async () => {
    const refused = { code: 'attachment/unreadable' };
    path = join(folder, 'notes.txt');
    await writeFile(path, 'words');
    await expect(service().chooseAuthority()).rejects.toMatchObject(refused);
    await writeFile(path, selfSignedCertificate().cert + ' '.repeat(maxAuthorityBytes));
    await expect(service().chooseAuthority()).rejects.toMatchObject(refused);
    path = folder;
    await expect(service().chooseAuthority()).rejects.toMatchObject(refused);
    path = join(folder, 'gone');
    await expect(service().chooseAuthority()).rejects.toMatchObject(refused);
  });
});
