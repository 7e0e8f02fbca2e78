import { accepts, rejects, ruleTester } from './ruleTester.ts';
import { escapeHatchesRule } from './rules/escapeHatches.ts';

const file = 'src/main/chat/ChatService.ts';
const test = 'src/main/chat/ChatService.test.ts';
// Built from parts, because the rule reads this file's comments and text too.
const directive = (name: string): string => ['//', name].join(' ');

ruleTester.run('no-escape-hatches', escapeHatchesRule, {
  valid: [
    accepts(file, 'const x = value as Shape;'),
    accepts(file, 'const x = value as unknown;'),
    accepts(file, '// The rule is not disabled here\nconst x = 1;'),
    accepts(test, 'const listener = vi.fn();'),
    accepts(test, `vi.spyOn(service, 'send');`),
  ],
  invalid: [
    rejects(file, 'const x = value as unknown as Shape;', 'doubleCast'),
    rejects(file, 'const x = (value as any) as Shape;', 'doubleCast'),
    rejects(file, `${directive('@ts-ignore')}\nconst x = 1;`, 'directive'),
    rejects(file, `${directive('@ts-expect-error it is fine')}\nconst x = 1;`, 'directive'),
    rejects(file, `${directive('eslint-disable-next-line no-console')}\nconst x = 1;`, 'directive'),
    rejects(file, `/* oxlint-disable */\nconst x = 1;`, 'directive'),
    rejects(test, `vi.mock('electron');`, 'mock'),
    rejects(test, `vi.mock('../history/History.ts', () => ({}));`, 'mock'),
    rejects(test, `vi.doMock(import('../history/History.ts'));`, 'mock'),
  ],
});
