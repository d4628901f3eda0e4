/**
 * Hard couplings that are declared and never seen, although one source saw both ends all the time. The map then fells more than
 * reality does, or a way that is needed once a year is not on anyone's mind. One finding a target, or a caller that has several.
 */
import { append } from '../../model/collect';
import type { Phantom } from '../../territory/types';
import type { Lens } from '../../lens/lens';
import { lensOf } from '../../lens/lensOf';
import type { FindingDraft, Rule, RuleContext } from '../types';
import { clean, count, list, number } from '../../model/words';
import { widestFirst } from '../widest';
import { worstAndRest } from '../worstAndRest';

/** Subjects beside the one that the finding is about. */
const MAX_NAMED = 4;

export const phantomCoupling: Rule = {
  id: 'phantom-coupling',
  category: 'territory',
  description:
    'A hard coupling is declared and was never seen, although both of its ends are watched.',
  evaluate(context: RuleContext): FindingDraft[] {
    const lens = lensOf(context);
    const { phantoms } = context.territory;
    const byTarget = groupBy(phantoms, ({ to }) => to);
    const alone: Phantom[] = [];
    const drafts: FindingDraft[] = [];
    for (const [target, group] of byTarget) {
      if (group.length > 1) drafts.push(ofTarget(lens, target, group));
      else alone.push(...group);
    }
    for (const [caller, group] of groupBy(alone, ({ from }) => from)) {
      drafts.push(ofCaller(lens, caller, group));
    }
    return worstAndRest(drafts, 'a coupling that is declared and never seen');
  },
};

function groupBy(
  phantoms: readonly Phantom[],
  key: (phantom: Phantom) => number,
): [number, Phantom[]][] {
  const groups = new Map<number, Phantom[]>();
  for (const phantom of phantoms) {
    append(groups, key(phantom), phantom);
  }
  return [...groups].sort(([a], [b]) => a - b);
}

function ofTarget(lens: Lens, target: number, group: Phantom[]): FindingDraft {
  const name = lens.name(target);
  const callers = widestFirst(
    lens,
    group.map(({ from }) => from),
  );
  return draft(lens, {
    cause: [lens.ref(target), 'target'],
    title: `${number(
      callers.length,
    )} entities declare that they need ${name}, and none was seen calling it`,
    about: target,
    others: callers,
    way: [callers[0], target],
    group,
  });
}

function ofCaller(lens: Lens, caller: number, group: Phantom[]): FindingDraft {
  const targets = widestFirst(
    lens,
    group.map(({ to }) => to),
  );
  const names = list(
    targets.slice(0, MAX_NAMED).map(target => lens.name(target)),
    MAX_NAMED,
  );
  const more = targets.length - MAX_NAMED;
  return draft(lens, {
    cause: [lens.ref(caller), 'caller'],
    title: `${lens.name(caller)} declares that it needs ${names}${
      more > 0 ? ` and ${count(more, 'other')}` : ''
    }, and was never seen calling ${targets.length === 1 ? 'it' : 'them'}`,
    about: caller,
    others: targets,
    way: [caller, targets[0]],
    group,
  });
}

function draft(
  lens: Lens,
  found: {
    cause: string[];
    title: string;
    about: number;
    others: readonly number[];
    way: readonly number[];
    group: readonly Phantom[];
  },
): FindingDraft {
  const { cause, title, about, others, way, group } = found;
  const { phantomDays } = lens.context.policy.territory;
  const named = [about, ...others.slice(0, MAX_NAMED)];
  const shown = group.filter(
    ({ from, to }) => named.includes(from) && named.includes(to),
  );
  return {
    cause,
    title,
    summary: `In ${count(
      phantomDays,
      'day',
    )} both ends were seen in traffic again and again, and never together. Either the map fells more than would fall, or this way is needed rarely and nobody has tried it.`,
    subjects: named.map(entity => lens.ref(entity)),
    related: others.slice(MAX_NAMED).map(entity => lens.ref(entity)),
    steps: lens.stepsDown(way),
    evidence: shown.map(
      ({ from, to, source, callerRequests, targetRequests }) => ({
        grade: 'observed',
        source: clean(source),
        ...(lens.context.at === undefined ? {} : { at: lens.context.at }),
        detail: `${lens.name(from)} made ${count(
          callerRequests,
          'request',
        )}, ${lens.name(to)} was asked ${number(
          targetRequests,
        )} times; none from the one to the other`,
      }),
    ),
    interventions: [
      {
        kind: 'confirm-coupling',
        leverage: 'information-flow',
        text: `Ask whether ${lens.name(way[0])} still needs ${lens.name(
          way[1],
        )}; take it out of the catalog, or say that it is soft.`,
        target: lens.ref(way[0]),
      },
      {
        kind: 'try-loss',
        leverage: 'feedback',
        text: `Take ${lens.name(way[1])} away from ${lens.name(
          way[0],
        )} on purpose, and see what it is needed for.`,
        target: lens.ref(way[1]),
      },
    ],
    weight: {
      extra: [
        { points: 12, because: 'the map has a coupling that nobody saw' },
        {
          points: Math.min(12, 3 * (group.length - 1)),
          because: `${number(group.length)} couplings of one kind`,
        },
      ],
      cap: {
        severity: 'low',
        because: 'what was not seen may still be needed',
      },
    },
  };
}
