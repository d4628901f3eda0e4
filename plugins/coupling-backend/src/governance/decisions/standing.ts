/**
 * Where a finding stands, from the decisions about it, what the newest analysis says of it, and the time. One pure function:
 * the same decisions in the same order, the same standing, on every replica.
 */
import { growthOf } from './growth';
import type { Mark } from '../../lifecycle';
import type { Decision, DecisionBody, Standing } from './types';

/** What the newest analysis says of a finding. */
export interface Sight {
  /** ISO 8601. */
  analysedAt: string;
  found: boolean;
  /** Since when it is found without a break; when it is not, since when it is not. ISO 8601. */
  since: string;
  /** When it is not found because the policy no longer raises it. */
  retired?: { version?: number };
  mark: Mark;
}

type Taken<K extends DecisionBody['kind']> = Decision & {
  body: Extract<DecisionBody, { kind: K }>;
};

/**
 * @param decisions - about one finding, by position
 * @param sight - undefined when no analysis knows the finding
 * @param at - now, ISO 8601
 */
export function standingOf(
  decisions: readonly Decision[],
  sight: Sight | undefined,
  at: string,
): Standing {
  const inForce = withoutWithdrawn(decisions);
  const position = decisions[decisions.length - 1]?.position ?? 0;
  const found = sight?.found ?? false;
  const last = lastThatSettles(inForce);
  if (!last) {
    const remark = inForce[inForce.length - 1];
    return {
      state: 'undecided',
      because: remark
        ? 'Commented on, and nobody has decided'
        : 'Nobody has decided',
      decisions: [],
      position,
      ...(remark && { since: remark.at }),
    };
  }
  const standing = found
    ? whileFound(last, inForce, sight!, at)
    : notFound(last, sight);
  return { ...standing, position };
}

/** Acceptances and agreed disputes that stand and that the finding as it is now has outgrown: what has to lapse, and why. */
export function outgrown(
  decisions: readonly Decision[],
  sight: Sight,
): { of: Decision; because: string } | undefined {
  const inForce = withoutWithdrawn(decisions);
  const last = lastThatSettles(inForce);
  if (!last || !sight.found) return undefined;
  // A proposal covers nothing yet.
  const covers =
    last.body.kind === 'second' ||
    (last.body.kind === 'accept' && !last.needsSecond);
  if (!covers) return undefined;
  const because = growthOf(last.seen, sight.mark);
  return because === undefined ? undefined : { of: last, because };
}

type Said = Omit<Standing, 'position'>;

/** An analysis by the same rule does not find it any more: that, and nothing else, is remediation. */
function notFound(last: Decision, sight: Sight | undefined): Said {
  if (sight?.retired) {
    const { version } = sight.retired;
    const what =
      version === undefined
        ? 'The policy of app-config'
        : `Version ${version} of the policy`;
    return {
      state: 'retired',
      since: sight.since,
      because: `${what} no longer raises it; nothing says that it is mended`,
      decisions: [last.id],
    };
  }
  return {
    state: 'remediated',
    since: sight?.since ?? last.at,
    because: sight
      ? 'The analysis no longer finds it'
      : 'No analysis knows it any more',
    decisions: [last.id],
  };
}

function whileFound(
  last: Decision,
  inForce: readonly Decision[],
  sight: Sight,
  at: string,
): Said {
  const { body, by } = last;
  const said = { since: last.at, decisions: [last.id] };
  switch (body.kind) {
    case 'accept':
      return last.needsSecond
        ? proposed(last as Taken<'accept'>, at)
        : accepted(last as Taken<'accept'>, sight, at);
    case 'lapse':
      return { ...said, state: 'lapsed', because: `Lapsed: ${body.because}` };
    case 'assign':
    case 'plan':
      return working(last as Taken<'assign' | 'plan'>, inForce, at);
    case 'done':
      return hasLookedSince(last, sight)
        ? {
            ...said,
            state: 'still-found',
            because:
              sight.since > last.at
                ? `${by} said it is mended; it was gone and is back`
                : `${by} said it is mended, and the analysis still finds it`,
          }
        : {
            ...said,
            state: 'said-done',
            because: `${by} said it is mended; no analysis has looked since`,
          };
    case 'dispute':
      return {
        ...said,
        state: 'disputed',
        because: `${by} says it is no risk; a second person has to agree`,
      };
    case 'second':
      return agreed(last as Taken<'second'>, inForce, sight, at);
    case 'merge':
      return {
        ...said,
        state: 'merged',
        into: body.into,
        because: `Decided together with ${body.into}: ${body.reason}`,
      };
    case 'split':
      return {
        ...said,
        state: 'split',
        because: `Followed as ${body.parts.length} parts: ${body.reason}`,
      };
    case 'defer':
      return {
        ...said,
        state: 'deferred',
        ...(body.until !== undefined && { until: body.until }),
        because: `Put off: ${body.reason}`,
      };
    default:
      throw new Error(`${body.kind} settles nothing`);
  }
}

