import { observed } from '../../evidence';
import { commonCause } from '../commonCause';
import { fallsWith, wayDown } from '../subject';
import {
  DAY_MS,
  LOOK_BACK_DAYS,
  judgement,
  nameAt,
  plain,
  type Measure,
} from './measure';

/**
 * Whether the subject goes on when one entity stops. The declared structure can contradict it; only incidents of that entity
 * that did not reach the subject keep it.
 */
export const isolation: Measure = {
  id: 'isolation',
  reads: ['incident'],
  evaluate({ claim, subject, evidence, model, now }) {
    const from = model.entities.findIndex(({ ref }) => ref === claim.of);
    if (from === -1)
      return judgement('unproven', [
        'The catalog does not have what it is to be isolated from',
      ]);
    const name = nameAt(model, from);
    const falls = fallsWith(model, [from]);
    const lost = subject.members.filter(member => falls.has(member));
    if (lost.length > 0) {
      const way = wayDown(model, lost, from);
      return judgement(
        'contradicted',
        [`As declared, ${nameAt(model, way[0])} falls when ${name} fails`],
        [],
        {
          value: lost.length,
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
        model,
        [from, ...subject.members],
        [incident],
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
    if (incidents.length === 0) return judgement('unproven', working);
    if (reached.length === 0)
      return judgement('kept', working, incidents, { value: 0 });
    const hit = subject.members.filter(member =>
      reached.some(({ entities }) =>
        entities.includes(model.entities[member].ref),
      ),
    );
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
