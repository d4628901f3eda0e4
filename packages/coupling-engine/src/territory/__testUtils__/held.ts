/** A catalog and what was seen of it, held against each other, for tests that state both in a few words. */
import type { Calls, Observation } from '../../evidence';
import { evidenceOf } from '../../evidence';
import { buildModel } from '../../model/build-model';
import type { Model, SourcedEntity } from '../../model/types';
import { DEFAULT_POLICY } from '../../policy/policy';
import { territoryOf } from '../territoryOf';
import type { Territory } from '../types';

export const AT = '2026-11-01T00:00:00.000Z';
const DAY_MS = 86_400_000;

/** `2026-10-31` for one day before `AT`. */
export function daysBefore(days: number, hour = 0): string {
  return new Date(
    Date.parse(AT) - days * DAY_MS + hour * 3_600_000,
  ).toISOString();
}

export const fullRef = (name: string) =>
  name.includes(':') ? name : `component:default/${name}`;

/** Calls of one hour of a day so many days before `AT`. */
export function calls(
  from: string,
  to: string,
  days: number,
  stated: Partial<Calls> = {},
): Calls {
  const windowStart = daysBefore(days, 1);
  const source = stated.source ?? 'mesh';
  return {
    source,
    id: [from, to, windowStart].join(' '),
    kind: 'calls',
    at: daysBefore(days, 2),
    from: fullRef(from),
    to: fullRef(to),
    windowStart,
    windowEnd: daysBefore(days, 2),
    requests: 100,
    ...stated,
  };
}

/** The same calls on the days before `AT` that are given. */
export function often(
  from: string,
  to: string,
  days: readonly number[] = [1, 2, 3],
  stated: Partial<Calls> = {},
): Calls[] {
  return days.map(day => calls(from, to, day, stated));
}

/** In each part of the 90 days after which a coupling is a phantom, and before them. */
export const ALL_ALONG = [1, 20, 40, 50, 70, 85, 95];

export function held(
  entities: SourcedEntity[],
  observations: Observation[],
  at: string | null = AT,
): { model: Model; territory: Territory } {
  const model = buildModel(entities, DEFAULT_POLICY);
  const refs = new Set(model.entities.map(({ ref }) => ref));
  const evidence = evidenceOf(observations, ref => refs.has(ref));
  const territory = territoryOf({
    model,
    policy: DEFAULT_POLICY,
    evidence,
    ...(at === null ? {} : { at }),
  });
  return { model, territory };
}

/** `a -> b: itself`, as the tests state it. */
export function told({ model, territory }: ReturnType<typeof held>): string[] {
  const name = (position: number) => model.entities[position].name;
  return territory.seen.map(
    ({ from, to, as }) => `${name(from)} -> ${name(to)}: ${as}`,
  );
}

/** `a -> b`. */
export function phantomsIn({
  model,
  territory,
}: ReturnType<typeof held>): string[] {
  return territory.phantoms.map(
    ({ from, to }) =>
      `${model.entities[from].name} -> ${model.entities[to].name}`,
  );
}
