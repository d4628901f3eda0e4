import type {
  EntityMapEdge,
  EntityMapNode,
} from '@posiwid/backstage-plugin-coupling-common';

/** Orders that do not depend on how the answer of the API is ordered, nor on a locale. */
export function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

export function compareNodes(a: EntityMapNode, b: EntityMapNode): number {
  return (
    compareText(a.side, b.side) ||
    a.distance - b.distance ||
    compareText(a.entity.ref, b.entity.ref)
  );
}

export function compareEdges(a: EntityMapEdge, b: EntityMapEdge): number {
  return compareText(a.from, b.from) || compareText(a.to, b.to);
}

/** Layers from what callers see to what everything stands on; others follow by name. */
const LAYER_ORDER = [
  'interface',
  'service',
  'access',
  'messaging',
  'data',
  'library',
  'image',
  'delivery',
  'observability',
  'network',
  'control plane',
  'facility',
];

export function compareLayers(a: string, b: string): number {
  const rank = (layer: string) => {
    const position = LAYER_ORDER.indexOf(layer.toLowerCase());
    return position < 0 ? LAYER_ORDER.length : position;
  };
  return rank(a) - rank(b) || compareText(a, b);
}
