import type { NodeOf, RuleContext, Visitor } from './rule.ts';

/** One place where a file names another module. */
export interface ImportedModule {
  readonly specifier: string;
  /** 'type' when nothing of it is left at run time. */
  readonly kind: 'type' | 'value';
  /** The imported names; `*` for the whole module. */
  readonly names: readonly string[];
  readonly node: NonNullable<Parameters<RuleContext['report']>[0]['node']>;
}

/** Makes a visitor that calls `onImport` for every way in which a file can name a module, however it is spelt. */
export function visitImports(onImport: (imported: ImportedModule) => void): Visitor {
  return {
    ImportDeclaration: (node) => {
      onImport({
        specifier: node.source.value,
        kind: importKind(node),
        names: importedNames(node),
        node: node.source,
      });
    },
    ExportNamedDeclaration: (node) => {
      if (!node.source) return;
      const kind = node.exportKind === 'type' ? 'type' : 'value';
      const names = node.specifiers.map(({ local }) => ('name' in local ? local.name : local.value));
      onImport({ specifier: node.source.value, kind, names, node: node.source });
    },
    ExportAllDeclaration: (node) => {
      const kind = node.exportKind === 'type' ? 'type' : 'value';
      onImport({ specifier: node.source.value, kind, names: ['*'], node: node.source });
    },
    ImportExpression: (node) => {
      const specifier = stringValue(node.source);
      if (specifier !== undefined) onImport({ specifier, kind: 'value', names: ['*'], node: node.source });
    },
    TSImportType: (node) => {
      onImport({ specifier: node.source.value, kind: 'type', names: ['*'], node: node.source });
    },
    CallExpression: (node) => {
      const [argument] = node.arguments;
      if (!argument || !namesAModule(node)) return;
      const specifier = stringValue(argument);
      if (specifier !== undefined) onImport({ specifier, kind: 'value', names: ['*'], node: argument });
    },
  };
}

/** The text of a string literal or of a template without holes. */
export function stringValue(
  node: NodeOf<'ImportExpression'>['source'] | NodeOf<'SpreadElement'>,
): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

function importKind(node: NodeOf<'ImportDeclaration'>): 'type' | 'value' {
  if (node.importKind === 'type') return 'type';
  const isEveryNameAType =
    node.specifiers.length > 0 &&
    node.specifiers.every(
      (specifier) => specifier.type === 'ImportSpecifier' && specifier.importKind === 'type',
    );
  return isEveryNameAType ? 'type' : 'value';
}

function importedNames(node: NodeOf<'ImportDeclaration'>): readonly string[] {
  return node.specifiers.map((specifier) => {
    if (specifier.type !== 'ImportSpecifier') return '*';
    return 'name' in specifier.imported ? specifier.imported.name : specifier.imported.value;
  });
}

/** `require('x')`, `something.require('x')`, `import.meta.resolve('x')`, `require.resolve('x')`. */
function namesAModule({ callee }: NodeOf<'CallExpression'>): boolean {
  if (callee.type === 'Identifier') return callee.name === 'require';
  return (
    callee.type === 'MemberExpression' &&
    callee.property.type === 'Identifier' &&
    !callee.computed &&
    (callee.property.name === 'require' ||
      (callee.property.name === 'resolve' &&
        (callee.object.type === 'MetaProperty' ||
          (callee.object.type === 'Identifier' && callee.object.name === 'require'))))
  );
}
