import { analysed, component, resource } from '../__testUtils__/catalog';
import { analysedWith, incident } from '../purpose/__testUtils__/judged';
import { availabilityView, quantifiedFaultTree } from './availability';

const ref = (name: string) => `component:default/${name}`;

const edges = (n: number, ...dependsOn: string[]) =>
  Array.from({ length: n }, (_, i) =>
    component(`edge-${i}`, {
      'posiwid.dev/redundancy-group': 'edge',
      dependsOn,
    }),
  );

const catalog = analysed([
  ...edges(3, 'component:config'),
  component('config', {
    type: 'config',
    'posiwid.dev/claims': 'availability >= 99.99% over 30d',
  }),
  component('web', { dependsOn: ['resource:db', 'component:mid'] }),
  component('mid', { dependsOn: ['resource:db'] }),
  resource('db', { type: 'database' }),
]);
const claim = catalog.independence.claims[0].id;

describe('the availability of a claim', () => {
  it('is worth nine nines on paper but four in fact, and names what is shared', () => {
    const view = availabilityView(catalog, { claim })!;
    expect(view.title).toBe('edge, 1 of 3 needed');
    expect(view.method).toBe('exact');
    expect(view.standardError).toBe(0);
    // Each replica with its own config on paper.
    expect(view.paper).toBeCloseTo((1 - 0.999 * 0.9999) ** 3, 15);
    const joint = (beta: number) =>
      1 - (1 - 1e-4) * (1 - beta * 1e-3) * (1 - ((1 - beta) * 1e-3) ** 3);
    expect(view.joint!.low).toBeCloseTo(joint(0.02), 12);
    expect(view.joint!.high).toBeCloseTo(joint(0.2), 12);
    expect(view.sharedTerm!.events.map(event => event.name)).toEqual([
      'a common cause of edge-0, edge-1 and edge-2',
      'config',
    ]);
    expect(view.sharedTerm!.high).toBeCloseTo(view.joint!.high, 8);
    expect(view.missing).toBeUndefined();
  });

  it('gives every input with its source', () => {
    const { inputs } = availabilityView(catalog, { claim })!;
    expect(inputs.find(({ name }) => name === 'config')).toMatchObject({
      ref: ref('config'),
      kind: 'entity',
      source: 'claim',
    });
    expect(inputs.find(({ name }) => name === 'edge-1')).toMatchObject({
      unavailability: 1e-3,
      source: 'policy',
    });
  });

  it('is plain JSON also where the top cannot happen without an event', () => {
    const view = availabilityView(catalog, { ref: ref('config') })!;
    expect(JSON.parse(JSON.stringify(view))).toEqual(view);
    expect(view.sensitivity[0].riskReduction).toBeGreaterThan(1);
  });

  it('counts what the reader may not see, and does not name it', () => {
    const hidden = ref('config');
    const view = availabilityView(
      catalog,
      { claim },
      { visible: seen => seen !== hidden },
    )!;
    expect(JSON.stringify(view)).not.toContain('config');
    expect(view.joint).toEqual(availabilityView(catalog, { claim })!.joint);
    expect(
      availabilityView(
        catalog,
        { ref: hidden },
        { visible: seen => seen !== hidden },
      ),
    ).toBeUndefined();
  });

  it('takes copies in several places apart, with what they share under each', () => {
    const spread = analysed([
      component('edge', {
        'posiwid.dev/spread-over': 'eu, us',
        'posiwid.dev/claims': 'availability >= 99.999%',
        dependsOn: ['resource:db'],
      }),
      resource('db', { type: 'database' }),
    ]);
    const view = availabilityView(spread, {
      claim: spread.independence.claims[0].id,
    })!;
    expect(view.sharedTerm!.events.map(e => e.name)).toContain('db');
    expect(
      view.inputs
        .filter(input => input.ref === ref('edge'))
        .map(input => input.source),
    ).toEqual(['policy', 'policy']);
  });
});

describe('the availability of an entity', () => {
  it('counts a dependency that two ways lead to once, where paper counts it twice', () => {
    const view = availabilityView(catalog, { ref: ref('web') })!;
    const once = 1 - 0.999 ** 2 * 0.9995;
    expect(view.joint!.high).toBeCloseTo(once, 12);
    expect(view.joint!.low).toBe(view.joint!.high);
    expect(view.paper).toBeGreaterThan(once);
    expect(view.sharedTerm).toBeUndefined();
  });

  it('takes what is measured before anything else', () => {
    const view = availabilityView(
      catalog,
      { ref: ref('config') },
      {
        evidence: new Map([
          [ref('config'), { unavailability: 0.01, detail: 'measured' }],
        ]),
      },
    )!;
    expect(view.joint!.high).toBeCloseTo(0.01, 12);
    expect(view.inputs).toMatchObject([{ source: 'evidence' }]);
  });

  describe('where incidents were recorded', () => {
    const seen = analysedWith(
      [
        component('web', { dependsOn: ['component:secret'] }),
        component('secret', {
          'posiwid.dev/claims': 'availability >= 99.99% over 30d',
        }),
        component('promising', {
          'posiwid.dev/claims': 'availability >= 99.999% over 30d',
        }),
      ],
      [
        incident([ref('web')], 400, 0),
        incident([ref('secret')], 100, 10),
        incident([ref('web')], 50, 2),
      ],
    );
    const inputs = (name: string, visible?: (seen: string) => boolean) =>
      availabilityView(seen, { ref: ref(name) }, { visible })!.inputs;

    it('takes what was observed before what is promised, with its interval', () => {
      const of = inputs('web').find(({ name }) => name === 'secret')!;
      expect(of).toMatchObject({ source: 'evidence' });
      expect(of.detail).toMatch(/^1 incident, 600 min in \d+ days$/);
      expect(of.interval!.low).toBeLessThan(of.unavailability);
      expect(of.interval!.high).toBeGreaterThan(of.unavailability);
    });

    it('lets a promise stand that no incident contradicts', () => {
      expect(inputs('promising')).toMatchObject([{ source: 'claim' }]);
    });

    it('says nothing of where the figure of a hidden thing comes from', () => {
      const view = inputs('web', name => name !== ref('secret'));
      const hidden = view.find(input => input.ref === undefined)!;
      expect(hidden.interval).toBeUndefined();
      expect(hidden.detail).toBe('where the figure comes from you may not see');
      expect(JSON.stringify(view)).not.toMatch(/secret|600 min/);
    });

    it('gives the same figures to other tools', () => {
      const { tree } = quantifiedFaultTree(seen, { ref: ref('secret') })!;
      const [{ probability }] = tree.events;
      expect(probability).toBe(inputs('secret')[0].unavailability);
    });
  });

  it('does not know what is not there', () => {
    expect(availabilityView(catalog, { ref: ref('gone') })).toBeUndefined();
    expect(availabilityView(catalog, { claim: 'gone' })).toBeUndefined();
  });
});
