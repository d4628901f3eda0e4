import fc from 'fast-check';
import {
  cadenceWords,
  instantOf,
  presetOf,
  presetRule,
  wallOf,
} from './cadence';

describe('cadences', () => {
  it('are offered by the day of the first meeting and read back as words', () => {
    expect(presetRule('monthly', '2026-11-25')).toBe('FREQ=MONTHLY;BYDAY=4WE');
    expect(cadenceWords('FREQ=MONTHLY;BYDAY=4WE')).toBe(
      'every fourth Wednesday of the month',
    );
    // A fifth Monday is not in every month.
    expect(presetRule('monthly', '2026-11-30')).toBe('FREQ=MONTHLY;BYDAY=-1MO');
    expect(cadenceWords('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU')).toBe(
      'every second Tuesday',
    );
    expect(cadenceWords('RRULE:FREQ=WEEKLY;BYDAY=TU')).toBe('every Tuesday');
    expect(cadenceWords('FREQ=YEARLY;BYMONTH=3')).toBe('FREQ=YEARLY;BYMONTH=3');
  });

  it('are of the preset that they were made by, whatever the day', () => {
    const anyDay = fc
      .date({
        min: new Date('2020-01-01'),
        max: new Date('2040-01-01'),
        noInvalidDate: true,
      })
      .map(date => date.toISOString().slice(0, 10));
    const presets = fc.constantFrom('monthly', 'fortnightly', 'weekly');
    fc.assert(
      fc.property(presets, anyDay, (preset, first) => {
        const rule = presetRule(preset as 'weekly', first);
        expect(presetOf(rule)).toBe(preset);
        expect(cadenceWords(rule)).toMatch(/^every /);
      }),
    );
  });

  it('keep their hour in the time zone, in summer and in winter', () => {
    expect(instantOf('2026-07-01', '10:00', 'Europe/Berlin')).toBe(
      '2026-07-01T08:00:00.000Z',
    );
    expect(instantOf('2026-12-02', '10:00', 'Europe/Berlin')).toBe(
      '2026-12-02T09:00:00.000Z',
    );
    expect(wallOf('2026-12-02T09:00:00.000Z', 'Europe/Berlin')).toEqual({
      day: '2026-12-02',
      hour: '10:00',
    });
    expect(instantOf('2026-12-02', '10:00', 'Nowhere/Land')).toBeUndefined();
    expect(instantOf('', '10:00', 'UTC')).toBeUndefined();
  });
});
