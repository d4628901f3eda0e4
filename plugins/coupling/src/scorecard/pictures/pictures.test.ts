import type { Picture } from '@posiwid/backstage-plugin-coupling-common';
import fc from 'fast-check';
import { textWidth } from '../../map/textWidth';
import { checkoutScorecard, MONTHS } from '../__fixtures__/harborScorecards';
import { anchorAt, axisFor, roundUp, timeScale } from './axis';
import { median } from './DurationsPicture';
import { BASE, FONT, GUTTER, LEAST, plotWidth } from './measures';
import { boxOf, marginLabels, monthBars, overlap } from './monthBars';
import { pairRows } from './pairRows';
import { pictureWords } from './pictureWords';
import { wrapText } from './wrap';

type Months = Extract<Picture, { kind: 'months' }>;
type Pair = Extract<Picture, { kind: 'pair' }>;

const WIDTHS = fc.integer({ min: 100, max: 900 });

const MINUTES = fc.option(fc.double({ min: 0, max: 5_000, noNaN: true }), {
  nil: undefined,
});

const months = fc
  .record({
    values: fc.array(MINUTES, { minLength: 12, maxLength: 12 }),
    promised: fc.double({ min: 0, max: 500, noNaN: true }),
    marks: fc.array(
      fc.record({
        month: fc.nat(11),
        minutes: fc.double({ min: 0, max: 5_000, noNaN: true }),
      }),
      { maxLength: 3 },
    ),
  })
  .map(
    ({ values, promised, marks }): Months => ({
      kind: 'months',
      months: MONTHS.map((month, i) => ({ month, minutes: values[i] })),
      promised,
      marks: marks.map(mark => ({
        at: `${MONTHS[mark.month]}-12T00:00:00Z`,
        minutes: mark.minutes,
        text: 'an incident',
      })),
    }),
  );

describe('minutes lost by month', () => {
  it('stand in the plot, and are over exactly where they exceed the promise', () => {
    fc.assert(
      fc.property(months, WIDTHS, (picture, width) => {
        const { bars, plot, limitY } = monthBars(picture, width);
        expect(limitY).toBeLessThanOrEqual(BASE);
        bars.forEach((bar, i) => {
          const { minutes } = picture.months[i];
          expect(bar.over).toBe(
            minutes !== undefined && minutes > picture.promised,
          );
          expect(bar.x + bar.width).toBeLessThanOrEqual(plot);
          expect(bar.y).toBeGreaterThanOrEqual(0);
          expect(bar.y + bar.height).toBeCloseTo(BASE, 6);
        });
      }),
    );
  });

  it('carry labels that hide no bar, no other label and nothing outside', () => {
    fc.assert(
      fc.property(months, WIDTHS, (picture, width) => {
        const { bars, labels, limitY, plot } = monthBars(picture, width);
        const boxes = [
          ...labels,
          ...marginLabels(picture.promised, limitY, plot),
        ].map(boxOf);
        labels.forEach((label, i) => {
          const box = boxOf(label);
          expect(box.left).toBeGreaterThanOrEqual(0);
          expect(box.right).toBeLessThanOrEqual(plot + GUTTER);
          boxes.forEach((other, j) => {
            expect(i !== j && overlap(box, other)).toBe(false);
          });
          bars.forEach(({ x, y, width: wide, height }) => {
            expect(
              overlap(box, {
                left: x,
                right: x + wide,
                top: y,
                bottom: y + height,
              }),
            ).toBe(false);
          });
        });
      }),
    );
  });

  it('name the worst three of Harbor', () => {
    const [{ picture }] = checkoutScorecard.promises;
    const words = monthBars(picture as Months, 414).labels.map(l => l.words);
    expect([...words].sort()).toEqual([
      '12 Feb: 41 min',
      '13 Oct: 52 min',
      '6 Nov: 23 min',
    ]);
  });
});

describe('hours of a pair', () => {
  const hours = fc.array(
    fc.record({
      at: fc.constant('2026-01-01T00:00:00Z'),
      one: fc.boolean(),
      other: fc.boolean(),
    }),
    { maxLength: 40 },
  );

  it('stand right of both names, inside the picture, in order', () => {
    fc.assert(
      fc.property(
        hours,
        fc.string({ maxLength: 60 }),
        fc.string({ maxLength: 60 }),
        WIDTHS,
        (list, one, other, width) => {
          const picture: Pair = { kind: 'pair', one, other, hours: list };
          const rows = pairRows(picture, width);
          const names = Math.max(
            textWidth(rows.one, FONT),
            textWidth(rows.other, FONT),
          );
          let before = names;
          for (const { x } of rows.columns) {
            expect(x).toBeGreaterThan(before);
            expect(x).toBeLessThan(Math.max(LEAST, width));
            before = x;
          }
          expect(rows.together).toBe(
            list.filter(hour => hour.one && hour.other).length,
          );
        },
      ),
    );
  });
});

