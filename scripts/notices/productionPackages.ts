import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectPath } from '../projectPaths.ts';

/** A package that is part of the app when it is shipped. */
export interface ProductionPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** The author that its package.json names, or nothing. */
  readonly author: string;
  /** The text of its licence file, or undefined when it has none. */
  readonly licenceText: string | undefined;
}

const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
});

const authored = z.object({ author: z.union([z.string(), z.object({ name: z.string() })]).optional() });

/** Reads package-lock.json and node_modules: everything that is not there for development only, by name. */
export function productionPackages(): readonly ProductionPackage[] {
  const { packages } = lockfile.parse(JSON.parse(readFileSync(projectPath('package-lock.json'), 'utf8')));
  return Object.entries(packages)
    .filter(
      ([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional && existsSync(projectPath(path)),
    )
    .map(([path, { name, version, license }]) => ({
      name: name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: version ?? '',
      licence: license ?? 'unknown',
      author: readAuthor(projectPath(path, 'package.json')),
      licenceText: readLicence(projectPath(path)),
    }))
    .toSorted((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

function readAuthor(file: string): string {
  const { author = '' } = authored.parse(JSON.parse(readFileSync(file, 'utf8')));
  return typeof author === 'string' ? author : author.name;
}

function readLicence(folder: string): string | undefined {
  const file = readdirSync(folder)
    .toSorted()
    .find((name) => /^(licen[cs]e|copying)/i.test(name));
  return file === undefined ? undefined : readFileSync(join(folder, file), 'utf8');
}

/** The same order on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