/** Whether an analysis was made after a decision. The clocks of two replicas differ: one that was known then is none, whatever its time. */
function hasLookedSince(last: Decision, { analysedAt }: Sight): boolean {
  return analysedAt > last.at && analysedAt > (last.analysedAt ?? '');
}

/** An acceptance that nobody else has agreed with. */
function proposed({ id, at: since, by, body }: Taken<'accept'>, at: string) {
  const { until, reason } = body;
  const common = { decisions: [id], until };
  return at > endOf(until)
    ? {
        ...common,
        state: 'lapsed' as const,
        since: endOf(until),
        because: `${by} would have accepted it until ${until}, which is over; nobody agreed`,
      }
    : {
        ...common,
        state: 'proposed' as const,
        since,
        because: `${by} would accept it until ${until}; a second person has to agree: ${reason}`,
      };
}

/** @param second - who agreed, where that was needed; what that person saw is what is accepted */
function accepted(
  decision: Taken<'accept'>,
  sight: Sight,
  at: string,
  second?: Decision,
): Said {
  const { until, reason } = decision.body;
  const decisions = second ? [decision.id, second.id] : [decision.id];
  const common = { decisions, until };
  if (at > endOf(until)) {
    return {
      ...common,
      state: 'lapsed',
      since: endOf(until),
      because: `Accepted until ${until}, which is over`,
    };
  }
  const growth = growthOf((second ?? decision).seen, sight.mark);
  if (growth !== undefined) {
    return {
      ...common,
      state: 'lapsed',
      since: sight.analysedAt,
      because: `Accepted when it was smaller: ${growth}`,
    };
  }
  return {
    ...common,
    state: 'accepted',
    since: (second ?? decision).at,
    because: `Accepted until ${until} by ${decision.by}${
      second ? `, and ${second.by} agreed` : ''
    }: ${reason}`,
  };
}

/** A plan without a team or a date takes them from the assignment before it. */
function working(
  last: Taken<'assign' | 'plan'>,
  inForce: readonly Decision[],
  at: string,
): Said {
  const given = inForce.filter(
    (decision): decision is Taken<'assign' | 'plan'> =>
      decision.body.kind === 'assign' || decision.body.kind === 'plan',
  );
  const latest = <T>(read: (body: Taken<'assign' | 'plan'>['body']) => T) =>
    given.reduce<T | undefined>(
      (found, { body }) => read(body) ?? found,
      undefined,
    );
  const team = latest(({ team: of }) => of);
  const due = latest(({ due: of }) => of);
  const link = latest(body => (body.kind === 'plan' ? body.link : undefined));
  const plan = last.body.kind === 'plan' ? last.body : undefined;
  const onTime = plan ? 'planned' : 'assigned';
  const late = due !== undefined && at > endOf(due);
  const what = plan ? `Planned: ${plan.move}` : `Assigned to ${team}`;
  return {
    state: late ? 'overdue' : onTime,
    since: late ? endOf(due) : last.at,
    because: late ? `${what}. It was due ${due}` : what,
    decisions: given.map(({ id }) => id),
    ...(team !== undefined && { team }),
    ...(due !== undefined && { due }),
    ...(link !== undefined && { link }),
  };
}

function agreed(
  last: Taken<'second'>,
  inForce: readonly Decision[],
  sight: Sight,
  at: string,
): Said {
  const of = inForce.find(({ id }) => id === last.body.of);
  if (of?.body.kind === 'accept') {
    return accepted(of as Taken<'accept'>, sight, at, last);
  }
  const dispute = of as Taken<'dispute'> | undefined;
  const said = {
    decisions: dispute ? [dispute.id, last.id] : [last.id],
  };
  const growth = growthOf(last.seen, sight.mark);
  return growth === undefined
    ? {
        ...said,
        state: 'not-a-risk',
        since: last.at,
        because: `${dispute?.by ?? 'Somebody'} and ${
          last.by
        } agree that it is no risk: ${dispute?.body.reason ?? ''}`,
      }
    : {
        ...said,
        state: 'lapsed',
        since: sight.analysedAt,
        because: `Called no risk when it was smaller: ${growth}`,
      };
}

/** Decisions that nobody took back, without those that took back others. What rests on a decision goes with it. */
export function withoutWithdrawn(decisions: readonly Decision[]): Decision[] {
  const gone = new Set(
    decisions.flatMap(({ body }) =>
      body.kind === 'withdraw' ? [body.of] : [],
    ),
  );
  for (const { id, body } of decisions) {
    const rests = body.kind === 'second' || body.kind === 'lapse';
    if (rests && gone.has(body.of)) gone.add(id);
  }
  return decisions.filter(
    ({ id, body }) => body.kind !== 'withdraw' && !gone.has(id),
  );
}

/** The newest decision that says where the finding stands; a comment does not. */
function lastThatSettles(inForce: readonly Decision[]): Decision | undefined {
  for (let i = inForce.length - 1; i >= 0; i--) {
    if (inForce[i].body.kind !== 'comment') return inForce[i];
  }
  return undefined;
}

/** The last moment of a calendar day in UTC, ISO 8601. */
export function endOf(day: string): string {
  return `${day}T23:59:59.999Z`;
}
