import { analyse } from '../analyse';
import { api, component, groups } from '../__testUtils__/catalog';
import {
  AT,
  daysBefore,
  fullRef,
  often,
} from '../territory/__testUtils__/held';
import { couplingProposal, entityMap, matrix, matrixCell } from '.';

const catalog = [
  ...groups('web', 'pay'),
  component('shop', {
    owner: 'web',
    consumesApis: ['entries'],
    dependsOn: ['component:cart'],
  }),
  component('cart', { owner: 'web' }),
  component('finder', { owner: 'web' }),
  component('ledger', { owner: 'pay', providesApis: ['entries'] }),
  api('entries', { owner: 'pay' }),
];
const analysis = analyse({
  entities: catalog.map(entity => ({ entity })),
  observations: [
    ...often('shop', 'ledger', [1, 2, 3], { errors: 1 }),
    ...often('finder', 'ledger', [4, 5, 6]),
    ...often('cart', 'ledger', [200, 201, 202]),
  ],
  at: AT,
});
const without = (...hidden: string[]) => ({
  visible: (ref: string) => !hidden.map(fullRef).includes(ref),
});
const group = (name: string) => `group:default/${name}`;

describe('what is declared and what was seen, on the map of one entity', () => {
  const edges = (seen?: 'declared' | 'observed' | 'both') =>
    entityMap(analysis, fullRef('ledger'), { seen })!.edges.map(
      ({ from, to, seen: state, grade, strength }) =>
        [
          from.split('/')[1],
          to.split('/')[1],
          state,
          grade,
          strength ?? 'not known',
        ].join(' '),
    );

  it('is both where the traffic bears the declaration out, the API and its provider included', () => {
    expect(edges()).toEqual([
      'entries ledger both observed hard',
      'finder ledger observed observed not known',
      'shop entries both observed hard',
    ]);
  });

  it('is filtered', () => {
    expect(edges('observed')).toEqual([
      'finder ledger observed observed not known',
    ]);
    expect(edges('declared')).toEqual([]);
    expect(edges('both')).toHaveLength(2);
    expect(
      entityMap(analysis, fullRef('shop'), { seen: 'declared' })!.edges,
    ).toMatchObject([{ to: fullRef('cart'), seen: 'declared' }]);
  });

  it('says how often and until when, and of what was not seen neither', () => {
    const map = entityMap(analysis, fullRef('shop'))!;
    expect(map.edges.find(({ to }) => to.startsWith('api:'))).toMatchObject({
      requests: 300,
      errors: 3,
      windows: 3,
      ofWindows: 9,
      firstSeen: daysBefore(3, 1),
      lastSeen: daysBefore(1, 2),
      confidence: 'enough',
    });
    expect(
      map.edges.find(({ to }) => to === fullRef('cart')),
    ).not.toHaveProperty('requests');
    expect(map.seen).toEqual({ declared: 1, observed: 0, both: 1 });
  });

  it('tells what fails as it is declared, and says that it does', () => {
    const map = entityMap(analysis, fullRef('ledger'))!;
    expect(map.fails).toBe(2);
    expect(
      map.nodes.find(({ entity }) => entity.name === 'finder')!.state,
    ).toBe('works');
    expect(map.summary).toContain(
      '1 coupling drawn here was seen and is not declared; what fails is reckoned without it.',
    );
  });

  it('shows a path over what was only seen where none is declared', () => {
    const { path } = entityMap(analysis, fullRef('finder'), {
      pathFrom: fullRef('finder'),
      pathTo: fullRef('ledger'),
    })!;
    expect(path!.refs).toEqual(['finder', 'ledger'].map(fullRef));
  });

  it('leaves out who may not be seen', () => {
    expect(
      JSON.stringify(entityMap(analysis, fullRef('ledger'), without('finder'))),
    ).not.toContain('finder');
  });
});

describe('the same between teams', () => {
  it('counts each cell by how it is known, and keeps the rows in their order', () => {
    const all = matrix(analysis, 'team');
    const refs = all.rows.map(({ ref }) => ref);
    const at = (from: string, to: string, view = all) =>
      view.cells.find(
        cell => refs[cell.from] === group(from) && refs[cell.to] === group(to),
      );
    expect(at('web', 'pay')).toMatchObject({
      couplings: 2,
      seen: { declared: 0, observed: 1, both: 1 },
    });
    expect(all.headline).toContain('; 1 seen, not declared');
    const observed = matrix(analysis, 'team', { seen: 'observed' });
    expect(observed.rows.map(({ ref }) => ref)).toEqual(refs);
    expect(observed.cells).toHaveLength(1);
    expect(observed.headline).toBe(
      '1 of 2 couplings between 2 teams is seen and not declared',
    );
  });

  it('lists what is behind a cell, with what it would be declared as', () => {
    const cell = matrixCell(analysis, 'team', group('web'), group('pay'), {
      seen: 'observed',
    })!;
    expect(cell.couplings).toMatchObject([
      { from: { name: 'finder' }, kind: 'dependsOn', seen: 'observed' },
    ]);
    expect(cell.couplings[0]).not.toHaveProperty('strength');
  });

  it('counts what may not be seen as hidden', () => {
    const view = matrix(analysis, 'team', {
      ...without('finder'),
      seen: 'observed',
    });
    expect(view.cells).toEqual([]);
    expect(view.hidden).toBe(1);
  });
});

describe('the proposed lines', () => {
  const proposal = (from: string, to: string, options = {}) =>
    couplingProposal(analysis, fullRef(from), fullRef(to), options);

  it('consume the only API, and say what was seen', () => {
    expect(proposal('finder', 'ledger')).toMatchObject({
      field: 'consumesApis',
      value: 'entries',
      sighting: { requests: 300, seen: 'observed' },
    });
  });

  it('are none for what is declared, unknown or not to be seen', () => {
    expect(proposal('shop', 'cart')).toBeUndefined();
    expect(proposal('shop', 'nobody')).toBeUndefined();
    expect(proposal('finder', 'ledger', without('ledger'))).toBeUndefined();
  });
});
