import { pathToFileURL } from 'node:url';
import type { Problem, Rule } from '@posiwid/coupling-engine';

/**
 * The rules that modules export as `rules`. A module that cannot be loaded, or exports something else, becomes a problem of
 * the report: an installation's own rule must not cost everybody the analysis.
 *
 * @param modules - absolute paths
 * @param problems - where problems are added
 */
export async function loadRules(
  modules: string[],
  problems: Problem[],
): Promise<Rule[]> {
  const loaded: Rule[] = [];
  for (const path of modules) {
    try {
      const module = await import(pathToFileURL(path).href);
      const rules: unknown = module.rules ?? module.default?.rules;
      if (!Array.isArray(rules) || !rules.every(isRule)) {
        throw new Error('expected an export `rules`, a list of rules');
      }
      loaded.push(...rules);
    } catch (error) {
      problems.push({
        code: 'rule-failed',
        file: path,
        message: `rules not loaded: ${
          error instanceof Error ? error.message : error
        }`,
      });
    }
  }
  return loaded;
}

function isRule(value: unknown): value is Rule {
  const rule = value as Partial<Rule> | null;
  return (
    typeof rule === 'object' &&
    rule !== null &&
    typeof rule.id === 'string' &&
    typeof rule.category === 'string' &&
    typeof rule.description === 'string' &&
    typeof rule.evaluate === 'function'
  );
}
