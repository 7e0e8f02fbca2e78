import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { projectPath } from '../projectPaths.ts';
import { copyrightOf, formatNotices } from './formatNotices.ts';
import { productionPackages, type ProductionPackage } from './productionPackages.ts';

const text = (year: string): string =>
  `MIT License\n\nCopyright (c) ${year} Somebody\n\nPermission is granted.\n`;
const packages: readonly ProductionPackage[] = [
  { name: 'a', version: '1.0.0', licence: 'MIT', author: '', licenceText: text('2020') },
  { name: 'b', version: '2.0.0', licence: 'MIT', author: '', licenceText: text('2021') },
  { name: 'c', version: '3.0.0', licence: 'MIT', author: 'Someone Else', licenceText: undefined },
];

describe('THIRD_PARTY_NOTICES.md', () => {
  it('is what `npm run notices` writes', () => {
    const written = readFileSync(projectPath('THIRD_PARTY_NOTICES.md'), 'utf8').replaceAll('\r\n', '\n');
    expect(written === formatNotices(productionPackages()), 'run `npm run notices`').toBe(true);
  });

  it('knows the licence of every package', () => {
    expect(productionPackages().filter(({ licence }) => licence === 'unknown')).toEqual([]);
  });
});

describe('formatNotices', () => {
  it('prints a text once for all that share it, whoever holds the copyright', () => {
    const notices = formatNotices(packages);
    expect(notices.match(/Permission is granted/g)).toHaveLength(1);
    expect(notices).toContain('### MIT: a, b, c\n');
  });

  it('names each package with its own copyright line', () => {
    expect(formatNotices(packages)).toContain('| b | 2.0.0 | MIT | Copyright (c) 2021 Somebody |');
  });

  it('keeps the notice of the data that the catalogue is made from', () => {
    const notices = formatNotices(packages);
    expect(notices).toContain('@earendil-works/pi-ai 1.5.2');
    expect(notices).toContain('Copyright (c) 2025 Mario Zechner\n\nPermission is hereby granted');
  });

  it('names the author where no copyright is claimed', () => {
    expect(formatNotices(packages)).toContain('| c | 3.0.0 | MIT | Someone Else |');
  });

  it('refuses a package whose licence text is nowhere', () => {
    const orphan = { name: 'd', version: '1.0.0', licence: 'Apache-2.0', author: '', licenceText: undefined };
    expect(() => formatNotices([...packages, orphan])).toThrow('d has no licence file');
  });
});

describe('copyrightOf', () => {
  it('passes over a template and the sentences of a licence', () => {
    const licence = 'Copyright [yyyy] [name]\ncopyright notice that is included\n  Copyright 2019  Somebody';
    expect(copyrightOf(licence)).toBe('Copyright 2019 Somebody');
  });

  it('is empty without a licence text', () => {
    expect(copyrightOf(undefined)).toBe('');
  });
});
