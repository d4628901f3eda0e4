import { fallsWith } from '../subject';
import {
  LOOK_BACK_DAYS,
  incidentsOf,
  judgement,
  nameAt,
  share,
  type Measure,
} from './measure';

/**
 * Share of the other entities of the catalog that fall with the part of the subject that takes most with it. The declared
 * structure can contradict it; only incidents that named the subject and stayed within the limit keep it.
 */
export const blastRadius: Measure = {
  id: 'blast-radius',
  reads: ['incident'],
  evaluate(context) {
    const { claim, subject, model, structure } = context;
    const all = model.entities.length - 1;
    const { fails } = structure;
    const [widest] = [...subject.members].sort(
      (a, b) => fails[b] - fails[a] || a - b,
    );
    if (widest === undefined || all === 0) {
      return judgement('unproven', ['There is nothing that it could reach']);
    }
    const value = fails[widest] / all;
    const working = [
      `As declared, ${fails[widest]} of ${all} others fall with ${nameAt(
        model,
        widest,
      )}: ${share(value)}`,
      `Promised: at most ${share(claim.value!)}`,
    ];
    if (value > claim.value!) {
      return judgement('contradicted', working, [], {
        value,
        indicts: {
          way: [widest],
          by: 'failure',
          others: [...fallsWith(model, [widest])]
            .filter(at => at !== widest)
            .sort((a, b) => a - b),
        },
        does: `takes ${share(
          Math.round(value * 100) / 100,
        )} of everything with it`,
      });
    }
    const incidents = incidentsOf(context, LOOK_BACK_DAYS);
    if (incidents.length === 0)
      return judgement(
        'unproven',
        [...working, 'No incident in a year tested it'],
        [],
        { value },
      );
    const most = Math.max(
      ...incidents.map(
        ({ entities }) => entities.filter(ref => !subject.refs.has(ref)).length,
      ),
    );
    working.push(
      `The widest of ${incidents.length} incidents named ${most} others`,
    );
    return most / all > claim.value!
      ? judgement(
          'contradicted',
          [...working, 'The map lacks couplings'],
          incidents,
          { value: most / all, does: `took ${most} others with it` },
        )
      : judgement('kept', working, incidents, { value });
  },
};
