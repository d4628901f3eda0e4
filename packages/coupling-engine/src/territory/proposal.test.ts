import * as fc from 'fast-check';
import { parseDocument } from 'yaml';
import { api, at, component, entity } from '../__testUtils__/entities';
import { buildModel } from '../model/build-model';
import { parseRef } from '../model/refs';
import type { SourcedEntity } from '../model/types';
import { DEFAULT_POLICY } from '../policy/policy';
import { proposeDeclaration } from './proposal';

function proposed(
  entities: SourcedEntity[],
  from: string,
  to: string,
  visible?: (ref: string) => boolean,
) {
  const model = buildModel(entities, DEFAULT_POLICY);
  return proposeDeclaration(model, at(model, from), at(model, to), visible);
}

describe('the YAML that would declare a coupling', () => {
  it('adds one line to what is there', () => {
    const found = proposed(
      [
        component('shop', { dependsOn: ['component:cart'] }),
        component('cart'),
        component('ledger'),
      ],
      'shop',
      'ledger',
    );
    expect(found.yaml).toBe(
      [
        'apiVersion: backstage.io/v1alpha1',
        'kind: Component',
        'metadata:',
        '  name: shop',
        'spec:',
        '  dependsOn:',
        '    - component:cart',
        '    - component:ledger # add this line',
        '',
      ].join('\n'),
    );
  });

  it('consumes the only API of the target, and names the target where it provides several or none', () => {
    const withApis = (...apis: string[]) =>
      proposed(
        [
          component('shop'),
          component('ledger', { providesApis: apis }),
          ...apis.map(name => api(name)),
        ],
        'shop',
        'ledger',
      );
    expect(withApis('entries')).toMatchObject({
      field: 'consumesApis',
      value: 'entries',
      to: 'api:default/entries',
    });
    expect(withApis('entries', 'reports').value).toBe('component:ledger');
    expect(withApis().field).toBe('dependsOn');
  });

  it('lets only components consume APIs', () => {
    const found = proposed(
      [
        entity('Resource', 'cache'),
        component('ledger', { providesApis: ['entries'] }),
        api('entries'),
      ],
      'resource:default/cache',
      'ledger',
    );
    expect(found).toMatchObject({
      field: 'dependsOn',
      value: 'component:ledger',
    });
    expect(found.yaml).toContain('kind: Resource');
  });

  it('counts what the reader may not see, and does not name it', () => {
    const found = proposed(
      [
        component('shop', { dependsOn: ['component:secret'] }),
        component('secret'),
        component('ledger'),
      ],
      'shop',
      'ledger',
      ref => !ref.endsWith('secret'),
    );
    expect(found.hidden).toBe(1);
    expect(found.yaml).not.toContain('secret');
    expect(found.yaml).toContain('# and 1 more that stay as they are');
  });

  it('names an entity of another namespace by its namespace', () => {
    const found = proposed(
      [
        component('shop', {}, { namespace: 'web' }),
        component('ledger'),
        component('till', {}, { namespace: 'web' }),
      ],
      'component:web/shop',
      'ledger',
    );
    expect(found.value).toBe('component:default/ledger');
    expect(found.yaml).toContain('  namespace: web\n');
  });

  it('quotes what YAML would read as something else', () => {
    const names = ['no', '123', 'yes', 'null', '1e3', '0x1f'];
    for (const name of names) {
      const found = proposed(
        [
          component(name),
          component('ledger', { providesApis: [name] }),
          api(name),
        ],
        name,
        'ledger',
      );
      const read = parseDocument(found.yaml).toJS();
      expect(read.metadata.name).toBe(name);
      expect(read.spec.consumesApis).toEqual([name]);
    }
  });

  it('is YAML that reads back as the coupling, whatever the names', () => {
    const name = fc.oneof(
      fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }),
      fc.constantFrom(
        'a: b',
        '- x',
        '#',
        '"',
        "'",
        '{}',
        '*a',
        '&b',
        'a/b',
        '%',
      ),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(name, {
          minLength: 3,
          maxLength: 3,
          selector: text => text.toLowerCase(),
        }),
        ([caller, kept, target]) => {
          const model = buildModel(
            [
              component(caller, {
                dependsOn: [{ kind: 'component', name: kept }],
              }),
              component(kept),
              component(target),
            ],
            DEFAULT_POLICY,
          );
          const find = (text: string) =>
            model.entities.findIndex(({ name: own }) => own === text);
          const [from, to] = [find(caller), find(target)];
          fc.pre(from >= 0 && to >= 0);
          const { yaml } = proposeDeclaration(model, from, to);
          const document = parseDocument(yaml);
          expect(document.errors).toEqual([]);
          const { metadata, spec } = document.toJS();
          expect(metadata.name).toBe(caller);
          const added = spec.dependsOn[spec.dependsOn.length - 1];
          expect(typeof added).toBe('string');
          // A name with a slash or a colon cannot be told from a namespace in any reference.
          fc.pre(!/[:/]/.test(target));
          expect(parseRef(added)).toEqual({ ref: model.entities[to].ref });
        },
      ),
      { numRuns: 300 },
    );
  });
});
