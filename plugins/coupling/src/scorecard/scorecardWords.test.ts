import fc from 'fast-check';
import { marksOf, rowWords, sharesOf } from './mechanismMarks';
import { observationLinks, observationWords } from './observationWords';
import { bySource } from './queries';
import {
  intervalText,
  leadingNumber,
  minutesWords,
  monthName,
  numberWords,
  percentWords,
  propertyText,
  shortDay,
} from './scorecardWords';
import { trendRange } from './trend';

describe('numbers', () => {
  it('read as people write them', () => {
    expect([1234.5, 10.53, 0.0712, 0].map(numberWords)).toEqual([
      '1,235',
      '10.5',
      '0.0712',
      '0',
    ]);
    expect([52, 119, 150, 4320].map(minutesWords)).toEqual([
      '52 min',
      '119 min',
      '2.5 h',
      '3 d',
    ]);
    expect(shortDay('2026-02-12T23:59:00Z')).toBe('12 Feb');
    expect([monthName('2026-02'), monthName('none')]).toEqual([
      'Feb 2026',
      'none',
    ]);
  });

  it('never round up to all of it', () => {
    expect([1, 0.99969, 0.999996, 0.5, 0].map(percentWords)).toEqual([
      '100 %',
      '99.96 %',
      '99.9996 %',
      '50 %',
      '0 %',
    ]);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1 - 1e-9, noNaN: true }), share => {
        expect(percentWords(share)).not.toBe('100 %');
      }),
    );
  });

  it('of a property carry its unit, and both ends of a range the one they share', () => {
    expect(propertyText('availability', 0.9997)).toBe('99.97 %');
    expect(propertyText('velocity', 10.5)).toBe('10.5');
    expect(intervalText('change-safety', { low: 0.13, high: 0.26 })).toBe(
      '13–26 %',
    );
    expect(intervalText('recovery', { low: 40, high: 150 })).toBe(
      '40 min–2.5 h',
    );
  });

  it('at the head of some words are what opens', () => {
    expect(leadingNumber('3 of 12 months over')).toEqual([
      '3',
      ' of 12 months over',
    ]);
    expect(leadingNumber('18 % failed')).toEqual(['18 %', ' failed']);
    expect(leadingNumber('nothing tested it')).toEqual([
      'nothing tested it',
      '',
    ]);
  });
});

describe('mechanisms', () => {
  const row = fc.record({
    mechanism: fc.constant('timeout'),
    observed: fc.nat(40),
    inherited: fc.nat(40),
    stated: fc.nat(40),
    unknown: fc.nat(40),
  });

  it('are one mark a coupling, or shares that fill the bar', () => {
    fc.assert(
      fc.property(row, each => {
        const all = each.observed + each.inherited + each.stated + each.unknown;
        expect(marksOf(each)).toHaveLength(all);
        const shares = sharesOf(each, 126);
        shares.forEach(({ width }) => expect(width).toBeGreaterThanOrEqual(1));
        const sum = shares.reduce((total, { width }) => total + width, 0);
        expect(sum).toBeCloseTo(all === 0 ? 0 : 126, 6);
      }),
    );
  });

  it('say how each is known', () => {
    expect(
      rowWords({
        mechanism: 'timeout',
        observed: 3,
        inherited: 9,
        stated: 2,
        unknown: 4,
      }),
    ).toBe('3 observed, 9 inherited, 2 stated, 4 unknown, of 18');
  });
});

describe('a trend', () => {
  it('spans its values and their ranges, with air, and nothing at all', () => {
    expect(trendRange([])).toEqual({ min: 0, max: 1 });
    const { min, max } = trendRange([
      { month: '2026-01', value: 5, interval: { low: 2, high: 9 } },
      { month: '2026-02' },
    ]);
    expect(min).toBeLessThan(2);
    expect(max).toBeGreaterThan(9);
    const flat = trendRange([{ month: '2026-01', value: 4 }]);
    expect(flat.min).toBeLessThan(4);
    expect(flat.max).toBeGreaterThan(4);
  });
});

describe('observations', () => {
  const incident = (fields: Record<string, unknown>) => ({
    source: 'pager',
    id: '1',
    kind: 'incident' as const,
    at: '2026-10-13T09:52:00Z',
    receivedAt: '2026-10-13T09:52:00Z',
    about: [],
    fields,
  });

  it('say what was seen in a line, whatever their fields hold', () => {
    expect(
      observationWords(
        incident({
          startedAt: '2026-10-13T09:00:00Z',
          resolvedAt: '2026-10-13T09:52:00Z',
          severity: 'sev1',
        }),
      ),
    ).toBe('52 min, sev1');
    expect(observationWords(incident({ startedAt: 5 }))).toBe('not over');
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), fields => {
        expect(typeof observationWords(incident(fields))).toBe('string');
      }),
    );
  });

  it('link to web addresses only', () => {
    expect(
      observationLinks(
        incident({
          postmortem: 'https://wiki.test/1',
          // eslint-disable-next-line no-script-url
          report: 'javascript:alert(1)',
        }),
      ),
    ).toEqual([{ title: 'postmortem', href: 'https://wiki.test/1' }]);
  });

  it('are asked for by source', () => {
    expect(
      bySource([
        { source: 'a', id: '1' },
        { source: 'b', id: '1' },
        { source: 'a', id: '2' },
      ]),
    ).toEqual([
      { source: 'a', id: ['1', '2'] },
      { source: 'b', id: ['1'] },
    ]);
  });
});
