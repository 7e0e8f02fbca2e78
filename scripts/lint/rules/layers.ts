import { layers, type Layer } from '../architecture.ts';
import { visitImports, type ImportedModule } from '../imports.ts';
import { matchesModule, moduleName } from '../packageNames.ts';
import { isTestFile, matchedPart, matchesAny, projectFile, resolveImport } from '../projectFile.ts';
import type { Rule, Visitor } from '../rule.ts';

const messages = {
  layer: '{{name}} may not import {{target}}. It may import its own files and: {{allowed}}. {{remedy}}',
  package: '{{name}} may not use the package {{target}}. {{remedy}}',
  test: '{{target}} exists for tests: only tests may import it. Move what both need out of it.',
  unlisted: 'No row of scripts/lint/architecture.ts covers this file. Move it into a layer, or add the row.',
} as const;

/** Every import inside `src` must be allowed by the table of layers (architecture.ts). Tests may import anything. */
export const layersRule: Rule = {
  meta: { type: 'problem', docs: { description: 'Imports follow the layers of the architecture' }, messages },
  create(context): Visitor {
    const file = projectFile(context.filename);
    if (!file.startsWith('src/') || isTestFile(file)) return {};
    const layer = layers.find((row) => matchedPart(file, row.files) !== undefined);
    if (!layer) return { Program: (node) => context.report({ node, messageId: 'unlisted' }) };
    return visitImports((imported) => {
      const problem = problemWith(file, layer, imported);
      if (problem) context.report({ node: imported.node, ...problem });
    });
  },
};

interface Problem {
  readonly messageId: keyof typeof messages;
  readonly data: Record<string, string>;
}

function problemWith(file: string, layer: Layer, imported: ImportedModule): Problem | undefined {
  const { name, remedy } = layer;
  const target = resolveImport(file, imported.specifier);
  if (target === undefined) {
    const module = moduleName(imported.specifier);
    return mayUsePackage(layer, module)
      ? undefined
      : { messageId: 'package', data: { name, target: module, remedy } };
  }
  if (isTestFile(target)) return { messageId: 'test', data: { target } };
  const ownFiles = matchedPart(file, layer.files) ?? file;
  if (target.startsWith(ownFiles) || matchesAny(target, layer.mayImport)) return undefined;
  if (imported.kind === 'type' && matchesAny(target, layer.mayImportTypes ?? [])) return undefined;
  return {
    messageId: 'layer',
    data: { name, target, remedy, allowed: layer.mayImport.join(', ') || 'nothing' },
  };
}

function mayUsePackage({ onlyPackages, excludedPackages = [] }: Layer, module: string): boolean {
  if (onlyPackages) return matchesModule(module, onlyPackages);
  return !matchesModule(module, excludedPackages);
}
