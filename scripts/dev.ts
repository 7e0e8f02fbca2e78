/** `npm run dev [-- arguments]`: the app with hot reload of the renderer, restarted when main or the preload change. */
import { electronViteProgram } from './build.ts';
import { runChild } from './childProcess.ts';
import { projectRoot } from './projectPaths.ts';
import { osSandboxArguments } from './session/osSandbox.ts';
import { startSession } from './session/session.ts';
import { runScript } from './terminal.ts';

await runScript(async () => {
  const session = await startSession({ isolation: 'own' });
  try {
    const args = [...osSandboxArguments(session.runtime), ...process.argv.slice(2)];
    return await runChild(process.execPath, [electronViteProgram, 'dev', '--watch', '--', ...args], {
      cwd: projectRoot,
      env: session.env,
    });
  } finally {
    await session.stop();
  }
});
