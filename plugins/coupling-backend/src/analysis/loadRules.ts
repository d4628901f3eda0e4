import { pathToFileURL } from 'node:url';
import type { Measure, Problem, Rule } from '@posiwid/coupling-engine';

/** What modules add to an analysis. */
export interface Extensions {
  rules: Rule[];
  measures: Measure[];
}

/**
 * What modules export as `rules` and as `measures`; one of the two is enough. A module that cannot be loaded, or exports
 * something else, becomes a problem of the report: an installation's own rule must not cost everybody the analysis.
 *
 * @param modules - absolute paths
 * @param problems - where problems are added
 */
export async function loadRules(
  modules: string[],
  problems: Problem[],
): Promise<Extensions> {
  const loaded: Extensions = { rules: [], measures: [] };
  for (const path of modules) {
    try {
      const module = await import(pathToFileURL(path).href);
      const rules: unknown = module.rules ?? module.default?.rules;
      const measures: unknown = module.measures ?? module.default?.measures;
      if (rules !== undefined || measures === undefined) {
        loaded.rules.push(...listOf(rules, isRule, 'rules'));
      }
      if (measures !== undefined) {
        loaded.measures.push(...listOf(measures, isMeasure, 'measures'));
      }
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

function listOf<T>(
  value: unknown,
  is: (one: unknown) => one is T,
  name: string,
): T[] {
  if (!Array.isArray(value) || !value.every(is)) {
    throw new Error(`expected an export \`${name}\`, a list of ${name}`);
  }
  return value;
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

function isMeasure(value: unknown): value is Measure {
  const measure = value as Partial<Measure> | null;
  return (
    typeof measure === 'object' &&
    measure !== null &&
    typeof measure.id === 'string' &&
    Array.isArray(measure.grammar?.words) &&
    measure.grammar.words.length > 0 &&
    typeof measure.title === 'function' &&
    typeof measure.settledBy === 'function' &&
    typeof measure.evaluate === 'function'
  );
}
