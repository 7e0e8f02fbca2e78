import { isBuiltin } from 'node:module';

/** The module behind a specifier, with Node's own always spelt `node:…`. */
export function moduleName(specifier: string): string {
  return isBuiltin(specifier) && !specifier.startsWith('node:') ? `node:${specifier}` : specifier;
}

/** Whether a module is one of `patterns`; one that ends in `*` is a prefix. */
export function matchesModule(module: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? module.startsWith(pattern.slice(0, -1)) : module === pattern,
  );
}
