import type { Rule, Visitor } from '../rule.ts';
import { stringValue } from '../imports.ts';

const messages = {
  directive: 'Do not silence {{tool}} here: mend the code, or change the rule for everyone.',
  doubleCast: 'A cast through `unknown` believes anything. Parse the value, or narrow it with a type guard.',
  mock: 'Do not mock modules: build the real part, or take an interface and hand in a test double.',
} as const;

const directives: Readonly<Record<string, RegExp>> = {
  'the type checker': /^\s*@ts-(ignore|expect-error|nocheck)\b/,
  'the linter': /^\s*(eslint|oxlint)-disable\b/,
};

const mockingMethods = new Set(['mock', 'doMock', 'hoisted', 'importMock']);

/** Bans the ways around the other checks: silencing comments, casts through `unknown`, mocked modules. */
export const escapeHatchesRule: Rule = {
  meta: { type: 'problem', docs: { description: 'No way around the checks' }, messages },
  create(context): Visitor {
    return {
      Program: () => {
        for (const comment of context.sourceCode.getAllComments()) {
          const tool = Object.entries(directives).find(([, pattern]) => pattern.test(comment.value))?.[0];
          if (tool) context.report({ loc: comment.loc, messageId: 'directive', data: { tool } });
        }
      },
      TSAsExpression: (node) => {
        const { expression } = node;
        if (expression.type !== 'TSAsExpression') return;
        if (
          expression.typeAnnotation.type !== 'TSUnknownKeyword' &&
          expression.typeAnnotation.type !== 'TSAnyKeyword'
        )
          return;
        context.report({ node, messageId: 'doubleCast' });
      },
      CallExpression: (node) => {
        const { callee } = node;
        if (
          callee.type !== 'MemberExpression' ||
          callee.object.type !== 'Identifier' ||
          callee.object.name !== 'vi'
        )
          return;
        const isMock =
          !callee.computed &&
          callee.property.type === 'Identifier' &&
          mockingMethods.has(callee.property.name);
        const [module] = node.arguments;
        if (isMock && module && (stringValue(module) !== undefined || module.type === 'ImportExpression')) {
          context.report({ node, messageId: 'mock' });
        }
      },
    };
  },
};
