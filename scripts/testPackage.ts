/** `npm run test:package [-- vitest's arguments]`: packages the app for a test and checks what came out. */
import { ensureBuilt } from './build.ts';
import { runChild } from './childProcess.ts';
import { packageApp } from './packaging/packageApp.ts';
import { projectPath, projectRoot } from './projectPaths.ts';
import { startSession } from './session/session.ts';
import { runScript } from './terminal.ts';

await runScript(async () => {
  const session = await startSession({ isolation: 'private' });
  try {
    await ensureBuilt();
    const folder = await packageApp(session.runtime, 'test');
    const vitest = projectPath('node_modules', 'vitest', 'vitest.mjs');
    const args = [vitest, 'run', '--config', 'scripts/packaging/vitest.config.ts', ...process.argv.slice(2)];
    return await runChild(process.execPath, args, {
      cwd: projectRoot,
      env: { ...session.env, SWITCHYARD_PACKAGED_APP: folder },
    });
  } finally {
    await session.stop();
  }
});
