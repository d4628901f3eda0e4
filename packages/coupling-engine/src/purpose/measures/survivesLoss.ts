import { observed, type Drill } from '../../evidence';
import { clean, nameOfRef } from '../../model/words';
import { PolicyOfEntities } from '../../model/domainPolicy';
import type { Model } from '../../model/types';
import type { Loss } from '../losses';
import { noData, type Picture } from '../pictures';
import { wayDown } from '../subject';
import {
  DAY_MS,
  day,
  judgement,
  silent,
  type Measure,
  type MeasureContext,
} from './measure';

/**
 * Whether the loss of one place, or of one entity, takes any part of the subject with it. The declared structure can
 * contradict it: something it needs runs in one such place only, or has copies that this loss alone defeats (the audit of
 * redundancy says so). Only a drill that induced that loss and passed keeps it.
 */
export const survivesLoss: Measure = {
  id: 'survives-loss',
  reads: ['drill'],
  title: ({ of }) => `Survives loss of ${lost(of!)}`,
  settledBy: ({ of }) => ({
    kind: 'hold-drill',
    text: `Hold a drill of the loss of ${lost(of!)}, and record how it went.`,
  }),
  evaluate(context) {
    const { claim, subject, evidence, losses, now } = context;
    const drills = observed(evidence, 'drill', subject.refs).filter(
      drill =>
        Date.parse(drill.at) <= now && mentions(drill.induced, claim.of!),
    );
    const last = drills[drills.length - 1];
    if (!losses.has(claim.of!) && !last) {
      return silent(
        'unproven',
        `The catalog does not have what is to be lost: no entity, and no failure domain that anything states to run in, answers to ${clean(
          claim.of!,
        )}`,
        'not in the catalog',
      );
    }
    const loss = losses.taking(claim.of!, subject.members);
    if (loss) return brokenBy(context, loss, drills);
    if (!last) {
      const why =
        'No drill induced this loss, and nothing declared speaks against it';
      return judgement('unproven', [why], [], {
        words: 'no drill',
        grade: 'declared',
        picture: noData('Nothing tested it yet', [
          { what: 'drills', count: 0 },
        ]),
      });
    }
    const picture = pictureOf(drills);
    if (last.outcome !== 'passed') {
      return judgement('contradicted', said(last), drills, {
        value: 1,
        words: `drill of ${day(Date.parse(last.at))} did not pass`,
        picture,
        does: `did not get through a drill of the loss of ${nameOfRef(
          claim.of!,
        )}`,
      });
    }
    const age = (now - Date.parse(last.at)) / DAY_MS;
    const days = drillAgeDays(context);
    return judgement(
      age > days ? 'expired' : 'kept',
      [...said(last), `A drill counts for ${days} days`],
      drills,
      { value: 0, words: `passed ${day(Date.parse(last.at))}`, picture },
    );
  },
};

/** Days for which a drill of the subject counts: the fewest that its parts are held to. */
function drillAgeDays({ model, policy, subject }: MeasureContext): number {
  const policies = new PolicyOfEntities(model, policy);
  return subject.members.reduce(
    (days, member) => Math.min(days, policies.drillAgeDays(member)),
    policy.drillAgeDays,
  );
}

/** What is declared, or audited, speaks against it. */
function brokenBy(
  context: MeasureContext,
  loss: Loss,
  drills: readonly Drill[],
): ReturnType<Measure['evaluate']> {
  const { subject, model } = context;
  const { starts, falls } = loss;
  const down = subject.members.filter(member => falls.has(member));
  const way = wayTo(model, down, starts);
  const culprit = way[way.length - 1];
  const name =
    loss.entity === undefined ? loss.name : context.name(loss.entity);
  const last = drills[drills.length - 1];
  const defeated = loss.defeats.filter(({ members }) =>
    members.some(member => way.includes(member)),
  );
  const ofCulprit = defeated.find(({ members }) => members.includes(culprit));
  const group = ofCulprit ?? defeated[0];
  group?.members.forEach(member => context.name(member));
  return judgement(
    'contradicted',
    [
      `As declared, ${context.name(way[0])} falls with the loss of ${name}: ${
        ofCulprit
          ? `it alone defeats the copies of ${context.name(culprit)}`
          : `${context.name(culprit)} is there and nowhere else`
      }`,
      ...(group ? [`Risk group of ${group.name}: ${name}, alone`] : []),
      ...said(last),
    ],
    last ? [last] : [],
    {
      value: down.length,
      grade: last ? 'tested' : 'declared',
      words: `${down.length} of ${subject.members.length} fall, as declared`,
      picture:
        drills.length > 0
          ? pictureOf(drills)
          : {
              kind: 'bound',
              value: down.length,
              promised: 0,
              what:
                down.length === 1
                  ? 'entity of it that falls, as declared'
                  : 'entities of it that fall, as declared',
            },
      indicts: {
        way,
        by: 'failure',
        others: down.filter(member => !way.includes(member)),
      },
      does: `falls with the loss of ${name}`,
    },
  );
}

function pictureOf(drills: readonly Drill[]): Picture<never> {
  return {
    kind: 'events',
    events: drills.map(({ at, outcome }) => ({
      at,
      outcome,
      text: `drill ${outcome}`,
    })),
  };
}

/** From what is lost to what stops by itself: if it can be, from something else than that. */
function wayTo(
  model: Model,
  down: number[],
  starts: ReadonlySet<number>,
): number[] {
  const led = down.filter(member => !starts.has(member));
  const way = wayDown(model, led, starts);
  return way.length > 0 ? way : [down[0]];
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

/** `a region`, or the entity's name. */
function lost(of: string): string {
  return of.includes(':') ? nameOfRef(of) : `a ${of}`;
}

/** Whether what was induced is that loss: the level's word, or the entity's name, as a word of the text. */
function mentions(induced: string, of: string): boolean {
  const words = induced.toLowerCase().split(/[^a-z0-9._-]+/);
  return words.includes(of.slice(of.indexOf('/') + 1));
}
