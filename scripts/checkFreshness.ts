/** `npm run freshness`: fails when the Electron that is shipped is too old. Asks the npm registry; runs once a week in CI. */
import { readFile } from 'node:fs/promises';
import { captureChild } from './childProcess.ts';
import { staleness, type PublishTimes } from './electron/freshness.ts';
import { projectPath } from './projectPaths.ts';
import { runScript, say, ScriptFailure } from './terminal.ts';

interface Manifest {
  readonly devDependencies: Readonly<Record<string, string>>;
}

await runScript(async () => {
  const manifest = JSON.parse(await readFile(projectPath('package.json'), 'utf8')) as Manifest;
  const version = manifest.devDependencies['electron'] ?? '';
  const { stdout } = await captureChild('npm', ['view', 'electron', 'time', '--json']);
  const trouble = staleness(version, JSON.parse(stdout) as PublishTimes, Date.now());
  if (trouble !== null) throw new ScriptFailure(`${trouble} Raise it in package.json and run npm test.`);
  say(`Electron ${version} is fresh.`);
  return 0;
});
