/** Unavailability in the units people use; a month is 30 days, as in the engine. */

const MINUTES_A_MONTH = 30 * 24 * 60;

/** Below this the difference is of no use to anyone, and a logarithm has no value at 0. */
const LEAST = 1e-18;

/** 1e-3 is 3 nines. What never fails is given the most that is drawn. */
export function nines(unavailability: number): number {
  return -Math.log10(Math.min(1, Math.max(LEAST, unavailability)));
}

/** `2.6`, `13`, `0.4`: at most two significant digits, no exponent between 0.01 and 10,000. */
export function rounded(value: number): string {
  return Number(value.toPrecision(2)).toLocaleString('en', {
    maximumSignificantDigits: 2,
  });
}

const UNITS: [seconds: number, unit: string][] = [
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
  [1e-9, 'ns'],
];

/** Expected time down in a month, in its largest fitting unit: `44 min`, `2.6 ns`. Hours only from two on. */
export function downtime(unavailability: number): string {
  const seconds = unavailability * MINUTES_A_MONTH * 60;
  if (seconds === 0) {
    return '0 s';
  }
  const [size, unit] =
    UNITS.find(([each], i) => seconds >= (i === 0 ? 2 * each : each)) ??
    UNITS[UNITS.length - 1];
  const n = seconds / size;
  return `${n < 0.01 ? 'under 0.01' : rounded(n)} ${unit}`;
}

/** `13 to 31 min`; one value where both ends read alike. */
export function downtimeRange(low: number, high: number): string {
  const [from, to] = [downtime(low), downtime(high)];
  if (from === to) {
    return from;
  }
  const [value, unit] = from.split(' ');
  return to.endsWith(` ${unit}`) ? `${value} to ${to}` : `${from} to ${to}`;
}

export function minutes(unavailability: number): number {
  return unavailability * MINUTES_A_MONTH;
}

/** `99.93 %`: as many digits as it takes to tell it from 100 %; beyond seven nines, how many nines. */
export function percent(unavailability: number): string {
  const all = nines(unavailability);
  if (all > 7) {
    return `${rounded(all)} nines`;
  }
  const digits = Math.max(0, Math.ceil(all) - 1);
  return `${((1 - unavailability) * 100).toFixed(digits)} %`;
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `1.0 × 10⁻³`. */
export function scientific(value: number): string {
  if (value === 0) {
    return '0';
  }
  const [mantissa, exponent] = value.toExponential(1).split('e');
  const digits = [...exponent.replace(/^[+-]/, '')]
    .map(digit => RAISED[Number(digit)])
    .join('');
  return `${mantissa} × 10${exponent.startsWith('-') ? '⁻' : ''}${digits}`;
}

/** `3 to 5`; one number where both read alike. */
export function range(low: number, high: number): string {
  const [from, to] = [rounded(low), rounded(high)];
  return from === to ? from : `${from} to ${to}`;
}
