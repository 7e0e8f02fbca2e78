import { confinements, type Confinement } from '../architecture.ts';
import { visitImports, type ImportedModule } from '../imports.ts';
import { matchesModule, moduleName } from '../packageNames.ts';
import { matchesAny, projectFile } from '../projectFile.ts';
import type { Rule, Visitor } from '../rule.ts';

/** Some modules, or some of their exports, may be used in few places (architecture.ts). Holds for tests too. */
export const confinedImportsRule: Rule = {
  meta: {
    type: 'problem',
    docs: { description: 'Powerful modules stay in the files made for them' },
    messages: { confined: '{{what}} may be used only in {{places}}. {{remedy}}' },
  },
  create(context): Visitor {
    const file = projectFile(context.filename);
    return visitImports((imported) => {
      const broken = confinements.find((confinement) => !isAllowed(confinement, file, imported));
      if (!broken) return;
      context.report({
        node: imported.node,
        messageId: 'confined',
        data: {
          what: confinedPart(broken, imported) ?? imported.specifier,
          places: broken.to.join(', ') || 'no file',
          remedy: broken.remedy,
        },
      });
    });
  },
};

/** What of the import falls under the confinement, in words; undefined when nothing does. */
function confinedPart({ modules, names }: Confinement, imported: ImportedModule): string | undefined {
  const module = moduleName(imported.specifier);
  if (!matchesModule(module, modules)) return undefined;
  if (!names) return module;
  if (imported.kind === 'type') return undefined;
  const found = imported.names.find((name) => names.includes(name));
  return found === undefined ? undefined : `${found} of ${module}`;
}

function isAllowed(confinement: Confinement, file: string, imported: ImportedModule): boolean {
  const { to, forTypes = [] } = confinement;
  if (confinedPart(confinement, imported) === undefined) return true;
  return matchesAny(file, to) || (imported.kind === 'type' && matchesAny(file, forTypes));
}
