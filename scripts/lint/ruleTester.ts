import { RuleTester } from 'oxlint/plugins-dev';
import { describe, it } from 'vitest';
import { projectPath } from '../projectPaths.ts';

RuleTester.describe = describe;
RuleTester.it = it;

/** Runs rules on TypeScript text as if it were the file that `filename` names, counted from the project's root. */
export const ruleTester = new RuleTester({
  cwd: projectPath(),
  languageOptions: { sourceType: 'module', parserOptions: { lang: 'tsx' } },
});

/** A case that must pass. */
export function accepts(filename: string, code: string): { filename: string; code: string; name: string } {
  return { filename: projectPath(filename), code, name: `${filename}: ${code}` };
}

/** A case that must be reported exactly once, under `messageId`. */
export function rejects(
  filename: string,
  code: string,
  messageId: string,
): { filename: string; code: string; name: string; errors: { messageId: string }[] } {
  return { ...accepts(filename, code), errors: [{ messageId }] };
}
