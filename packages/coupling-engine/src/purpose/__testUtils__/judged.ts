import { analyse } from '../../analyse';
import type { Analysis } from '../../analysis';
import { readObservations } from '../../evidence';

/** When everything in these tests is judged: a Sunday. */
export const AT = '2026-06-07T00:00:00.000Z';
const NOW = Date.parse(AT);

/** So many days, and hours, before {@link AT}. */
export const ago = (days: number, hours = 0) =>
  new Date(NOW - days * 86_400_000 + hours * 3_600_000).toISOString();

export const incident = (
  entities: string[],
  daysAgo: number,
  hours: number,
  more: object = {},
) => ({
  kind: 'incident',
  at: ago(daysAgo, hours),
  entities,
  startedAt: ago(daysAgo),
  resolvedAt: ago(daysAgo, hours),
  ...more,
});

export const deployment = (
  entity: string,
  at: string,
  outcome = 'succeeded',
) => ({
  kind: 'deployment',
  at,
  entity,
  outcome,
});

/** An analysis of these entities with these observations; ids are given in order. */
export function analysedWith(
  entities: unknown[],
  values: object[] = [],
): Analysis {
  const { observations, problems } = readObservations(
    values.map((value, i) => ({
      value: { source: 'test', id: `${i}`, ...value },
    })),
    { at: AT },
  );
  expect(problems).toEqual([]);
  return analyse({
    entities: entities.map(entity => ({ entity })),
    observations,
    at: AT,
  });
}

/** The one claim of `ref`, with the names of the way it comes down to. */
export function judged(analysis: Analysis, ref: string) {
  const { purpose, model } = analysis;
  const [claim] = purpose.stated.find(stated => stated.ref === ref)!.claims;
  return {
    ...claim,
    way: claim.indicts?.way.map(at => model.entities[at].name),
  };
}
