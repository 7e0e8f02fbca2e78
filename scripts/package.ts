/** `npm run package [-- --test-build]`: the unpacked app in dist/. */
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.ts';
import { findElectron } from './electron/findElectron.ts';
import { packageApp } from './packaging/packageApp.ts';
import { runScript, say } from './terminal.ts';

await runScript(async () => {
  const { values } = parseArgs({ options: { 'test-build': { type: 'boolean', default: false } } });
  const runtime = await findElectron();
  await ensureBuilt();
  say(`Packaged: ${await packageApp(runtime, values['test-build'] ? 'test' : 'release')}`);
  return 0;
});
