/** `npm run catalogue`: writes resources/models.json from the package that scripts/catalogue/source.ts names. Asks the npm registry. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCatalogue, formatCatalogue } from './catalogue/buildCatalogue.ts';
import { catalogueSource } from './catalogue/source.ts';
import { captureChild } from './childProcess.ts';
import { projectPath } from './projectPaths.ts';
import { runScript, say, ScriptFailure } from './terminal.ts';
import { catalogueProviders } from '../src/main/catalogue/catalogueFile.ts';

/** Runs a program in a folder and resolves with what it printed. */
async function runIn(cwd: string, command: string, args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await captureChild(command, args, { cwd });
  if (exitCode !== 0) throw new ScriptFailure(`${command} ${args.join(' ')} failed: ${stderr.trim()}`);
  return stdout.trim();
}

await runScript(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'switchyard-catalogue-'));
  try {
    const { package: name, version } = catalogueSource;
    const archive = await runIn(folder, 'npm', ['pack', '--silent', `${name}@${version}`]);
    await runIn(folder, 'tar', ['-xzf', archive, catalogueSource.folder]);
    const files = await Promise.all(
      catalogueProviders.map(async (provider): Promise<[string, unknown]> => {
        const text = await readFile(join(folder, catalogueSource.folder, `${provider}.json`), 'utf8');
        return [provider, JSON.parse(text)];
      }),
    );
    const text = formatCatalogue(buildCatalogue(new Map(files)));
    await writeFile(projectPath('resources', 'models.json'), text);
    say(`resources/models.json: ${text.length} bytes from ${name} ${version}.`);
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
