import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';

/** What a packaged Switchyard may do, switch by switch. Every fuse is named, so a new one cannot slip in with a default. */
export const fuses = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
} as const satisfies Required<Record<FuseV1Options, boolean>>;

/** The fuses of `fuses` that the Electron at `executable` knows; an older one has fewer. */
async function knownFuses(executable: string): Promise<readonly FuseV1Options[]> {
  const wire = await getCurrentFuseWire(executable);
  return allFuses.filter((fuse) => wire[fuse] !== undefined);
}

const allFuses = Object.keys(fuses).map(Number) as readonly FuseV1Options[];

/** Sets every fuse of an executable. Throws when it has a fuse that the table above does not name. */
export async function applyFuses(executable: string): Promise<void> {
  const known = await knownFuses(executable);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: process.platform === 'darwin' && process.arch === 'arm64',
    ...Object.fromEntries(known.map((fuse) => [fuse, fuses[fuse]])),
  });
  const differing = await differingFuses(executable);
  if (differing.length > 0) throw new Error(`These fuses are not as the table says: ${differing.join(', ')}`);
}

/** The names of an executable's fuses that are not set as the table says, or that the table does not name. */
export async function differingFuses(executable: string): Promise<readonly string[]> {
  const { version: _version, ...wire } = await getCurrentFuseWire(executable);
  return Object.entries(wire)
    .filter(([index, state]) => !isAsWanted(Number(index), state))
    .map(([index]) => FuseV1Options[Number(index)] ?? `fuse ${index}`);
}

function isAsWanted(index: number, state: unknown): boolean {
  const wanted = new Map<number, boolean>(allFuses.map((fuse) => [fuse, fuses[fuse]])).get(index);
  return (
    wanted !== undefined &&
    (state === FuseState.REMOVED || state === (wanted ? FuseState.ENABLE : FuseState.DISABLE))
  );
}
