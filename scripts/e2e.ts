/** `npm run test:e2e [-- Playwright's arguments]`: the end-to-end tests, in a session apart from the person's own. */
import { ensureBuilt } from './build.ts';
import { runChild } from './childProcess.ts';
import { projectPath, projectRoot } from './projectPaths.ts';
import { startSession } from './session/session.ts';
import { runScript } from './terminal.ts';

await runScript(async () => {
  const session = await startSession({ isolation: 'private' });
  try {
    await ensureBuilt();
    const playwright = projectPath('node_modules', '@playwright', 'test', 'cli.js');
    const args = [playwright, 'test', '--config', 'e2e/playwright.config.ts', ...process.argv.slice(2)];
    return await runChild(process.execPath, args, { cwd: projectRoot, env: session.env });
  } finally {
    await session.stop();
  }
});
