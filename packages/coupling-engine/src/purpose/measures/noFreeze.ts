import { observed, type Deployment } from '../../evidence';
import type { Picture } from '../pictures';
import { binomialLowerTail } from '../statistics';
import {
  DAY_MS,
  DEFAULT_DAYS,
  delivers,
  deploymentsOf,
  judgement,
  plain,
  share,
  tooLittle,
  type Measure,
  type MeasureContext,
} from './measure';

const WEEKDAYS = [
  'Sundays',
  'Mondays',
  'Tuesdays',
  'Wednesdays',
  'Thursdays',
  'Fridays',
  'Saturdays',
];
const WORKING_DAYS = [1, 2, 3, 4, 5];
/** Fewer deployments have no weekday shape. */
const MIN_DEPLOYMENTS = 50;
/** Chance of calling one of the five days frozen that is not. */
const SIGNIFICANCE = 0.01;
/** A day with more than this share of what an even spread would give it is quiet, not frozen. */
const FROZEN_BELOW = 0.5;

/**
 * Whether changes stop: a stated freeze over the subject, or a working day on which almost nothing is deployed. The shape:
 * exact lower binomial tail of the deployments on one day among those of Monday to Friday at a fifth each, times five for the
 * five days, below 1 %, and less than half of an even share. Days are of UTC.
 */
export const noFreeze: Measure = {
  id: 'no-freeze',
  reads: ['deployment', 'freeze'],
  title: () => 'Safe to ship any weekday',
  settledBy: () => ({
    kind: 'seek-evidence',
    text: `Connect what deploys it: a weekday's shape takes ${MIN_DEPLOYMENTS} deployments.`,
  }),
  evaluate(context) {
    const { claim, evidence, subject, now } = context;
    const days = claim.overDays ?? DEFAULT_DAYS;
    const start = now - days * DAY_MS;
    const stated = observed(evidence, 'freeze', subject.refs).filter(
      ({ from, to }) => Date.parse(to) >= start && Date.parse(from) <= now,
    );
    if (stated.length > 0) {
      return judgement(
        'contradicted',
        [
          `${stated.length} freezes over it were announced in ${plain(
            days,
          )} days`,
        ],
        stated,
        {
          value: stated.length,
          words: `${stated.length} announced`,
          picture: weekdays(deploymentsOf(context, days), []),
          ...indicted(context),
          does: 'stops taking changes by announcement',
        },
      );
    }
    const silence = tooLittle(context, 'deployment', days);
    if (silence) return silence;
    const deployments = deploymentsOf(context, days);
    const onDay = (weekday: number) =>
      deployments.filter(({ at }) => new Date(at).getUTCDay() === weekday);
    const working = WORKING_DAYS.map(weekday => onDay(weekday));
    const n = working.reduce((sum, on) => sum + on.length, 0);
    if (n < MIN_DEPLOYMENTS) {
      return judgement(
        'unproven',
        [
          `${n} deployments on working days in ${plain(
            days,
          )} days; a weekday's shape takes ${MIN_DEPLOYMENTS}`,
        ],
        deployments,
        { words: `${n} deployments`, picture: weekdays(deployments, []) },
      );
    }
    const shape = `Monday to Friday: ${working
      .map(on => on.length)
      .join(', ')}`;
    const frozen = WORKING_DAYS.filter((_, i) => {
      const p =
        WORKING_DAYS.length *
        binomialLowerTail(n, working[i].length, 1 / WORKING_DAYS.length);
      return (
        p < SIGNIFICANCE &&
        working[i].length < (FROZEN_BELOW * n) / WORKING_DAYS.length
      );
    });
    if (frozen.length === 0)
      return judgement(
        'kept',
        [shape, 'No working day stands out'],
        deployments,
        {
          value: 0,
          words: 'no day stands out',
          picture: weekdays(deployments, []),
        },
      );
    const names = frozen.map(weekday => WEEKDAYS[weekday]).join(' and ');
    const { indicts } = indicted(context);
    return judgement(
      'contradicted',
      [
        shape,
        `An even spread gives ${plain(
          n / WORKING_DAYS.length,
        )} a day; so few on ${names} by chance: under ${share(
          SIGNIFICANCE,
        )}, all five days tried`,
        ...taken(deployments),
        ...(indicts
          ? [
              `What is not deployed then would go through ${context.name(
                indicts.way[0],
              )}`,
            ]
          : []),
      ],
      deployments,
      {
        value: frozen.length,
        words: frozenWords(frozen, deployments, days),
        picture: weekdays(
          deployments,
          frozen.map(weekday => weekday - 1),
        ),
        indicts,
        does: `discourages change on ${names}`,
      },
    );
  },
};

/** How often a change has to be taken back: what makes people wait for Monday. */
function taken(deployments: readonly Deployment[]): string[] {
  const back = deployments.filter(
    ({ outcome }) => outcome !== 'succeeded',
  ).length;
  return [
    `${back} of ${deployments.length} deployments failed or were rolled back`,
  ];
}

/** @param frozen - positions of days, Monday 0 */
function weekdays(
  deployments: readonly Deployment[],
  frozen: number[],
): Picture<never> {
  const counts = new Array<number>(7).fill(0);
  for (const { at } of deployments) {
    counts[(new Date(at).getUTCDay() + 6) % 7] += 1;
  }
  return { kind: 'weekdays', counts, frozen };
}

/** `11 of 13 Fridays empty`. */
function frozenWords(
  [weekday]: readonly number[],
  deployments: readonly Deployment[],
  days: number,
): string {
  const used = new Set(
    deployments
      .filter(({ at }) => new Date(at).getUTCDay() === weekday)
      .map(({ at }) => at.slice(0, 10)),
  ).size;
  const all = Math.max(used, Math.floor(days / 7));
  return `${all - used} of ${all} ${WEEKDAYS[weekday]} empty`;
}

function indicted(
  context: MeasureContext,
): Pick<ReturnType<Measure['evaluate']>, 'indicts'> {
  const [carrier] = delivers(context);
  return carrier === undefined
    ? {}
    : { indicts: { way: [carrier], by: 'delivery', others: [] } };
}
