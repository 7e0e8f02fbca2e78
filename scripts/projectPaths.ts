import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** A path inside the project. */
export function projectPath(...parts: readonly string[]): string {
  return join(projectRoot, ...parts);
}

/**
 * Where downloads that any clone on this machine may reuse are kept: SWITCHYARD_CACHE_DIR, else the user's cache folder
 * as the XDG specification names it, else `.cache/` in the project (git ignores it) when neither can be written.
 */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment['SWITCHYARD_CACHE_DIR'];
  if (chosen) return ensureFolder(chosen);
  const userCache = environment['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  try {
    const folder = ensureFolder(join(userCache, 'switchyard'));
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    return ensureFolder(projectPath('.cache'));
  }
}

function ensureFolder(path: string): string {
  mkdirSync(path, { recursive: true });
  return path;
}
