import fc from 'fast-check';
import type {
  EntityMap,
  EntityMapEdge,
  EntityMapNode,
} from '@posiwid/backstage-plugin-coupling-common';
import { identityMap } from '../../__fixtures__/harborEntityMap';
import { entity, team } from '../../__fixtures__/parts';
import { layoutEntityMap } from './entityMapLayout';
import type { EntityMapLayout, PlacedNode } from './types';

const byRef = (layout: EntityMapLayout, name: string) =>
  layout.nodes.find(placed => placed.node.entity.name === name)!;

function overlap(a: PlacedNode, b: PlacedNode): boolean {
  const bottom = (n: PlacedNode) => n.y - 10 + n.height;
  return (
    a.x < b.x + b.width &&
    b.x < a.x + a.width &&
    a.y - 10 < bottom(b) &&
    b.y - 10 < bottom(a)
  );
}

/** Any answer of the API, also such as no backend would give: loops, strays, repeated nodes, odd names and distances. */
const anyMap: fc.Arbitrary<EntityMap> = fc
  .record({
    count: fc.integer({ min: 0, max: 50 }),
    names: fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), {
      minLength: 51,
      maxLength: 51,
    }),
    sides: fc.array(fc.constantFrom('needs-focus', 'needed'), {
      minLength: 51,
      maxLength: 51,
    }),
    distances: fc.array(fc.integer({ min: 1, max: 5 }), {
      minLength: 51,
      maxLength: 51,
    }),
    teams: fc.array(fc.constantFrom('a', 'b', 'c', 'd', ''), {
      minLength: 51,
      maxLength: 51,
    }),
    links: fc.array(
      fc.tuple(
        fc.integer({ min: -1, max: 55 }),
        fc.integer({ min: -1, max: 55 }),
        fc.boolean(),
      ),
      { maxLength: 90 },
    ),
  })
  .map(({ count, names, sides, distances, teams, links }) => {
    const refOf = (i: number) =>
      i < 0 ? 'component:default/focus' : `component:default/n${i}`;
    const nodes = Array.from({ length: count }, (_, i): EntityMapNode => {
      const owner = teams[i];
      return {
        entity: {
          ...entity(refOf(i), owner ? [team(owner, `Team ${owner}`)] : []),
          title: names[i],
        },
        side: sides[i] as EntityMapNode['side'],
        distance: distances[i],
        state: 'fails',
        ...(sides[i] === 'needed' && { layer: owner, neededAnyway: i % 3 }),
      };
    });
    const edges = new Map(
      links.map(([from, to, onPath]): [string, EntityMapEdge] => [
        `${from}>${to}`,
        {
          from: refOf(from),
          to: refOf(to),
          strength: 'hard',
          grade: 'declared',
          seen: 'declared',
          onPath,
        },
      ]),
    );
    return {
      ...identityMap,
      focus: { ...entity(refOf(-1)), title: names[50] },
      byTeam: [],
      nodes,
      edges: [...edges.values()],
      path: undefined,
    };
  });

const anyWidth = fc.integer({ min: 300, max: 2400 });

