/** Switchyard's own lint rules, loaded by .oxlintrc.json under the name `switchyard`. */
import type { Rule } from './rule.ts';
import { confinedImportsRule } from './rules/confinedImports.ts';
import { escapeHatchesRule } from './rules/escapeHatches.ts';
import { layersRule } from './rules/layers.ts';
import { unsafeSinksRule } from './rules/unsafeSinks.ts';

const rules: Readonly<Record<string, Rule>> = {
  layers: layersRule,
  'confined-imports': confinedImportsRule,
  'unsafe-sinks': unsafeSinksRule,
  'no-escape-hatches': escapeHatchesRule,
};

export default { meta: { name: 'switchyard' }, rules };
