/** What this map does not show, counted: the reader of a finding has to know what could not have been found. */
import type { Analysis, Omission } from './analysis';
import type { Model } from './model/types';
import { staffedTeams } from './ownership/standing';
import type { Ownership } from './ownership/types';
import type { Structure } from './structure/types';

/** Keys whose dangling references would have been edges of the graph. */
const DEPENDENCY_KEYS = new Set([
  'dependsOn',
  'dependencyOf',
  'providesApis',
  'consumesApis',
  'providesApi',
  'consumesApi',
  'couplings',
]);

type Known = Pick<Analysis, 'model' | 'structure' | 'ownership'>;

/** An omission and what it is about: entities, teams, or the entities whose references lead nowhere. */
interface Gap extends Omission {
  refs: string[];
}

/** Parts of the territory that the catalog says nothing about; those with nothing missing are left out. */
export function omissionsOf(
  model: Model,
  structure: Structure,
  ownership: Ownership,
): Omission[] {
  return gapsOf({ model, structure, ownership }).map(
    ({ refs, ...omission }) => omission,
  );
}

/** By omission, what it counts. Of what was observed and is not in the catalog nothing is named. */
export function omittedRefs(known: Known): Map<string, string[]> {
  return new Map(gapsOf(known).map(({ what, refs }) => [what, refs]));
}

function gapsOf({ model, structure, ownership }: Known): Gap[] {
  const { entities, teams, defined } = model;
  const staffed = staffedTeams(model);
  const all = entities.map((_, index) => index);
  const apis = all.filter(index => entities[index].kind === 'api');
  const others = all.filter(index => entities[index].kind !== 'api');
  const provided = new Set(model.provides.api);
  const owners = new Set(entities.flatMap(entity => entity.owners));
  const groups = [...owners].filter(
    index => teams[index].kind === 'group' && teams[index].exists,
  );

  const gaps: Gap[] = [];
  const add = (
    what: string,
    population: number[],
    isMissing: (index: number) => boolean,
    text: (missing: number, of: number) => string,
    things: readonly { ref: string }[] = entities,
  ) => {
    const missing = population.filter(isMissing);
    if (missing.length === 0) return;
    gaps.push({
      what,
      missing: missing.length,
      of: population.length,
      text: text(missing.length, population.length),
      refs: missing.map(index => things[index].ref),
    });
  };

  add(
    'entities-without-dependencies',
    others,
    index => structure.fanOut[index] === 0,
    (n, of) =>
      `${n} of ${of} components and resources declare no dependency: nothing is known of what they need.`,
  );
  add(
    'apis-without-consumers',
    apis,
    index => structure.fanIn[index] === 0,
    (n, of) => `${n} of ${of} APIs have no declared consumer.`,
  );
  add(
    'apis-without-providers',
    apis,
    index => !provided.has(index),
    (n, of) =>
      `${n} of ${of} APIs have no declared provider: their consumers' needs end there.`,
  );
  add(
    'apis-without-definition',
    apis,
    index => !entities[index].hasDefinition,
    (n, of) => `${n} of ${of} APIs have no definition that can be read.`,
  );
  add(
    'entities-without-system',
    all,
    index => entities[index].system === undefined,
    (n, of) => `${n} of ${of} entities are part of no system.`,
  );
  add(
    'entities-without-owner',
    all,
    index => ownership.state[index] === 'missing',
    (n, of) => `${n} of ${of} entities name no owner.`,
  );
  if (defined.groups + defined.users === 0) {
    add(
      'owners-not-defined',
      [...owners],
      () => true,
      n =>
        `The catalog defines no group and no user, so it cannot be told whether ${
          n === 1 ? 'its owner exists' : `its ${n} owners exist`
        }.`,
      teams,
    );
  } else {
    add(
      'owners-without-members',
      groups,
      index => staffed[index] === 0,
      (n, of) =>
        `${n} of ${of} owning groups list no member, so it cannot be told whether anyone is in them.`,
      teams,
    );
  }
  const leftOut = model.dangling.filter(({ key }) => DEPENDENCY_KEYS.has(key));
  const unresolved = leftOut.length;
  if (unresolved > 0) {
    gaps.push({
      what: 'references-left-out',
      missing: unresolved,
      of: model.couplings.count + unresolved,
      text:
        unresolved === 1
          ? '1 dependency names nothing in the catalog and is left out of the map.'
          : `${unresolved} dependencies name nothing in the catalog and are left out of the map.`,
      refs: [...new Set(leftOut.map(({ ref }) => ref))],
    });
  }
  return gaps;
}
