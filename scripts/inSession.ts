/** `node scripts/inSession.ts <script.ts> [arguments]` runs a script in a private session: demo, bench, screenshots. */
import { existsSync } from 'node:fs';
import { ensureBuilt } from './build.ts';
import { runChild } from './childProcess.ts';
import { projectPath } from './projectPaths.ts';
import { startSession } from './session/session.ts';
import { runScript, ScriptFailure } from './terminal.ts';

await runScript(async () => {
  const [script, ...args] = process.argv.slice(2);
  if (!script || !existsSync(projectPath(script))) {
    throw new ScriptFailure('Usage: node scripts/inSession.ts <script.ts> [arguments]');
  }
  const session = await startSession({ isolation: 'private' });
  try {
    await ensureBuilt();
    return await runChild(process.execPath, [projectPath(script), ...args], { env: session.env });
  } finally {
    await session.stop();
  }
});
