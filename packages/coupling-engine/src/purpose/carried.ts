/** What the members of a lock-step were seen to be built with that could be why. */
import { stratifiedTail } from './statistics';
import type { Carried, Packages, SharedPackage } from './types';

/** Chance, over all packages, of naming one that has nothing to do with it. */
const MAX_CHANCE = 0.01;

/**
 * The package of the cause, where one was seen. Without a cause in the catalog, the package that more than half of the members
 * are built with and others so much less that chance does not explain it: what everything is built with explains nothing. Fisher's
 * exact test over the entities that anything is known of, with Bonferroni's correction for the number of packages.
 */
export function carriedBy(
  { shared, known }: Packages,
  members: readonly number[],
  cause: number | undefined,
): Carried | undefined {
  const inside = new Set(members);
  const within = (positions: readonly number[]) =>
    positions.filter(position => inside.has(position)).length;
  const counted = shared
    .map(one => ({ one, having: within(one.users) }))
    .filter(({ having }) => 2 * having > members.length);
  const carried = (one: SharedPackage, having: number): Carried => ({
    name: one.name,
    members: having,
    sameVersion: within(one.sameVersion),
    bumped: within(one.bumped),
  });
  if (cause !== undefined) {
    const seen = counted.find(({ one }) => one.entity === cause);
    return seen && carried(seen.one, seen.having);
  }
  const users = new Set(shared.flatMap(({ users: all }) => all));
  const knownInside = members.filter(member => users.has(member)).length;
  const [best] = counted
    .map(({ one, having }) => ({
      one,
      having,
      p: stratifiedTail(
        [{ windows: known, a: one.users.length, b: knownInside }],
        having,
      ),
    }))
    .filter(({ p }) => p * shared.length <= MAX_CHANCE)
    .sort((a, b) => a.p - b.p || (a.one.package < b.one.package ? -1 : 1));
  return best && carried(best.one, best.having);
}
