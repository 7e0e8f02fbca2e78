import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppFiles, pathOfAppUrl } from './AppFiles.ts';

let folder = '';
let files = new AppFiles('');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-files-'));
  const root = join(folder, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(root, 'index.html'), '<!doctype html>');
  await writeFile(join(root, 'assets', 'a b.js'), '1');
  await writeFile(join(folder, 'secret.js'), 'secret');
  await mkdir(join(folder, 'renderer-other'));
  await writeFile(join(folder, 'renderer-other', 'secret.js'), 'secret');
  await symlink(join(folder, 'secret.js'), join(root, 'link.js'));
  await symlink(join(folder, 'renderer-other'), join(root, 'linked'));
  files = new AppFiles(root);
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('AppFiles', () => {
  it.each([
    ['app://main', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://main/', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://main/index.html?a=1#b', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://main/assets/a%20b.js', 'text/javascript; charset=utf-8', '1'],
  ])('serves %s', async (url, contentType, body) => {
    const response = await files.respond('GET', url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(contentType);
    await expect(response.text()).resolves.toBe(body);
  });

  it.each([
    ['no such file', 'app://main/nothing.js'],
    ['a folder', 'app://main/assets'],
    ['a way up', 'app://main/../secret.js'],
    ['an encoded way up', 'app://main/%2e%2e/secret.js'],
    ['a way up with an encoded slash', 'app://main/..%2fsecret.js'],
    ['a way up, all encoded', 'app://main/%2e%2e%2fsecret.js'],
    ['a way up in the middle', 'app://main/assets/..%2f..%2fsecret.js'],
    ['a way up encoded twice', 'app://main/%252e%252e%252fsecret.js'],
    ['an encoded backslash', 'app://main/..%5csecret.js'],
    ['a plain backslash', 'app://main/..\\secret.js'],
    ['a NUL', 'app://main/index.html%00.js'],
    ['a drive letter', 'app://main/C:/secret.js'],
    ['malformed escapes', 'app://main/%E0%A4%A'],
    ['another host', 'app://other/index.html'],
    ['another host that begins alike', 'app://main.evil/index.html'],
    ['a port', 'app://main:1/index.html'],
    ['a user', 'app://user@main/index.html'],
    ['another scheme', 'file:///etc/passwd'],
    ['no URL', 'index.html'],
    ['a link that leaves the root', 'app://main/link.js'],
    ['a folder linked from outside', 'app://main/linked/secret.js'],
  ])('does not find %s', async (_what, url) => {
    const response = await files.respond('GET', url);
    expect(response.status).toBe(404);
    await expect(response.text()).resolves.toBe('');
  });

  it('answers to GET only', async () => {
    await expect(files.respond('POST', 'app://main/index.html')).resolves.toMatchObject({ status: 404 });
  });

  it.each(['app://main/index.html', 'app://main/nothing'])('sends the strict policy with %s', async (url) => {
    const { headers } = await files.respond('GET', url);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src artifact:; form-action 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  });
});

describe('pathOfAppUrl', () => {
  const piece = fc.oneof(
    fc.constantFrom('..', '.', '%2e', '%2f', '%5c', '%00', '\\', '/', 'a', ':'),
    fc.string(),
  );

  test.prop([fc.array(piece, { maxLength: 12 })], { numRuns: 2000 })(
    'never names anything outside of the root',
    (pieces) => {
      const path = pathOfAppUrl(`app://main/${pieces.join('')}`);
      if (path === null) return;
      expect(path.startsWith('/')).toBe(false);
      expect(path.split('/')).not.toContain('..');
      expect(path).not.toMatch(/[\\\0:]/);
    },
  );
});
