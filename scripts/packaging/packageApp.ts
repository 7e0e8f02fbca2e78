/**
 * Makes the unpacked app (`dist/<platform>-unpacked/`) from `out/` and an Electron that is already on this machine.
 * Installers are made from it by other means, because electron-builder's targets for them download tools from GitHub.
 */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Arch, build, Platform, type Configuration } from 'electron-builder';
import type { ElectronRuntime } from '../electron/ElectronRuntime.ts';
import { projectPath, projectRoot } from '../projectPaths.ts';
import { ScriptFailure } from '../terminal.ts';
import { applyFuses } from './fuses.ts';

const productName = 'Switchyard';

/** Dependencies that the build takes into `out/` whole: the page's, and those of main that `electron.vite.config.ts` names. */
const bundled = [
  '@base-ui/react',
  '@fontsource-variable',
  '@shikijs',
  '@tanstack',
  'fuzzysort',
  'katex',
  'lucide-react',
  'openai',
  'react',
  'react-dom',
  'shiki',
  'uuid',
  'write-file-atomic',
  'zod',
  'zustand',
] as const;

/** The program inside an unpacked app. */
export function packagedExecutable(folder: string): string {
  if (process.platform === 'darwin')
    return join(folder, `${productName}.app`, 'Contents', 'MacOS', productName);
  return join(folder, process.platform === 'win32' ? `${productName}.exe` : 'switchyard');
}

/**
 * Packages the app and resolves with the folder it lies in. `purpose` 'release' refuses every runtime but the supported
 * release; 'test' accepts any and puts the result in a folder of its own, `dist/test`.
 */
export async function packageApp(runtime: ElectronRuntime, purpose: 'release' | 'test'): Promise<string> {
  if (purpose === 'release' && runtime.origin !== 'electron-package') {
    throw new ScriptFailure(
      `A release needs the Electron that the electron package names, not ${runtime.version} from ${runtime.distPath}. ` +
        'For a build that is only tested, run: npm run package -- --test-build',
    );
  }
  const output = projectPath('dist', purpose);
  await rm(output, { recursive: true, force: true });
  await build({
    projectDir: projectRoot,
    publish: 'never',
    targets: Platform.current().createTarget('dir', process.arch === 'arm64' ? Arch.arm64 : Arch.x64),
    config: configuration(runtime, output),
  });
  const folder = join(output, unpackedFolder());
  if (!existsSync(packagedExecutable(folder))) throw new Error(`electron-builder left no app in ${folder}`);
  return folder;
}

function unpackedFolder(): string {
  if (process.platform === 'darwin') return process.arch === 'arm64' ? 'mac-arm64' : 'mac';
  const system = process.platform === 'win32' ? 'win' : 'linux';
  return `${system}${process.arch === 'arm64' ? '-arm64' : ''}-unpacked`;
}

function configuration(runtime: ElectronRuntime, output: string): Configuration {
  const prebuilds = `${process.platform}-${process.arch}`;
  return {
    appId: 'org.switchyard.Switchyard',
    productName,
    directories: { output, buildResources: projectPath('resources') },
    electronDist: runtime.distPath,
    electronVersion: runtime.version,
    npmRebuild: false, // The native modules bring N-API builds that fit every Electron.
    asar: true,
    files: [
      'out/**',
      'package.json',
      'LICENSE',
      'THIRD_PARTY_NOTICES.md',
      '!**/*.map',
      ...bundled.map((name) => `!node_modules/${name}/**`),
      // Of the tokeniser one vocabulary is used, and only as modules.
      '!node_modules/gpt-tokenizer/{cjs,data,src,esm/model}/**',
      // Of libvips what Node loads, without the formats that are not taken.
      '!node_modules/wasm-vips/lib/{vips-heif.wasm,vips-jxl.wasm,vips-resvg.wasm,vips-es6.js,vips.js,vips-node.js}',
      '!node_modules/read-excel-file/{browser,bundle,commonjs,node,web-worker}/**',
      ...onlyPrebuilds(prebuilds),
    ],
    linux: { executableName: 'switchyard', category: 'Network', icon: projectPath('resources', 'icons') },
    afterPack: async ({ appOutDir }) => {
      await rm(join(appOutDir, 'resources', 'default_app.asar'), { force: true });
      await applyFuses(packagedExecutable(appOutDir));
    },
  };
}

/** Of the native modules only the build for this platform is shipped. */
function onlyPrebuilds(platform: string): readonly string[] {
  return ['!node_modules/**/prebuilds/**', `node_modules/**/prebuilds/${platform}/**`];
}
