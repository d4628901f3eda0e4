import * as fc from 'fast-check';
import { kindOf, nameOf, parseRef } from './refs';

describe('parseRef reads references as Backstage does', () => {
  it.each([
    ['component:default/orders', {}, 'component:default/orders'],
    ['Component:Default/Orders', {}, 'component:default/orders'],
    ['orders', { kind: 'API' }, 'api:default/orders'],
    ['shop/orders', { kind: 'component' }, 'component:shop/orders'],
    [
      'orders',
      { kind: 'component', namespace: 'shop' },
      'component:shop/orders',
    ],
    ['user:jane', { kind: 'group', namespace: 'shop' }, 'user:shop/jane'],
    ['component:a/b/c', {}, 'component:a/b/c'],
    ['ns/with:colon', { kind: 'component' }, 'component:ns/with:colon'],
  ])('%s with %j is %s', (text, context, ref) => {
    expect(parseRef(text, context)).toEqual({ ref });
  });

  it('reads the {kind, namespace, name} of old catalogs', () => {
    expect(
      parseRef({ kind: 'API', namespace: 'shop', name: 'Orders' }),
    ).toEqual({
      ref: 'api:shop/orders',
    });
  });

  it.each([
    ['no kind and no default', 'orders'],
    ['empty', ''],
    ['empty kind', ':default/orders'],
    ['empty namespace', 'component:/orders'],
    ['empty name', 'component:default/'],
    ['a line break', 'component:default/or\nders'],
    ['an escape sequence', 'component:default/\u001b[2J'],
    ['very long', `component:default/${'x'.repeat(1_000_000)}`],
    ['a number', 7],
    ['a list', ['component:default/orders']],
    ['nothing', null],
    ['an object whose name is no text', { kind: 'api', name: {} }],
  ])('refuses %s and says what was expected', (_, value) => {
    const result = parseRef(value);
    expect('expected' in result && result.expected).toMatch(/^expected /);
  });

  it('never throws, and what it accepts it accepts again unchanged', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const result = parseRef(text, { kind: 'component' });
        const again = 'ref' in result ? parseRef(result.ref) : result;
        expect(again).toEqual(result);
      }),
    );
  });

  it('kind and name are the two ends of a full reference', () => {
    expect([kindOf('api:shop/or/ders'), nameOf('api:shop/or/ders')]).toEqual([
      'api',
      'or/ders',
    ]);
  });
});
