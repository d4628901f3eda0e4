/** How one coupling is said in a chain, from either end of it. */
import type { Model } from '../model/types';
import { clauseBetween } from '../structure/navigate';

/** From the dependent down: `needs, hard, any 1 of 2`. */
export function needsWords(
  model: Model,
  dependent: number,
  dependency: number,
): string {
  return said(model, dependent, dependency, {
    provided: 'is provided by',
    called: 'calls',
    needed: 'needs',
  });
}

/** From the dependency up: `is needed by, hard, any 1 of 2`. */
export function neededByWords(
  model: Model,
  dependency: number,
  dependent: number,
): string {
  return said(model, dependent, dependency, {
    provided: 'provides',
    called: 'is called by',
    needed: 'is needed by',
  });
}

function said(
  { entities, graph }: Model,
  dependent: number,
  dependency: number,
  verbs: { provided: string; called: string; needed: string },
): string {
  const clause = clauseBetween(graph, dependent, dependency);
  const choice =
    clause && clause.need < clause.of
      ? `, any ${clause.need} of ${clause.of}`
      : '';
  if (entities[dependent].kind === 'api') return `${verbs.provided}${choice}`;
  const strength = clause && !clause.hard ? 'soft' : 'hard';
  const verb =
    entities[dependency].kind === 'api' ? verbs.called : verbs.needed;
  return `${verb}, ${strength}${choice}`;
}
