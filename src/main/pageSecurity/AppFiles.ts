/**
 * Serves the files of the page, and nothing else of this disk. A URL has to name the exact host; its path is decoded once,
 * checked, joined to the root and resolved through every symbolic link, and must still lie inside the root. Everything that
 * fails is a 404 of the same shape, so a page learns nothing about the disk.
 */
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, posix, sep } from 'node:path';
import { appHost, appScheme } from './pageOrigin.ts';
import { pageHeaders } from './responseHeaders.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

/**
 * The path below the root that a URL of the app's scheme names, with forward slashes and no way up, or null. Pure: it says
 * nothing of whether there is such a file.
 */
export function pathOfAppUrl(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== `${appScheme}:` || url.host !== appHost || url.username !== '') return null;
  const path = decodePath(url.pathname);
  if (path === null || path.includes('\0') || path.includes('\\') || path.includes(':')) return null;
  if (path.split('/').includes('..')) return null;
  const normal = posix.normalize(`/${path}`).slice(1);
  return normal === '' ? 'index.html' : normal;
}

/** The folder of the built page, as responses. */
export class AppFiles {
  readonly #root: string;

  /** `root` is an absolute path; it may lie inside of an asar archive. */
  constructor(root: string) {
    this.#root = root;
  }

  /** Never rejects. */
  async respond(method: string, url: string): Promise<Response> {
    const path = method === 'GET' ? pathOfAppUrl(url) : null;
    const contentType = path === null ? undefined : contentTypes[extname(path)];
    if (path === null || contentType === undefined) return this.#notFound();
    try {
      const root = await realpath(this.#root);
      const file = await realpath(join(root, path));
      if (!file.startsWith(root + sep)) return this.#notFound();
      return new Response(await readFile(file), { headers: { ...pageHeaders, 'Content-Type': contentType } });
    } catch {
      return this.#notFound();
    }
  }

  #notFound(): Response {
    return new Response(null, { status: 404, headers: pageHeaders });
  }
}
