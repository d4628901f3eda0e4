import { buildModel } from '../../model/build-model';
import type { Problem, SourcedEntity } from '../../model/types';
import { DEFAULT_POLICY } from '../../policy/policy';
import {
  component,
  entity,
  needing,
  replica,
  type Extras,
} from '../../__testUtils__/entities';
import { structureOf } from '../../structure';
import type { Clocks, RedundancyClaim } from '../types';
import { claimsOf } from '.';

const NO_CLOCKS: Clocks = { from: '', schedules: [], coincidences: [] };

function audit(
  entities: SourcedEntity[],
  earlier?: RedundancyClaim[],
  clocks = NO_CLOCKS,
) {
  const policy = DEFAULT_POLICY;
  const model = buildModel(entities, policy);
  const problems: Problem[] = [];
  const structure = structureOf(model);
  const claims = claimsOf({
    model,
    structure,
    policy,
    clocks,
    earlier,
    problems,
  });
  return { model, problems, claims };
}

const annotated = (facts: Record<string, string>): Extras => ({
  annotations: Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [`posiwid.dev/${key}`, value]),
  ),
});

/** Risk groups in a few letters: `change config-push`, `entity a + entity b`. */
const groups = ({ riskGroups }: RedundancyClaim) =>
  riskGroups.map(({ events }) =>
    events.map(({ kind, name }) => `${kind} ${name}`).join(' + '),
  );

