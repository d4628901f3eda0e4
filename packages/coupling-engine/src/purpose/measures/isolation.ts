import { observed } from '../../evidence';
import { count, nameOfRef } from '../../model/words';
import { commonCause } from '../commonCause';
import { noData } from '../pictures';
import { fallsWith, wayDown } from '../subject';
import {
  DAY_MS,
  LOOK_BACK_DAYS,
  judgement,
  namedBy,
  plain,
  silent,
  type Measure,
} from './measure';

/** Incidents that are drawn, the newest. */
const MAX_SHOWN = 60;

/**
 * Whether the subject goes on when one entity stops. The declared structure can contradict it; only incidents of that entity
 * that did not reach the subject keep it.
 */
export const isolation: Measure = {
  id: 'isolation',
  reads: ['incident'],
  title: ({ of }) => `Works while ${nameOfRef(of!)} is down`,
  settledBy: ({ of }) => ({
    kind: 'hold-drill',
    text: `Hold a drill: take ${nameOfRef(
      of!,
    )} away for ten minutes, and record who noticed.`,
  }),
  evaluate(context) {
    const { claim, subject, evidence, model, index, now } = context;
    const from = index.position.get(claim.of!);
    if (from === undefined)
      return silent(
        'unproven',
        'The catalog does not have what it is to be isolated from',
        'not in the catalog',
      );
    const name = context.name(from);
    const falls = fallsWith(model, [from]);
    const lost = subject.members.filter(member => falls.has(member));
    if (lost.length > 0) {
      const way = wayDown(model, lost, from);
      return judgement(
        'contradicted',
        [`As declared, ${context.name(way[0])} falls when ${name} fails`],
        [],
        {
          value: lost.length,
          grade: 'declared',
          words: `${lost.length} of it fall, as declared`,
          picture: {
            kind: 'bound',
            value: lost.length,
            promised: 0,
            what:
              lost.length === 1
                ? 'entity of it that falls, as declared'
                : 'entities of it that fall, as declared',
          },
          indicts: {
            way,
            by: 'failure',
            others: lost.filter(member => !way.includes(member)),
          },
          does: `stops whenever ${name} stops`,
        },
      );
    }
    const named = observed(evidence, 'incident', [claim.of!]).filter(
      ({ entities, startedAt }) =>
        entities.includes(claim.of!) &&
        now - Date.parse(startedAt) <= LOOK_BACK_DAYS * DAY_MS &&
        Date.parse(startedAt) <= now,
    );
    // What both rest on fells both: that says nothing about the one and the other.
    const incidents = named.filter(incident => {
      const cause = commonCause(
        context,
        [from, ...subject.members],
        [namedBy(context, incident)],
        [1],
      );
      return (
        !cause ||
        cause.entity === from ||
        subject.members.includes(cause.entity)
      );
    });
    const reached = incidents.filter(({ entities }) =>
      entities.some(ref => subject.refs.has(ref)),
    );
    const working = [
      `As declared, nothing of it falls when ${name} fails`,
      `${reached.length} of ${incidents.length} incidents of ${name} in a year name it too`,
    ];
    if (named.length > incidents.length) {
      working.push(
        `${
          named.length - incidents.length
        } more come down to what both rest on, and do not count here`,
      );
    }
    if (incidents.length === 0) {
      return judgement('unproven', working, [], {
        grade: 'declared',
        words: 'nothing tested it',
        picture: noData('Nothing tested it yet', [
          { what: 'incidents', count: 0 },
        ]),
      });
    }
    const picture = {
      kind: 'events' as const,
      events: incidents.slice(-MAX_SHOWN).map(incident => ({
        at: incident.startedAt,
        ...(reached.includes(incident)
          ? { outcome: 'failed' as const, text: 'reached it' }
          : { outcome: 'passed' as const, text: 'did not reach it' }),
      })),
    };
    if (reached.length === 0)
      return judgement('kept', working, incidents, {
        value: 0,
        words: `none of ${count(incidents.length, 'incident')} reached it`,
        picture,
      });
    const struck = new Set(
      reached.flatMap(incident => namedBy(context, incident)),
    );
    const hit = subject.members.filter(member => struck.has(member));
    const way = wayDown(model, hit, from);
    return judgement(
      'contradicted',
      [
        ...working,
        ...(way.length === 0
          ? [`No declared way leads to ${name}: the map lacks a coupling`]
          : []),
      ],
      reached,
      {
        value: reached.length,
        words: `${reached.length} of ${incidents.length} reached it`,
        picture,
        indicts: {
          way:
            way.length > 0
              ? way
              : [hit[0] ?? from, from].filter(
                  (at, i, all) => all.indexOf(at) === i,
                ),
          by: 'failure',
          others: [],
        },
        does: `is down in ${plain(
          (100 * reached.length) / incidents.length,
        )} % of the incidents of ${name}`,
      },
    );
  },
};
