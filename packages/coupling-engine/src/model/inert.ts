/** What is inert at run time by its type: libraries and images, which reach others by their changes and not by stopping. */
import type { Policy } from '../policy/policy';

/** `Node-Library` gives `node-library`, `node` and `library`. */
export function typeWords(type: string | undefined): string[] {
  const whole = (type ?? '').toLowerCase();
  const words = whole.split(/[^a-z0-9]+/).filter(word => word !== '');
  return whole ? [whole, ...words] : [];
}

/** Says of an entity whether its type, or a word of it, is one of the policy's inert types. Each type is looked at once. */
export function inertByType({
  inertTypes,
}: Pick<Policy, 'inertTypes'>): (entity: { type?: string }) => boolean {
  const inert = new Set(inertTypes.map(type => type.toLowerCase()));
  const known = new Map<string | undefined, boolean>();
  return ({ type }) => {
    let isInert = known.get(type);
    if (isInert === undefined) {
      isInert = typeWords(type).some(word => inert.has(word));
      known.set(type, isInert);
    }
    return isInert;
  };
}
