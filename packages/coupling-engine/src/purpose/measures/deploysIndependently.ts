import { observed } from '../../evidence';
import { noData, pairPicture, weeksPicture } from '../pictures';
import type { LockStepPair } from '../types';
import { MIN_DEPLOYMENTS } from '../coDeployment';
import {
  LOOK_BACK_DAYS,
  deploymentsOf,
  judgement,
  tooLittle,
  DEFAULT_DAYS,
  type Measure,
  type MeasureContext,
} from './measure';
import { append } from '../../model/collect';

/**
 * Whether anything of the subject is in lock-step with anything else (see coDeployment.ts). Reads the whole last year,
 * whatever the claim's window: pairs take that long to show.
 */
export const deploysIndependently: Measure = {
  id: 'deploys-independently',
  reads: ['deployment'],
  title: () => 'Ships on its own day',
  settledBy: () => ({
    kind: 'seek-evidence',
    text: `Connect what deploys it: a comparison takes ${MIN_DEPLOYMENTS} deployments of one entity.`,
  }),
  evaluate(context) {
    const { subject, model, lockSteps } = context;
    const silence = tooLittle(context, 'deployment', DEFAULT_DAYS);
    if (silence) return silence;
    const deployments = deploymentsOf(context, LOOK_BACK_DAYS);
    const times = new Map<string, number[]>();
    for (const { entity, at } of deployments) {
      append(times, entity, Date.parse(at));
    }
    const often = subject.members.filter(
      member =>
        (times.get(model.entities[member].ref) ?? []).length >= MIN_DEPLOYMENTS,
    );
    if (often.length === 0) {
      const why = `Nothing of it was deployed ${MIN_DEPLOYMENTS} times in a year, which a comparison takes`;
      return judgement('unproven', [why], deployments, {
        words: 'too few deployments',
        picture: noData(why, [
          { what: 'deployments', count: deployments.length },
        ]),
      });
    }
    const inside = new Set(subject.members);
    // What a system deploys together within itself is its own affair.
    const caught = lockSteps.find(
      ({ members }) =>
        members.some(member => inside.has(member)) &&
        members.some(member => !inside.has(member)),
    );
    if (!caught) {
      return judgement(
        'kept',
        [
          `${often.length} of its ${subject.members.length} entities were deployed often enough to compare`,
          'None of them goes out with another one more often than chance',
        ],
        deployments,
        {
          value: 0,
          words: 'none in step',
          picture: weeksPicture(
            deployments.map(({ at }) => Date.parse(at)),
            0,
            context.now,
          ),
        },
      );
    }
    const own = caught.members.filter(member => inside.has(member));
    const others = caught.members.filter(member => !inside.has(member));
    const pair = caught.pairs
      .filter(({ a, b }) => inside.has(a) !== inside.has(b))
      .sort((a, b) => a.p - b.p || a.a - b.a || a.b - b.b)[0];
    const { cause } = caught;
    const working = [
      `${caught.members.length} entities go out in the same hours, ${own.length} of them its own`,
    ];
    // Without a pair they are tied by what they share only, which goes out with each of them.
    const [one, partner] = pair ? ends(pair, inside) : [own[0], others[0]];
    if (pair) {
      const named = cause === undefined ? context.name(partner) : 'one of them';
      working.push(
        `${context.name(one)} and ${named}: ${pair.both} hours in common, of ${
          one === pair.a ? pair.ofA : pair.ofB
        } and ${one === pair.a ? pair.ofB : pair.ofA}; by chance: ${
          pair.p < 1e-12 ? 'under 1e-12' : pair.p.toExponential(1)
        }`,
      );
    }
    if (cause !== undefined) {
      working.push(
        `What most of them take change from: ${context.name(cause)}`,
      );
    }
    const way = [one, cause ?? partner];
    return judgement('contradicted', working, deployments, {
      value: others.length,
      ...drawn(context, [one, partner], pair),
      indicts: {
        way,
        by: 'change',
        others: others.filter(at => !way.includes(at)),
      },
      does:
        cause === undefined
          ? `deploys in step with ${others.length} others`
          : `deploys in step with ${
              others.length
            } others that take ${context.name(cause)}`,
    });
  },
};

/** The hours of the two, and how many they share. */
function drawn(
  { evidence, model }: MeasureContext,
  [one, partner]: number[],
  pair: LockStepPair | undefined,
) {
  const of = (entity: number) => ({
    name: entity,
    times: observed(evidence, 'deployment', [model.entities[entity].ref]).map(
      ({ at }) => Date.parse(at),
    ),
  });
  return {
    words: pair
      ? `${pair.both} of ${Math.min(pair.ofA, pair.ofB)} in step`
      : 'in step',
    picture: pairPicture(of(one), of(partner)),
  };
}

/** The end of a pair that is the subject's own, then the other one. */
function ends({ a, b }: LockStepPair, inside: ReadonlySet<number>): number[] {
  return inside.has(a) ? [a, b] : [b, a];
}
