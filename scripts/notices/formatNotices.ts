import { catalogueSource } from '../catalogue/source.ts';
import type { ProductionPackage } from './productionPackages.ts';

/** The file's opening. */
const introduction = `# Third-party notices

Switchyard's own source is under the MIT licence (LICENSE). The packaged app also holds the packages below, each under
its own licence, and Electron, whose licences lie beside the program as LICENSE.electron.txt and LICENSES.chromium.html.
One of the packages, @signalapp/sqlcipher, is under the AGPL-3.0-only; for its sake the packaged app as a whole is
distributed under the AGPL-3.0, and its complete source is the repository that this file comes from.

This file is written by \`npm run notices\` from package-lock.json and the packages themselves.
`;

/** The permission that comes with what was taken from the source of the catalogue; the package has no file of it. */
const mitPermission = `MIT License

${catalogueSource.copyright}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const data = `## Data

The facts of models in resources/models.json (names, limits, prices) are taken from the data of the package
${catalogueSource.package} ${catalogueSource.version}, which is no part of the app, by \`npm run catalogue\`:

~~~text
${mitPermission}
~~~`;

/** A line that claims a copyright, and not one of a licence's own sentences about copyright. */
const copyrightLine = /^\s*(?:Copyright\s+(?:\(c\)|©|\d{4}|[A-Z])|\(c\)\s*\d{4}|©)/;

/** The whole text of THIRD_PARTY_NOTICES.md: a table of the packages, the data, then each licence text once with who uses it. */
export function formatNotices(packages: readonly ProductionPackage[]): string {
  const rows = packages.map(
    ({ name, version, licence, licenceText, author }) =>
      `| ${name} | ${version} | ${licence} | ${(copyrightOf(licenceText) || author).replaceAll('|', '\\|')} |`,
  );
  const table = ['| package | version | licence | copyright or author |', '|---|---|---|---|', ...rows].join(
    '\n',
  );
  return `${introduction}\n## Packages\n\n${table}\n\n${data}\n\n## Licence texts\n\n${licenceTexts(packages).join('\n\n')}\n`;
}

/** The licence's first line that claims a copyright, or nothing. */
export function copyrightOf(licenceText: string | undefined): string {
  const line = (licenceText ?? '').split(/\r?\n/).find((text) => copyrightLine.test(text)) ?? '';
  return line.trim().replaceAll(/\s+/g, ' ');
}

function licenceTexts(packages: readonly ProductionPackage[]): readonly string[] {
  const groups = new Map<
    string,
    { readonly licence: string; readonly text: string; readonly users: string[] }
  >();
  for (const { name, licence, licenceText } of packages) {
    if (licenceText === undefined) continue;
    const text = withoutCopyright(licenceText);
    const key = text.replaceAll(/\s+/g, ' ');
    const group = groups.get(key) ?? { licence, text, users: [] };
    group.users.push(name);
    groups.set(key, group);
  }
  for (const { name, licence, licenceText } of packages) {
    if (licenceText !== undefined) continue;
    const group = [...groups.values()].find((candidate) => candidate.licence === licence);
    if (!group)
      throw new Error(`${name} has no licence file, and no other package has the text of ${licence}`);
    group.users.push(name);
  }
  return [...groups.values()]
    .toSorted((a, b) => b.users.length - a.users.length || (a.text < b.text ? -1 : 1))
    .map(
      ({ licence, text, users }) =>
        `### ${licence}: ${[...new Set(users)].join(', ')}\n\n~~~text\n${text}\n~~~`,
    );
}

function withoutCopyright(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trimEnd());
  const kept = lines.filter((line) => !copyrightLine.test(line));
  return kept
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
