import { matchesPath, projectFile } from '../projectFile.ts';
import { stringValue } from '../imports.ts';
import type { NodeOf, Rule, Visitor } from '../rule.ts';

const openExternalFile = 'src/main/electron/openExternalUrl.ts';

const messages = {
  html: '{{name}} turns text into markup, and the text here may come from a model. Build elements, or set textContent.',
  shell: 'A shell reads what it is given. Leave `shell` out and pass the arguments as an array.',
  openExternal: `Only ${openExternalFile} opens outside addresses, after the one gate for them. Call it instead.`,
  computedImport: 'A computed import cannot be checked. Name the module in a literal.',
} as const;

const htmlProperties = new Set(['innerHTML', 'outerHTML', 'srcdoc']);
const htmlMethods = new Set([
  'insertAdjacentHTML',
  'createContextualFragment',
  'setHTMLUnsafe',
  'parseHTMLUnsafe',
]);

const childProcessFunctions = new Set(['spawn', 'spawnSync', 'execFile', 'execFileSync', 'fork']);

/**
 * Bans the ways in which text becomes markup, a command line, a module or an address that the system opens. eval, new Function
 * and dangerouslySetInnerHTML as a JSX attribute are banned by rules that oxlint brings itself.
 */
export const unsafeSinksRule: Rule = {
  meta: { type: 'problem', docs: { description: 'No text becomes markup, code or a command' }, messages },
  create(context): Visitor {
    const file = projectFile(context.filename);
    const report = (
      node: NodeOf<'Property'> | NodeOf<'MemberExpression'>,
      messageId: keyof typeof messages,
      name = '',
    ): void => context.report({ node, messageId, data: { name } });
    return {
      AssignmentExpression: ({ left }) => {
        if (left.type !== 'MemberExpression') return;
        const name = memberName(left);
        if (name !== undefined && htmlProperties.has(name)) report(left, 'html', name);
      },
      CallExpression: ({ callee }) => {
        if (callee.type !== 'MemberExpression') return;
        const name = memberName(callee);
        if (name !== undefined && htmlMethods.has(name)) report(callee, 'html', name);
        if (name === 'write' && isNamed(callee.object, 'document')) report(callee, 'html', 'document.write');
      },
      MemberExpression: (node) => {
        if (memberName(node) === 'openExternal' && !matchesPath(file, openExternalFile))
          report(node, 'openExternal');
      },
      Property: (node) => {
        const name = propertyName(node);
        if (name === 'dangerouslySetInnerHTML') report(node, 'html', name);
        if (
          name === 'openExternal' &&
          node.parent.type === 'ObjectPattern' &&
          !matchesPath(file, openExternalFile)
        ) {
          report(node, 'openExternal');
        }
        if (name === 'shell' && asksForShell(node)) report(node, 'shell');
      },
      ImportExpression: (node) => {
        if (!file.startsWith('src/') || stringValue(node.source) !== undefined) return;
        context.report({ node, messageId: 'computedImport' });
      },
    };
  },
};

function memberName(node: NodeOf<'MemberExpression'>): string | undefined {
  if (node.property.type === 'PrivateIdentifier') return undefined;
  if (!node.computed) return node.property.type === 'Identifier' ? node.property.name : undefined;
  return stringValue(node.property);
}

function propertyName({ key, computed }: NodeOf<'Property'>): string | undefined {
  if (key.type === 'PrivateIdentifier') return undefined;
  return !computed && key.type === 'Identifier' ? key.name : stringValue(key);
}

function isNamed(node: NodeOf<'MemberExpression'>['object'], name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

/** `shell: true` anywhere, and any `shell` but `false` in the options that a child process is started with. */
function asksForShell({ value, parent }: NodeOf<'Property'>): boolean {
  if (parent.type !== 'ObjectExpression') return false;
  if (value.type === 'Literal' && typeof value.value === 'boolean') return value.value;
  if (parent.parent.type !== 'CallExpression') return false;
  const { callee } = parent.parent;
  const name =
    callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' && callee.name;
  return typeof name === 'string' && childProcessFunctions.has(name);
}
