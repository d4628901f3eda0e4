import { observed } from '../../evidence';
import { clean } from '../../findings/words';
import type { Model } from '../../model/types';
import { wayDown } from '../subject';
import { DAY_MS, day, judgement, nameAt, type Measure } from './measure';

/**
 * Whether the loss of one place, or of one entity, takes any part of the subject with it. The declared structure can
 * contradict it: something it needs runs in one such place only. Only a drill that induced that loss and passed keeps it.
 */
export const survivesLoss: Measure = {
  id: 'survives-loss',
  reads: ['drill'],
  evaluate(context) {
    const { claim, subject, evidence, model, policy, losses, now } = context;
    const drills = observed(evidence, 'drill', subject.refs).filter(
      drill =>
        Date.parse(drill.at) <= now && mentions(drill.induced, claim.of!),
    );
    const last = drills[drills.length - 1];
    const possible = losses.of(claim.of!);
    if (possible.length === 0 && !last) {
      return judgement('unproven', [
        `The catalog does not have what is to be lost: no entity, and no failure domain that anything states to run in, answers to ${clean(
          claim.of!,
        )}`,
      ]);
    }
    for (const { name, starts, falls } of possible) {
      const lost = subject.members.filter(member => falls.has(member));
      if (lost.length === 0) continue;
      const way = wayTo(model, lost, starts);
      const culprit = way[way.length - 1];
      return judgement(
        'contradicted',
        [
          `As declared, ${nameAt(
            model,
            way[0],
          )} falls with the loss of ${name}: ${nameAt(
            model,
            culprit,
          )} is there and nowhere else`,
          ...said(last),
        ],
        last ? [last] : [],
        {
          value: lost.length,
          indicts: {
            way,
            by: 'failure',
            others: lost.filter(member => !way.includes(member)),
          },
          does: `falls with the loss of ${name}`,
        },
      );
    }
    if (!last)
      return judgement('unproven', [
        'No drill induced this loss, and nothing declared speaks against it',
      ]);
    if (last.outcome !== 'passed') {
      return judgement('contradicted', said(last), [last], {
        value: 1,
        does: `did not get through a drill of the loss of ${claim.of}`,
      });
    }
    const age = (now - Date.parse(last.at)) / DAY_MS;
    return judgement(
      age > policy.drillAgeDays ? 'expired' : 'kept',
      [...said(last), `A drill counts for ${policy.drillAgeDays} days`],
      [last],
      { value: 0 },
    );
  },
};

/** From what is lost to what stops by itself: if it can be, from something else than that. */
function wayTo(model: Model, lost: number[], starts: number[]): number[] {
  const stops = new Set(starts);
  const led = lost.filter(member => !stops.has(member));
  const way = wayDown(model, led, stops);
  return way.length > 0 ? way : [lost[0]];
}

function said(drill: { at: string; outcome: string } | undefined): string[] {
  return drill
    ? [
        `The last drill of this loss, of ${day(Date.parse(drill.at))}: ${
          drill.outcome
        }`,
      ]
    : [];
}

/** Whether what was induced is that loss: the level's word, or the entity's name, as a word of the text. */
function mentions(induced: string, of: string): boolean {
  const words = induced.toLowerCase().split(/[^a-z0-9._-]+/);
  return words.includes(of.slice(of.indexOf('/') + 1));
}
