import type { EntityMapNode } from '@posiwid/backstage-plugin-coupling-common';

const STEPS = ['directly', 'two steps', 'three steps', 'four steps'];

/** How far a column is from the focus, in words. */
export function distanceWords(distance: number): string {
  return STEPS[distance - 1] ?? `${distance} steps`;
}

/**
 * What stays shared if the focus is doubled or replaced: how many of the `affected` entities need this one by another
 * way too. Nothing when the analysis did not say.
 */
export function neededAnywayWords(
  node: EntityMapNode,
  affected: number,
  focusName: string,
): string | undefined {
  if (node.onBothSides) {
    return 'on both sides: a loop';
  }
  if (node.neededAnyway === undefined || affected === 0) {
    return undefined;
  }
  return node.neededAnyway === 0
    ? `only through ${focusName}`
    : `${node.neededAnyway} of ${affected} need it anyway`;
}

/** The same in fewer words, where columns are narrow. */
export function neededAnywayBriefly(
  node: EntityMapNode,
  affected: number,
): string | undefined {
  if (node.onBothSides) {
    return 'in a loop';
  }
  if (node.neededAnyway === undefined || affected === 0) {
    return undefined;
  }
  return node.neededAnyway === 0
    ? 'only through it'
    : `${node.neededAnyway} of ${affected} anyway`;
}

/** The name that people know an entity by. */
export function entityName(entity: { name: string; title?: string }): string {
  return entity.title || entity.name;
}

export const STATE_WORDS = {
  fails: 'fails',
  degrades: 'degrades',
  works: 'keeps working',
} as const;
