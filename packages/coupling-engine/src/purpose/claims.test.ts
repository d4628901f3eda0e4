import fc from 'fast-check';
import { parseClaims } from './claims';

describe('parseClaims', () => {
  it.each([
    [
      'availability >= 99.95% over 30d',
      { measure: 'availability', operator: '>=', value: 0.9995, overDays: 30 },
    ],
    [
      'availability>=99%',
      { measure: 'availability', operator: '>=', value: 0.99 },
    ],
    [
      'change-failure-rate <= 15% over 90d',
      {
        measure: 'change-failure-rate',
        operator: '<=',
        value: 0.15,
        overDays: 90,
      },
    ],
    [
      'blast-radius ≤ 10%',
      { measure: 'blast-radius', operator: '<=', value: 0.1 },
    ],
    [
      'retry amplification <= 3',
      { measure: 'retry-amplification', operator: '<=', value: 3 },
    ],
    ['survives loss of zone', { measure: 'survives-loss', of: 'zone' }],
    [
      'survives loss of resource:eu/db',
      { measure: 'survives-loss', of: 'resource:eu/db' },
    ],
    [
      'isolated from component:default/x',
      { measure: 'isolation', of: 'component:default/x' },
    ],
    ['Isolated from x', { measure: 'isolation', of: 'component:shop/x' }],
    [
      'recovers within 2h over 12w',
      { measure: 'recovery', operator: '<=', value: 2, overDays: 84 },
    ],
    ['deploys independently', { measure: 'deploys-independently' }],
    [
      'deploys >= 5 per week',
      { measure: 'deploy-frequency', operator: '>=', value: 5 },
    ],
    [
      'deploys >= 1 per day over 90d',
      { measure: 'deploy-frequency', operator: '>=', value: 7, overDays: 90 },
    ],
    ['no freeze over 90d', { measure: 'no-freeze', overDays: 90 }],
    ['owned', { measure: 'owned' }],
  ])('reads %s', (text, expected) => {
    const { claims, errors } = parseClaims(text, 'shop');
    expect(errors).toEqual([]);
    expect(claims).toHaveLength(1);
    expect(claims[0]).toEqual({ text: expect.any(String), ...expected });
  });

  it.each([
    ['speed >= 3', 1, 'expected a measure'],
    ['availability > 99%', 14, 'expected >='],
    ['availability >= high', 17, 'a percentage'],
    ['availability >= 101%', 17, 'from 0% to 100%'],
    ['availability >=', 16, 'expected a percentage'],
    ['availability >= 99% over', 25, 'expected a time'],
    ['availability >= 99% over 0d', 26, 'expected a time'],
    ['survives loss zone', 15, 'expected of'],
    ['survives loss of', 17, 'region, zone, rack or an entity'],
    ['isolated from :x', 15, '[kind:]'],
    ['deploys often', 9, 'independently or >='],
    ['deploys >= 5 per year', 18, 'day or week'],
    ['owned by us', 7, 'nothing after'],
  ])('says where %s cannot be read', (text, column, expected) => {
    const { claims, errors } = parseClaims(text);
    expect(claims).toEqual([]);
    expect(errors).toEqual([
      {
        text: expect.any(String),
        line: 1,
        column,
        message: expect.stringContaining(expected),
      },
    ]);
  });

  it('reads several, by line and by semicolon, and keeps the good ones', () => {
    const { claims, errors } = parseClaims(
      'owned; deploys nightly\n\n  no freeze ;;',
    );
    expect(claims.map(claim => claim.measure)).toEqual(['owned', 'no-freeze']);
    expect(errors).toEqual([
      expect.objectContaining({ text: 'deploys nightly', line: 1, column: 16 }),
    ]);
  });

  it('ends with one error when there are too many', () => {
    const { claims, errors } = parseClaims('owned\n'.repeat(300));
    expect(claims).toHaveLength(100);
    expect(errors).toHaveLength(1);
  });

  it('never throws, and points into the text', () => {
    const words = fc.constantFrom(
      'availability',
      '>=',
      '99%',
      'over',
      '30d',
      'no',
      'freeze',
      'survives',
      'loss',
      'of',
      ';',
      '\n',
      'x',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(words).map(all => all.join(' ')),
    );
    fc.assert(
      fc.property(text, given => {
        const lines = given.split('\n');
        for (const { line, column } of parseClaims(given).errors) {
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual(lines[line - 1].length + 1);
        }
      }),
    );
  });
});
