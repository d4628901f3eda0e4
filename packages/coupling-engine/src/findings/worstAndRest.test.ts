import { component, groups, raised } from '../__testUtils__/catalog';

const teams = groups('a', 'b');

/** So many pairs of stand-ins, each with one thing of its own that both need; the first pairs are needed by more. */
function pairs(size: number) {
  return Array.from({ length: size }, (_, i) => {
    const n = String(i).padStart(2, '0');
    const member = (side: string) =>
      component(`${side}${n}`, {
        owner: 'a',
        'posiwid.dev/redundancy-group': `pair-${n}`,
        dependsOn: [`component:shared${n}`],
      });
    return [
      member('left'),
      member('right'),
      component(`shared${n}`, { owner: 'b' }),
      ...Array.from({ length: size - i }, (__, j) =>
        component(`user${n}-${j}`, {
          owner: 'b',
          dependsOn: [`component:left${n}`, `component:right${n}`],
        }),
      ),
    ];
  }).flat();
}

describe('worstAndRest', () => {
  it('tells few one by one', () => {
    expect(raised('paper-redundancy', [...teams, ...pairs(13)])).toHaveLength(
      13,
    );
  });

  it('tells the twelve worst of many, and the others as one with their number', () => {
    const found = raised('paper-redundancy', [...teams, ...pairs(20)]);
    expect(found).toHaveLength(13);
    const rest = found.filter(({ title }) => title.includes('8 more cases'));
    expect(rest).toHaveLength(1);
    expect(['low', 'info']).toContain(rest[0].severity);
    expect(rest[0].subjects).toHaveLength(5);
    const alone = found.filter(f => f !== rest[0]).map(f => f.subjects[0]);
    expect(alone).toContain('component:default/shared00');
    expect(rest[0].subjects).toContain('component:default/shared12');
  });

  it('does not depend on the order of reading', () => {
    const entities = [...teams, ...pairs(20)];
    expect(raised('paper-redundancy', [...entities].reverse())).toEqual(
      raised('paper-redundancy', entities),
    );
  });
});
