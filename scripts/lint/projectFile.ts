import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { projectRoot } from '../projectPaths.ts';

/** A file's path from the project's root, with `/` between its parts. */
export function projectFile(filename: string): string {
  const absolute = isAbsolute(filename) ? filename : resolve(projectRoot, filename);
  return relative(projectRoot, absolute).split(sep).join('/');
}

/** The project file that a relative import names (a bundler's `?suffix` left off), or undefined for a package. */
export function resolveImport(importer: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const [path = ''] = specifier.split('?');
  return projectFile(resolve(projectRoot, dirname(importer), path));
}

/** Whether a file exists for tests only: a test itself, or support code in a folder named `testing`. */
export function isTestFile(path: string): boolean {
  return /\.test\.tsx?$|(^|\/)testing\//.test(path);
}

/**
 * Whether `path` lies under `pattern`. A pattern that ends in `/` names a folder with all that is in it, any other names one
 * file; `*` stands for one part of a path.
 */
export function matchesPath(path: string, pattern: string): boolean {
  return matchedPart(path, pattern) !== undefined;
}

/** The part of `path` that `pattern` matched (for a folder, the folder itself), or undefined. */
export function matchedPart(path: string, pattern: string): string | undefined {
  const source = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '[^/]+');
  return new RegExp(pattern.endsWith('/') ? `^${source}` : `^${source}$`).exec(path)?.[0];
}

/** Whether `path` lies under one of the patterns; one that begins with `!` takes away what an earlier one gave. */
export function matchesAny(path: string, patterns: readonly string[]): boolean {
  return patterns.reduce(
    (matched, pattern) =>
      pattern.startsWith('!')
        ? matched && !matchesPath(path, pattern.slice(1))
        : matched || matchesPath(path, pattern),
    false,
  );
}
