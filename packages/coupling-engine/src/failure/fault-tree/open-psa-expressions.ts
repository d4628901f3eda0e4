/**
 * Values of Open-PSA expressions: numbers, parameters, arithmetic, and the usual laws of failure over time, taken at the
 * end of the mission. A distribution of an uncertain value stands for its mean.
 *
 * Source: Open-PSA Model Exchange Format 2.0d, chapter "Stochastic layer"; periodic tests as in SCRAM's
 * `periodic-test` of four arguments.
 * Limits: one value, no propagation of uncertainty; no conditions, trigonometry or histograms.
 */
import { Element } from './xml';

/** Hours; the default of SCRAM: a year. */
export const MISSION_TIME = 8760;

/** Arguments of an expression in, its value out. */
type Law = (...args: number[]) => number;

const exponential: Law = (rate, time) => -Math.expm1(-rate * time);

const LAWS = new Map<string, { law: Law; arity?: number }>([
  ['add', { law: (...args) => args.reduce((a, b) => a + b) }],
  ['sub', { law: (...args) => args.reduce((a, b) => a - b) }],
  ['mul', { law: (...args) => args.reduce((a, b) => a * b) }],
  ['div', { law: (...args) => args.reduce((a, b) => a / b) }],
  ['exponential', { law: exponential, arity: 2 }],
  // Unavailability from failure on demand, failure rate and repair rate.
  ['GLM', { law: generalLambdaMu, arity: 4 }],
  ['periodic-test', { law: periodicTest, arity: 4 }],
  ['normal-deviate', { law: mean => mean, arity: 2 }],
  ['lognormal-deviate', { law: mean => mean, arity: 3 }],
  ['uniform-deviate', { law: (low, high) => (low + high) / 2, arity: 2 }],
]);

function generalLambdaMu(
  onDemand: number,
  failureRate: number,
  repairRate: number,
  time: number,
): number {
  const both = failureRate + repairRate;
  const limit = failureRate / both;
  return limit + (onDemand - limit) * Math.exp(-both * time);
}

/** Probability that a failure since the last test, whose repair takes no time, is still hidden. */
function periodicTest(
  rate: number,
  interval: number,
  firstTest: number,
  time: number,
): number {
  if (time <= firstTest) {
    return exponential(rate, time);
  }
  const sinceTest = (time - firstTest) % interval;
  return exponential(rate, sinceTest === 0 ? interval : sinceTest);
}

/**
 * The value of an expression; undefined when there is something in it that is not read.
 *
 * @param parameter the expression that defines a parameter, from the name and the element that refers to it
 */
export function evaluateExpression(
  expression: Element,
  parameter: (reference: Element) => Element | undefined,
): number | undefined {
  const open = new Set<Element>();
  const evaluate = (element: Element): number => {
    switch (element.name) {
      case 'float':
      case 'int':
        return Number(element.attributes.get('value') || NaN);
      case 'system-mission-time':
        return MISSION_TIME;
      case 'parameter': {
        const definition = parameter(element);
        // A parameter that is defined by itself has no value.
        if (!definition || open.has(definition)) {
          return NaN;
        }
        open.add(definition);
        const value = evaluate(definition);
        open.delete(definition);
        return value;
      }
      default: {
        const known = LAWS.get(element.name);
        const { children } = element;
        const count = known?.arity ?? Math.max(1, children.length);
        return known && children.length === count
          ? known.law(...children.map(evaluate))
          : NaN;
      }
    }
  };
  const value = evaluate(expression);
  return Number.isFinite(value) ? value : undefined;
}
