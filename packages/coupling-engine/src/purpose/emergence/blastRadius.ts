import { neededByOf } from '../../structure/navigate';
import { lastMonths } from '../pictures';
import { fallsWith } from '../subject';
import { unknown } from './ground';
import type { Emergent, Ground } from './types';

/** Drivers that are worked out; a reader may not see some of them. */
const MAX_DRIVERS = 10;

/**
 * Entities that fall with the member that takes most with it: exact, from the structure, alternatives honoured. What drives it:
 * the direct dependents through which most of them fall. The past of the structure is not kept, so only this month has a value.
 */
export function blastRadius(ground: Ground): Emergent {
  const { structure, model, members, history } = ground;
  const { fails, teamsHit } = structure;
  if (members.length === 0) {
    return unknown(ground, 'blast-radius', 'It holds no entity');
  }
  const widest = members.reduce((best, member) =>
    fails[member] > fails[best] ? member : best,
  );
  const value = fails[widest];
  const months = lastMonths(history.now);
  const of = `of ${model.entities.length} entities`;
  const teams = teamsHit[widest];
  return {
    id: 'blast-radius',
    value,
    words: `${of}, ${teams === 1 ? '1 team' : `${teams} teams`}`,
    trend: months.map(({ month }, i) =>
      i === months.length - 1 ? { month, value } : { month },
    ),
    points: [],
    drivers: driversOf(ground, widest),
    ...(members.length > 1
      ? { worst: { entity: widest, value, words: of } }
      : {}),
    observations: 0,
  };
}

function driversOf(
  { structure: { fails }, model }: Ground,
  widest: number,
): Emergent['drivers'] {
  if (fails[widest] === 0) return [];
  const falls = fallsWith(model, [widest]);
  return neededByOf(model.graph, widest)
    .filter(user => falls.has(user))
    .sort((a, b) => fails[b] - fails[a] || a - b)
    .slice(0, MAX_DRIVERS)
    .map(user => ({
      entity: user,
      detail: `${fails[user] + 1} of ${fails[widest]} through it`,
    }));
}