describe('claims of redundancy', () => {
  it('says nothing of a catalog that claims nothing', () => {
    expect(audit([needing('a', 'b'), component('b')]).claims).toEqual([]);
  });

  it('lets a group hold whose members share nothing', () => {
    const { claims } = audit([replica('a', 'dns'), replica('b', 'dns')]);
    expect(claims).toMatchObject([
      {
        id: 'redundancy-group:dns',
        kind: 'redundancy-group',
        name: 'dns',
        need: 1,
        onPaper: 2,
        riskGroups: [],
        byOrder: [{ order: 2, count: '1' }],
        method: 'exact',
        events: 2,
      },
    ]);
  });

  it('finds what both members need, at any depth, and whom it fells', () => {
    const on = (name: string) =>
      component(
        name,
        { dependsOn: ['component:x'] },
        annotated({ 'redundancy-group': 'g' }),
      );
    const { claims, model } = audit([
      on('a'),
      on('b'),
      needing('x', 'y'),
      component('y'),
    ]);
    expect(groups(claims[0])).toEqual(['entity x', 'entity y']);
    expect(claims[0].riskGroups[0].fells).toEqual([[0, 1]]);
    const [event] = claims[0].riskGroups[1].events;
    expect(model.entities[event.entity!].ref).toBe(event.ref);
    expect(claims[0].byOrder).toEqual([
      { order: 1, count: '2' },
      { order: 2, count: '1' },
    ]);
  });

  it('takes the loss of a region for that of its zones, and one zone for one member', () => {
    const inZone = (name: string, zone: string) =>
      component(
        name,
        {},
        annotated({ 'redundancy-group': 'g', 'failure-domain': zone }),
      );
    const { claims } = audit([inZone('a', 'eu/1'), inZone('b', 'eu/2')]);
    expect(groups(claims[0])).toEqual(['domain eu']);
    // Each zone or member with each of the others.
    expect(claims[0].byOrder).toEqual([
      { order: 1, count: '1' },
      { order: 2, count: '4' },
    ]);
  });

  it.each([
    ['all-at-once', ['change push']],
    ['manual', ['change push']],
    ['staged', []],
    ['staged-checked', []],
    [undefined, []],
  ])('reads what a channel of pace %s does', (pace, expected) => {
    const fed = (name: string) =>
      component(
        name,
        {},
        annotated({
          'redundancy-group': 'g',
          'change-channel': 'component:push',
        }),
      );
    const push = component(
      'push',
      {},
      pace ? annotated({ 'change-pace': pace }) : {},
    );
    const { claims } = audit([fed('a'), fed('b'), push]);
    expect(groups(claims[0])).toEqual(expected);
  });

  it('reads the pace off what is changed where the channel states none', () => {
    const fed = (name: string) =>
      component(
        name,
        {},
        annotated({
          'redundancy-group': 'g',
          'change-channel': 'external: vendor feed',
          'change-pace': 'all-at-once',
        }),
      );
    const { claims } = audit([fed('a'), fed('b')]);
    expect(groups(claims[0])).toEqual(['change external: vendor feed']);
  });

  it('gives a library a change and no failure of its own', () => {
    const library = (name: string, pace: string, needs: string[] = []) =>
      component(
        name,
        { type: 'library', dependsOn: needs },
        annotated({ 'change-pace': pace }),
      );
    const built = (name: string) =>
      component(
        name,
        { dependsOn: ['component:sdk'] },
        annotated({ 'redundancy-group': 'g' }),
      );
    const { claims } = audit([
      built('a'),
      built('b'),
      library('sdk', 'staged', ['component:base']),
      library('base', 'all-at-once'),
    ]);
    expect(groups(claims[0])).toEqual(['change base']);
  });

  it('lets places fail apart and what they share together', () => {
    const { claims } = audit([
      component(
        'web',
        { dependsOn: ['component:db'] },
        annotated({ 'spread-over': 'eu/1, eu/2, us', instances: '6' }),
      ),
      component('db'),
    ]);
    expect(claims).toHaveLength(1);
    expect(claims[0]).toMatchObject({
      id: 'spread-over:component:default/web',
      need: 1,
      onPaper: 3,
      members: [{ label: 'eu/1' }, { label: 'eu/2' }, { label: 'us' }],
    });
    expect(groups(claims[0])).toEqual([
      'entity db',
      'entity web (us) + domain eu',
      'domain eu + domain us',
    ]);
  });

  it('counts copies beyond those it lists', () => {
    const { claims } = audit([
      component(
        'web',
        { dependsOn: ['component:db'] },
        annotated({ instances: '40' }),
      ),
      component('db'),
      component('many', {}, annotated({ instances: 'many' })),
    ]);
    expect(claims).toHaveLength(1);
    expect(claims[0].members).toHaveLength(12);
    expect(claims[0]).toMatchObject({
      onPaper: 40,
      byOrder: [
        { order: 1, count: '1' },
        { order: 40, count: '1' },
      ],
      count: '2',
    });
    expect(groups(claims[0])).toEqual(['entity db']);
  });

  it('makes one claim of the alternatives that several name', () => {
    const user = (name: string) =>
      component(name, {
        couplings: [
          { target: 'component:db', alternatives: ['component:replica'] },
        ],
      });
    const { claims } = audit([
      user('u'),
      user('v'),
      component('db'),
      needing('replica', 'db'),
    ]);
    expect(claims).toHaveLength(1);
    expect(claims[0]).toMatchObject({
      kind: 'alternatives',
      name: 'db or replica',
      source: 'spec.couplings',
    });
    expect(groups(claims[0])).toEqual(['entity db']);
  });

  it('finds a job that acts on several members', () => {
    const { claims } = audit([
      replica('a', 'g'),
      replica('b', 'g'),
      component(
        'job',
        {},
        annotated({
          'runs-at': '0 3 * * *',
          'acts-on': 'component:a, component:b',
        }),
      ),
    ]);
    expect(groups(claims[0])).toEqual(['clock job at 0 3 * * *']);
    expect(claims[0].riskGroups[0].fells).toEqual([[0, 1]]);
  });

  describe('defects', () => {
    it('reports a group of one', () => {
      const { problems, claims } = audit([replica('a', 'g')]);
      expect(problems).toEqual([
        {
          code: 'unreadable-value',
          ref: 'component:default/a',
          key: 'posiwid.dev/redundancy-group',
          message:
            'posiwid.dev/redundancy-group: expected at least two members of g, found one',
        },
      ]);
      expect(claims).toMatchObject([{ onPaper: 1, riskGroups: [] }]);
    });

    it('reports members that depend on each other and audits them', () => {
      const { problems, claims } = audit([
        component(
          'a',
          { dependsOn: ['component:x'] },
          annotated({ 'redundancy-group': 'g' }),
        ),
        replica('b', 'g'),
        needing('x', 'b'),
      ]);
      expect(problems.map(({ ref, message }) => [ref, message])).toEqual([
        [
          'component:default/a',
          'posiwid.dev/redundancy-group: expected members of g that work without each other, found component:default/a, which cannot work without component:default/b',
        ],
      ]);
      expect(groups(claims[0])).toEqual(['entity b']);
    });

    it('takes k larger than the group as all of it', () => {
      const { claims } = audit([replica('a', 'g/7'), replica('b', 'g/7')]);
      expect(claims[0]).toMatchObject({ need: 2, onPaper: 1 });
    });
  });

  it('gives a cycle no reason of its own', () => {
    const ring = (name: string, next: string) =>
      component(
        name,
        { dependsOn: [`component:${next}`] },
        annotated({ 'redundancy-group': 'g' }),
      );
    const { claims } = audit([
      ring('a', 'x'),
      entity('Component', 'x', { dependsOn: ['component:a'] }),
      replica('b', 'g'),
    ]);
    expect(groups(claims[0])).toEqual([]);
    expect(claims[0].byOrder).toEqual([{ order: 2, count: '2' }]);
  });
});
