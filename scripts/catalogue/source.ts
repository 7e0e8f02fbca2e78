/**
 * Where the catalogue comes from. The package is never a dependency: its archive is read once, when somebody runs
 * `npm run catalogue`, and only facts are taken from it. It has no licence file; its package.json says MIT, and the
 * copyright line is the one of its repository.
 */
export const catalogueSource = {
  package: '@earendil-works/pi-ai',
  version: '1.5.2',
  licence: 'MIT',
  copyright: 'Copyright (c) 2025 Mario Zechner',
  /** The folder of the archive that holds one JSON file a service. */
  folder: 'package/dist/providers/data',
} as const;
