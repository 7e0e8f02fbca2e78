/** `npm start [-- arguments]`: gets what is missing, builds if need be, and opens the app. */
import { ensureBuilt } from './build.ts';
import { runChild } from './childProcess.ts';
import { projectRoot } from './projectPaths.ts';
import { osSandboxArguments } from './session/osSandbox.ts';
import { startSession } from './session/session.ts';
import { runScript } from './terminal.ts';

await runScript(async () => {
  const session = await startSession({ isolation: 'own' });
  try {
    await ensureBuilt();
    const args = [projectRoot, ...osSandboxArguments(session.runtime), ...process.argv.slice(2)];
    return await runChild(session.runtime.executable, args, { env: session.env });
  } finally {
    await session.stop();
  }
});
