import type { Analysis, AnalysisInput, Omission, Phase } from './analysis';
import { digestOf } from './model/digest';
import { evidenceOf, type EvidenceIndex, type Observation } from './evidence';
import { independenceOf } from './failure';
import { builtInRules, evaluateRules } from './findings';
import { buildModel } from './model/build-model';
import { countsAsTeam } from './model/owners';
import type { Model, Problem } from './model/types';
import { omissionsOf } from './omissions';
import { ownershipOf } from './ownership';
import { DEFAULT_POLICY } from './policy/policy';
import { purposeOf } from './purpose';
import { structureOf } from './structure';
import { territoryOf } from './territory';
import type { Territory } from './territory';

/** Steps that a phase's progress is reported in. */
const STEPS = 100;

/**
 * Analyses a catalog: entities in, everything there is to know about their couplings out.
 *
 * Pure: no I/O, no clock, no randomness. The same entities in any order, with the same policy and rules, give the same
 * Analysis. Bad input never throws; it ends up in `Analysis.problems`. A policy whose patterns are no regular expressions
 * throws a SyntaxError.
 */
export function analyse(input: AnalysisInput): Analysis {
  const policy = input.policy ?? DEFAULT_POLICY;
  const report = (phase: Phase, share: number) =>
    input.onProgress?.(phase, Math.round(share * STEPS), STEPS);

  report('model', 0);
  const model = buildModel(input.entities, policy);
  report('model', 1);
  const structure = structureOf(model, share => report('structure', share));
  report('structure', 1);
  const ownership = ownershipOf(model, policy);
  report('ownership', 1);
  const { earlier } = input;
  const at = readable(input.at);
  const defects: Problem[] = [];
  const independence = independenceOf(
    { model, structure, policy, at, earlier, problems: defects },
    share => report('failure', share),
  );
  const evidence = evidenceOf(
    until(at, input.observations ?? []),
    knownIn(model),
  );
  const purpose = purposeOf({
    model,
    structure,
    policy,
    evidence,
    audits: independence.claims,
    measures: input.measures,
    at,
    problems: defects,
  });
  const territory = territoryOf({ model, policy, evidence, at });
  report('failure', 1);
  const { findings, problems } = evaluateRules(
    {
      model,
      structure,
      ownership,
      independence,
      purpose,
      territory,
      policy,
      at,
    },
    [...builtInRules, ...(input.rules ?? [])],
  );
  report('findings', 1);

  return {
    version: 1,
    catalog: summaryOf(model),
    policy,
    ...(at === undefined ? {} : { at }),
    model,
    structure,
    ownership,
    independence,
    purpose,
    territory,
    findings,
    problems: [
      ...(input.problems ?? []),
      ...model.problems,
      ...defects,
      ...problems,
    ],
    omissions: [
      ...omissionsOf(model, structure, ownership),
      ...strangers(evidence),
      ...unplaced(territory),
      ...endsWithoutStart(evidence),
    ],
  };
}

/** Rules that every analysis runs. */
export { builtInRules };

/** What was observed and the map does not have: named nowhere, since nobody's right to see it is known. */
function strangers({ about, unknown }: EvidenceIndex): Omission[] {
  const [missing, of] = [unknown.length, Object.keys(about).length];
  if (missing === 0) return [];
  const text = `${missing} of ${of} entities and teams that were observed ${
    missing === 1 ? 'is' : 'are'
  } not in the catalog`;
  return [{ what: 'observed-unknown', missing, of, text }];
}

function endsWithoutStart({
  observations,
  unbegun,
}: EvidenceIndex): Omission[] {
  if (unbegun === 0) return [];
  const of =
    unbegun + observations.filter(({ kind }) => kind === 'incident').length;
  const text = `${unbegun} of ${of} incidents left out: only their end was observed`;
  return [{ what: 'incident-without-start', missing: unbegun, of, text }];
}

/** Couplings that were seen and have no place on this map, for the same reason named nowhere. */
function unplaced({ unplaced: { couplings, of } }: Territory): Omission[] {
  if (couplings === 0) return [];
  const text = `${couplings} of ${of} couplings that were observed ${
    couplings === 1 ? 'has' : 'have'
  } an end that is nothing that can fail in the catalog`;
  return [
    { what: 'observed-couplings-unplaced', missing: couplings, of, text },
  ];
}

/** A time that cannot be read is none. */
function readable(at: string | undefined): string | undefined {
  return at === undefined || Number.isNaN(Date.parse(at)) ? undefined : at;
}

/** What was observed by then. */
function until(
  at: string | undefined,
  observations: Iterable<Observation>,
): Observation[] {
  const end = at === undefined ? Infinity : Date.parse(at);
  return [...observations].filter(({ at: seen }) => Date.parse(seen) <= end);
}

/** Whether a reference names an entity, system, domain or team of the catalog. */
function knownIn({ entities, systems, domains, teams }: Model) {
  const refs = new Set(
    [...entities, ...systems, ...domains, ...teams].map(({ ref }) => ref),
  );
  return (ref: string) => refs.has(ref);
}

function summaryOf(model: Model): Analysis['catalog'] {
  const owners = new Set(
    model.entities.flatMap(entity =>
      entity.owners.filter(owner => countsAsTeam(model, owner)),
    ),
  );
  return {
    entities: model.entities.length,
    couplings: model.couplings.count,
    teams: owners.size,
    systems: model.systems.length,
    domains: model.domains.length,
    digest: digestOf(model),
  };
}
