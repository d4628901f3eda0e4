import type { SourcedEntity } from '@posiwid/coupling-engine';

export const LAYERS = 8;
const ZONES = 30;
/** Share of entities that have a choice of two. */
const CHOICES = 0.01;

/**
 * A catalog made of nothing but its size: entities in layers, each needing a few of the layer below, some by alternatives,
 * with zones, channels and libraries; and redundancy groups of three at the top. The same every time.
 *
 * @param edited - number of an entity that needs one thing more than before
 */
export function redundantCatalog(
  size: number,
  groups: number,
  edited?: number,
): SourcedEntity[] {
  const random = randomNumbers(1);
  const perLayer = Math.floor(size / LAYERS);
  const name = (i: number) => `component:e${i}`;
  return Array.from({ length: size }, (_, i) => {
    const layer = Math.min(LAYERS - 1, Math.floor(i / perLayer));
    const below = () =>
      name((layer - 1) * perLayer + Math.floor(random() * perLayer));
    const needs = layer === 0 ? [] : [below(), below()];
    const choice = random() < CHOICES && layer > 0 ? [below(), below()] : [];
    const zone = Math.floor(random() * ZONES);
    const channel = name(Math.floor(random() * 20));
    const inGroup = i >= size - 3 * groups;
    if (i === edited) needs.push(name(perLayer - 1));
    return {
      entity: {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: `e${i}`,
          annotations: {
            'posiwid.dev/failure-domain': `r${zone % 5}/z${zone}`,
            ...(inGroup
              ? {
                  'posiwid.dev/redundancy-group': `g${(size - 1 - i) % groups}`,
                }
              : {}),
            ...(i % 7 === 0
              ? {
                  'posiwid.dev/change-channel': channel,
                  'posiwid.dev/change-pace': 'all-at-once',
                }
              : {}),
          },
        },
        spec: {
          type: i % 50 === 7 ? 'library' : 'service',
          dependsOn: needs,
          ...(choice.length > 0
            ? { couplings: [{ target: choice[0], alternatives: [choice[1]] }] }
            : {}),
        },
      },
    };
  });
}

/** Numbers from 0 to 1: D. H. Lehmer's generator with the constants of Park and Miller (1988). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
