import type { Decision } from '@posiwid/backstage-plugin-coupling-common';

/** Ids of what was taken back, and of what rested on it: who agreed with a dispute, and what lapsed with an acceptance. */
export function withdrawnIn(
  decisions: readonly Decision[],
): ReadonlySet<string> {
  const gone = new Set(
    decisions.flatMap(({ body }) =>
      body.kind === 'withdraw' && body.of !== undefined ? [body.of] : [],
    ),
  );
  for (const { id, body } of decisions) {
    const rests = body.kind === 'second' || body.kind === 'lapse';
    if (rests && body.of !== undefined && gone.has(body.of)) {
      gone.add(id);
    }
  }
  return gone;
}

/** The newest decision that can be taken back: neither a remark, nor written by the analysis, nor taken back already. */
export function lastToTakeBack(
  decisions: readonly Decision[],
): Decision | undefined {
  const withdrawn = withdrawnIn(decisions);
  return decisions.reduce<Decision | undefined>(
    (last, decision) =>
      ['comment', 'lapse', 'withdraw'].includes(decision.body.kind) ||
      withdrawn.has(decision.id)
        ? last
        : decision,
    undefined,
  );
}

/** The newest that stands and with which a second person may agree: a dispute, or an acceptance that the policy does not leave to one. */
export function lastToAgreeWith(
  decisions: readonly Decision[],
): Decision | undefined {
  const withdrawn = withdrawnIn(decisions);
  return [...decisions]
    .reverse()
    .find(
      ({ id, body, needsSecond }) =>
        (body.kind === 'dispute' || needsSecond) && !withdrawn.has(id),
    );
}
