import { fallsWith } from '../subject';
import {
  LOOK_BACK_DAYS,
  incidentsOf,
  judgement,
  namedBy,
  share,
  silent,
  type Measure,
} from './measure';

/**
 * Share of the other entities of the catalog that fall with the part of the subject that takes most with it. The declared
 * structure can contradict it; only incidents that named the subject and stayed within the limit keep it.
 */
export const blastRadius: Measure = {
  id: 'blast-radius',
  reads: ['incident'],
  title: ({ value }) => `Takes at most ${share(value!)} with it`,
  settledBy: () => ({
    kind: 'hold-drill',
    text: 'Hold a drill: stop it on purpose, and record what else stopped.',
  }),
  evaluate(context) {
    const { claim, subject, model, structure } = context;
    const all = model.entities.length - 1;
    const { fails } = structure;
    const [widest] = [...subject.members].sort(
      (a, b) => fails[b] - fails[a] || a - b,
    );
    if (widest === undefined || all === 0) {
      return silent('unproven', 'There is nothing that it could reach');
    }
    const value = fails[widest] / all;
    const bound = (reached: number) => ({
      kind: 'bound' as const,
      value: reached,
      promised: claim.value!,
      what: 'share of all others that fall with it',
    });
    const declared = {
      value,
      grade: 'declared' as const,
      words: `${fails[widest]} of ${all} others`,
      picture: bound(value),
    };
    const working = [
      `As declared, ${fails[widest]} of ${all} others fall with ${context.name(
        widest,
      )}: ${share(value)}`,
      `Promised: at most ${share(claim.value!)}`,
    ];
    if (value > claim.value!) {
      return judgement('contradicted', working, [], {
        ...declared,
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
    const inside = new Set(subject.members);
    const incidents = incidentsOf(context, LOOK_BACK_DAYS);
    if (incidents.length === 0)
      return judgement(
        'unproven',
        [...working, 'No incident in a year tested it'],
        [],
        declared,
      );
    const others = incidents.map(incident =>
      namedBy(context, incident).filter(at => !inside.has(at)),
    );
    const most = others.reduce((a, b) => (b.length > a.length ? b : a));
    working.push(
      `The widest of ${incidents.length} incidents named ${most.length} others; ${fails[widest]} fall as declared`,
    );
    const observed = {
      words: `${most.length} of ${all} in the widest of ${incidents.length}`,
      picture: bound(most.length / all),
    };
    if (most.length / all <= claim.value!) {
      return judgement('kept', working, incidents, {
        ...observed,
        value: Math.max(value, most.length / all),
      });
    }
    return judgement(
      'contradicted',
      [...working, 'The map lacks couplings'],
      incidents,
      {
        ...observed,
        value: most.length / all,
        indicts: { way: [widest], by: 'failure', others: most },
        does: `took ${most.length} others with it`,
      },
    );
  },
};