describe('axes', () => {
  it('end at a round value that is not below what they hold', () => {
    expect([0, 1, 61, 0.18, 1_234].map(roundUp)).toEqual([
      1, 1, 80, 0.2, 1_500,
    ]);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), {
          minLength: 1,
        }),
        values => {
          const { end, x } = axisFor(values, 300);
          values.forEach(value => {
            expect(value).toBeLessThanOrEqual(end);
            expect(x(value)).toBeGreaterThanOrEqual(0);
            expect(x(value)).toBeLessThanOrEqual(300);
          });
        },
      ),
    );
  });

  it('keep text inside', () => {
    expect([5, 150, 290].map(x => anchorAt(x, 300, 40))).toEqual([
      'start',
      'middle',
      'end',
    ]);
  });

  it('put a single moment in the middle, and several from end to end', () => {
    expect(timeScale(['2026-01-01'], 0, 100)('2026-01-01')).toBe(50);
    const x = timeScale(['2026-01-03', '2026-01-01'], 10, 90);
    expect(['2026-01-01', '2026-01-02', '2026-01-03'].map(x)).toEqual([
      10, 50, 90,
    ]);
  });

  it('leave the margin to words, however narrow', () => {
    expect(plotWidth(414)).toBe(322);
    expect(plotWidth(10)).toBeGreaterThan(100);
  });
});

describe('wrapped words', () => {
  it('fit their lines, and lose nothing while there is room', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { maxLength: 12 }),
        words => {
          const text = words.join(' ');
          expect(wrapText(text, FONT, 90, 99).join(' ')).toBe(text);
          const few = wrapText(text, FONT, 90, 2);
          expect(few.length).toBeLessThanOrEqual(2);
          few.forEach(line =>
            expect(textWidth(line, FONT)).toBeLessThanOrEqual(90 + FONT),
          );
        },
      ),
    );
  });
});

describe('the median', () => {
  it('is the middle, or the mean of the two in the middle', () => {
    expect(median([52, 8, 23])).toBe(23);
    expect(median([1, 4])).toBe(2.5);
  });
});

describe('the text of a picture', () => {
  const words = Object.fromEntries(
    checkoutScorecard.promises.map(({ picture }) => [
      picture.kind,
      pictureWords(picture),
    ]),
  );

  it('has all of its numbers', () => {
    expect(words.months).toBe(
      'Minutes lost by month, 21.6 promised: Dec 2025 2, Jan 2026 4, Feb 2026 45, Mar 2026 3, Apr 2026 6, May 2026 2, Jun 2026 8, Jul 2026 3, Aug 2026 5, Sep 2026 4, Oct 2026 55, Nov 2026 24',
    );
    expect(words.pair).toBe(
      'checkout-api and payments-gateway: deployed in 26 hours, in 21 of them both',
    );
    expect(words.weekdays).toContain('Fri 2, stands out, Sat 0');
    expect(words.durations).toContain('60 min promised');
    expect(words['no-data']).toBe(
      'No data: nothing tested it yet, 0 drills, 0 incidents',
    );
  });

  it('says of a month without data that there is none', () => {
    expect(
      pictureWords({
        kind: 'months',
        months: [{ month: '2026-01' }],
        promised: 20,
        marks: [],
      }),
    ).toContain('Jan 2026 no data');
  });

  it('speaks of shares, weeks, events and bounds', () => {
    expect(
      pictureWords({
        kind: 'share',
        part: 25,
        whole: 136,
        promised: 0.15,
        interval: { low: 0.13, high: 0.26 },
        what: 'failed',
      }),
    ).toBe('25 of 136 failed, 18.4 %, 13 % to 26 %; 15 % promised');
    expect(
      pictureWords({
        kind: 'weeks',
        weeks: [{ from: '2026-11-02T00:00:00Z', count: 4 }],
        promised: 5,
      }),
    ).toBe('By week, 5 promised: 2 Nov 2026 4');
    expect(
      pictureWords({
        kind: 'events',
        events: [
          {
            at: '2026-11-02T00:00:00Z',
            outcome: 'failed',
            text: 'loss of zone',
          },
        ],
      }),
    ).toBe('2 Nov 2026 loss of zone: failed');
    expect(
      pictureWords({
        kind: 'bound',
        value: 9,
        promised: 3,
        what: 'requests for one',
      }),
    ).toBe('9 requests for one; 3 promised');
  });
});
