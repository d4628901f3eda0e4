/** Failure domains as paths: `region/zone/rack`. */
import type { Facts } from './types';

export function isUnder(
  place: readonly string[],
  path: readonly string[],
): boolean {
  return path.every((part, i) => place[i] === part);
}

export function samePath(
  place: readonly string[] | undefined,
  path: readonly string[],
): boolean {
  return place?.length === path.length && isUnder(place, path);
}

/** The one place at that level where it runs; undefined where it runs in several or that is not stated. */
export function onlyPlace(facts: Facts, depth: number): string[] | undefined {
  const places = facts.spreadOver
    ? facts.spreadOver.map(place => place.split('/').map(part => part.trim()))
    : facts.failureDomain && [facts.failureDomain];
  if (!places || places.some(place => place.length < depth)) return undefined;
  const [first] = places.map(place => place.slice(0, depth));
  return places.every(place => isUnder(place, first)) ? first : undefined;
}
