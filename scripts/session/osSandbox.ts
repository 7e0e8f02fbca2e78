import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronRuntime } from '../electron/ElectronRuntime.ts';
import { ScriptFailure, warn } from '../terminal.ts';

const userNamespaceSetting = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';

/**
 * The arguments that Electron needs for Chromium's OS sandbox to work here. Root gets `--no-sandbox`, because Chromium
 * refuses root otherwise; the renderers stay sandboxed from Node (`sandbox: true`) either way. A system that forbids user
 * namespaces gets a ScriptFailure with the remedy instead of a silent hole.
 */
export function osSandboxArguments(runtime: ElectronRuntime): readonly string[] {
  if (process.platform !== 'linux') return [];
  if (isRoot()) return ['--no-sandbox'];
  const helper = join(runtime.distPath, 'chrome-sandbox');
  if (!namespacesAreRestricted() || isSetuidRoot(helper)) return [];
  throw new ScriptFailure(
    "This system keeps programs from making user namespaces, which Chromium's sandbox needs. Let its helper do it:\n" +
      `  sudo chown root '${helper}' && sudo chmod 4755 '${helper}'`,
  );
}

/** Says, once a session, what root gives up. */
export function warnOfRoot(): void {
  if (process.platform !== 'linux' || !isRoot()) return;
  warn(
    "running as root, so Chromium's OS sandbox is off (--no-sandbox). Start as an ordinary user to keep it.",
  );
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function namespacesAreRestricted(): boolean {
  return existsSync(userNamespaceSetting) && readFileSync(userNamespaceSetting, 'utf8').trim() === '1';
}

function isSetuidRoot(path: string): boolean {
  const status = statSync(path, { throwIfNoEntry: false });
  return status !== undefined && status.uid === 0 && (status.mode & 0o4000) !== 0;
}