describe('layout of the map of one entity', () => {
  it('puts who needs the focus on its left, far ones further left, and what it needs on its right', () => {
    const layout = layoutEntityMap(identityMap, 1160);
    const x = (name: string) => byRef(layout, name).x;
    expect(x('alerting')).toBeLessThan(x('pager'));
    expect(x('pager')).toBeLessThan(x('admin-sso'));
    expect(x('admin-sso')).toBeLessThan(layout.focus.x);
    expect(layout.focus.x + layout.focus.width).toBeLessThan(
      x('service-registry'),
    );
    expect(x('service-registry')).toBeLessThan(x('config-push'));
  });

  it('keeps the entities of one team together, in a band of their own', () => {
    const layout = layoutEntityMap(identityMap, 1160);
    const band = (title: string) =>
      layout.teamBands.find(candidate => candidate.title === title)!;
    expect(band('no living owner').team!.ref).toBe('none');
    const strays = layout.nodes
      .filter(placed => placed.node.side === 'needs-focus')
      .filter(placed => {
        const owner = placed.node.entity.teams[0]?.title ?? 'no living owner';
        const { y, height } = band(owner);
        return placed.y <= y || placed.y >= y + height;
      });
    expect(strays).toEqual([]);
  });

  it('stands an entity of a loop on both sides', () => {
    const layout = layoutEntityMap(identityMap, 1160);
    const both = layout.nodes.filter(
      placed => placed.node.entity.name === 'fraud-scoring',
    );
    expect(both.map(placed => placed.key)).toEqual([
      'L:component:default/fraud-scoring',
      'R:component:default/fraud-scoring',
    ]);
    expect(both[1].note).toBe('on both sides: a loop');
  });

  it('says what would stay shared if the focus were doubled', () => {
    const layout = layoutEntityMap(identityMap, 1160);
    expect(byRef(layout, 'config-push').note).toBe('26 of 29 need it anyway');
    expect(byRef(layout, 'identity-db').note).toBe('only through identity');
  });

  it('draws every edge of Harbor, and counts those that meet the focus', () => {
    const layout = layoutEntityMap(identityMap, 1160);
    expect(layout.notDrawn).toEqual([]);
    expect(layout.edges).toHaveLength(identityMap.edges.length);
    expect(layout.focus).toMatchObject({ inCount: 13, outCount: 5 });
  });

  it('fits the sheet it is given when names allow, and never cuts names below a readable length', () => {
    expect(layoutEntityMap(identityMap, 1160).width).toBeLessThanOrEqual(1160);
    const narrow = layoutEntityMap(identityMap, 300);
    for (const placed of narrow.nodes) {
      expect(placed.label.length).toBeGreaterThanOrEqual(
        Math.min(10, placed.node.entity.name.length),
      );
    }
  });

  it('does not draw, but keeps, an edge that passes the focus by, unless the path takes it', () => {
    const past: EntityMapEdge = {
      from: 'component:default/dispatch',
      to: 'component:default/config-push',
      strength: 'hard',
      grade: 'declared',
      seen: 'declared',
    };
    const map = { ...identityMap, edges: [...identityMap.edges, past] };
    expect(layoutEntityMap(map, 1160).notDrawn).toEqual([past]);
    const onPath = {
      ...map,
      edges: [...identityMap.edges, { ...past, onPath: true }],
    };
    expect(layoutEntityMap(onPath, 1160).notDrawn).toEqual([]);
  });

  it('stands for an entity that nothing needs and that needs nothing', () => {
    const layout = layoutEntityMap(
      { ...identityMap, nodes: [], edges: [], path: undefined },
      1160,
    );
    expect(layout.nodes).toEqual([]);
    expect(layout.focus.y).toBeGreaterThanOrEqual(0);
    expect(layout.height).toBeGreaterThan(layout.focus.height);
  });

  it('lets no two nodes overlap, nor a node the focus, and keeps all within the picture', () => {
    fc.assert(
      fc.property(anyMap, anyWidth, (map, width) => {
        const layout = layoutEntityMap(map, width);
        layout.nodes.forEach((a, i) => {
          for (const b of layout.nodes.slice(i + 1)) {
            expect(overlap(a, b)).toBe(false);
          }
          const { focus } = layout;
          expect(a.x + a.width <= focus.x || focus.x + focus.width <= a.x).toBe(
            true,
          );
          expect(a.x).toBeGreaterThanOrEqual(0);
          expect(a.x + a.width).toBeLessThanOrEqual(layout.width + 0.5);
          expect(a.y - 10).toBeGreaterThanOrEqual(0);
          expect(a.y - 10 + a.height).toBeLessThanOrEqual(layout.height);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('starts and ends every line at the nodes it couples', () => {
    fc.assert(
      fc.property(anyMap, anyWidth, (map, width) => {
        const layout = layoutEntityMap(map, width);
        const touches = (ref: string, at: { x: number; y: number }) => {
          if (ref === map.focus.ref) {
            const { x, y, width: w, height: h } = layout.focus;
            return (at.x === x || at.x === x + w) && at.y >= y && at.y <= y + h;
          }
          return layout.nodes.some(
            placed =>
              placed.node.entity.ref === ref &&
              at.y === placed.y &&
              at.x >= placed.x - 6 &&
              // The line begins behind the name also where the face is a wide one.
              at.x <= placed.x + placed.width * 1.09 + 6,
          );
        };
        for (const { edge, start, end, d } of layout.edges) {
          expect(touches(edge.from, start)).toBe(true);
          expect(touches(edge.to, end)).toBe(true);
          expect(d).toMatch(/^M[-\d. MHCL]+$/);
          expect(d).not.toMatch(/NaN|Infinity/);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('places or keeps each coupling between known entities exactly once', () => {
    fc.assert(
      fc.property(anyMap, anyWidth, (map, width) => {
        const known = new Set([
          map.focus.ref,
          ...map.nodes.map(({ entity: { ref } }) => ref),
        ]);
        const expected = map.edges.filter(
          ({ from, to }) => from !== to && known.has(from) && known.has(to),
        );
        const layout = layoutEntityMap(map, width);
        const got = [
          ...layout.edges.map(({ edge }) => edge),
          ...layout.notDrawn,
        ];
        expect(new Set(got)).toEqual(new Set(expected));
        expect(got).toHaveLength(expected.length);
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order in which nodes and edges arrive', () => {
    fc.assert(
      fc.property(anyMap, anyWidth, (map, width) => {
        const reversed = {
          ...map,
          nodes: [...map.nodes].reverse(),
          edges: [...map.edges].reverse(),
        };
        expect(layoutEntityMap(reversed, width)).toEqual(
          layoutEntityMap(map, width),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('takes a few milliseconds for fifty nodes, also when a name is a megabyte long', () => {
    const map: EntityMap = {
      ...identityMap,
      nodes: identityMap.nodes.map((node, i) =>
        i === 1
          ? {
              ...node,
              entity: { ...node.entity, title: 'x'.repeat(1_000_000) },
            }
          : node,
      ),
    };
    layoutEntityMap(map, 1160);
    const times = Array.from({ length: 9 }, () => {
      const start = performance.now();
      layoutEntityMap(map, 1160);
      return performance.now() - start;
    }).sort((a, b) => a - b);
    expect(times[4]).toBeLessThan(30);
  });
});
