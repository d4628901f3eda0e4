/** The scorecard of one entity, of all that a system, domain or team holds, or of the whole catalog. */
import type { Analysis, Omission } from '../../analysis';
import type { Finding } from '../../findings/types';
import { clean, count, number } from '../../model/words';
import { emergent, type Emergent, type Ground } from '../../purpose/emergence';
import { deploymentsOn, incidentsOn } from '../../purpose/emergence/ground';
import { mechanismsOf } from '../../purpose/mechanisms';
import { clausesOf, sentenceOf } from '../../purpose/sentence';
import { VERDICTS, type StatedPurpose } from '../../purpose/types';
import { holdingOf, type Holding } from '../holding';
import { Promises, type Promised } from './promises';
import { deliveryOf, homesOf } from './within';
import {
  byVerdict,
  countVerdicts,
  MAX_PURPOSE,
  rowOf,
  teamsOf,
  told,
} from './rows';
import {
  PLATFORM,
  type EmergentProperty,
  type ScorecardKind,
  type ScorecardView,
} from './types';
import type { Count, TeamRef, ViewOptions } from '../types';
import { Viewer } from '../viewer';

const MAX_PROMISES = 50;
const MAX_MEMBERS = 50;
const MAX_DRIVERS = 3;

/** What the scorecard is of. */
interface Subject extends Omit<Holding, 'kind'> {
  ref: string;
  kind: ScorecardKind;
}

/**
 * @param ref - of an entity, system, domain, group or user; or {@link PLATFORM}
 * @returns undefined when the analysis does not know it, or the reader may not see it
 */
export function scorecardView<F extends Finding>(
  analysis: Analysis,
  ref: string,
  options: ViewOptions<F> = {},
): ScorecardView | undefined {
  const viewer = new Viewer(analysis, options);
  const subject = subjectOf(viewer, ref);
  if (!subject) return undefined;
  const { purpose } = analysis;
  const own = purpose.stated.find(stated => stated.ref === ref);
  const inside = statedInside(viewer, subject);
  const homes = homesOf(viewer, subject);
  const delivery = deliveryOf(viewer, subject);
  const around = new Set([...homes, ...delivery].map(home => home.ref));
  const outside = purpose.stated.filter(stated => around.has(stated.ref));

  const promised = [
    ...promisesOf(own ? [own] : []),
    ...promisesOf([...inside, ...outside]),
  ];
  const shown = promised.slice(0, MAX_PROMISES);
  const claims = promised.map(({ claim }) => claim);
  const clauses = clausesOf(shown.map(({ claim }) => told(viewer, claim)));
  const promises = new Promises(viewer);
  const ground = groundOf(viewer, subject);
  return {
    ref,
    kind: subject.kind,
    title: subject.title,
    teams: teamsOfSubject(viewer, subject, own),
    within: [
      ...homes.map(home => ({ ...home, how: 'part of' as const })),
      ...delivery.map(home => ({ ...home, how: 'ships through' as const })),
    ],
    ...(own?.stated === undefined
      ? {}
      : {
          stated: {
            text: clean(own.stated, MAX_PURPOSE),
            by: teamsOf(viewer, own),
            ...(own.confirmedAt === undefined
              ? {}
              : { confirmedAt: own.confirmedAt }),
          },
        }),
    does: sentenceOf(subject.title, clauses, claims),
    clauses: clauses.map(({ text, claim }) => ({ text, promise: claim })),
    read: readFrom(ground, purpose),
    verdicts: countVerdicts(claims),
    promises: shown.map(promise => promises.view(promise, ref)),
    members: inside
      .map(stated => rowOf(viewer, stated))
      .sort(byVerdict)
      .slice(0, MAX_MEMBERS),
    properties: emergent(ground).map(property =>
      shownProperty(viewer, property),
    ),
    mechanisms: mechanismsOf(
      {
        model: analysis.model,
        policy: analysis.policy,
        history: purpose.history,
      },
      subject.members,
      target => viewer.canSee(target),
    ),
    omissions: omissionsOf(viewer, subject, promised.length, inside.length),
    hidden: subject.members.filter(member => !viewer.canSee(member)).length,
  };
}

function subjectOf(viewer: Viewer, ref: string): Subject | undefined {
  const { model } = viewer.analysis;
  if (ref === PLATFORM) {
    return {
      ref,
      kind: 'platform',
      title: 'The whole platform',
      members: model.entities.map((_, entity) => entity),
    };
  }
  if (!viewer.visible(ref)) return undefined;
  const holding = holdingOf(viewer.analysis, viewer.lens, ref);
  return holding && { ref, ...holding };
}

/** What states a purpose or makes promises inside the subject, and may be seen. */
function statedInside(viewer: Viewer, subject: Subject): StatedPurpose[] {
  const { ref, kind, members } = subject;
  if (kind === 'entity') return [];
  const inside = new Set(members);
  const whole = groupsIn(viewer, subject);
  return viewer.analysis.purpose.stated.filter(stated => {
    if (stated.ref === ref || !viewer.visible(stated.ref)) return false;
    if (kind === 'platform') return true;
    return stated.kind === 'entity'
      ? inside.has(stated.at)
      : whole.has(stated.ref);
  });
}

/** References of the systems and domains that lie inside the subject whole; not of those that it is in itself. */
function groupsIn(
  { analysis: { model } }: Viewer,
  { ref, kind, members }: Subject,
): Set<string> {
  const whole = new Set<string>();
  if (kind === 'entity' || kind === 'system') return whole;
  const inside = new Set(members);
  const broken = new Set<string>();
  model.entities.forEach(({ system }, entity) => {
    if (system === undefined) return;
    const into = inside.has(entity) ? whole : broken;
    into.add(model.systems[system].ref);
    for (const domain of domainsAbove(model, system)) {
      into.add(model.domains[domain].ref);
    }
  });
  const own = model.domains.findIndex(domain => domain.ref === ref);
  const above = own === -1 ? [] : climb(model, own);
  return new Set(
    [...whole].filter(
      group =>
        !broken.has(group) &&
        !above.some(domain => model.domains[domain].ref === group),
    ),
  );
}

function domainsAbove(
  model: Viewer['analysis']['model'],
  system: number,
): number[] {
  const { parent } = model.systems[system];
  return parent === undefined ? [] : climb(model, parent);
}

/** A domain and those above it; loops among them end. */
function climb(
  { domains }: Viewer['analysis']['model'],
  domain: number,
): number[] {
  const above = new Set<number>();
  let at: number | undefined = domain;
  while (at !== undefined && !above.has(at)) {
    above.add(at);
    at = domains[at].parent;
  }
  return [...above];
}

/** The worst first; among equals by whose they are, then as stated. */
function promisesOf(all: readonly StatedPurpose[]): Promised[] {
  return all
    .flatMap(stated => stated.claims.map(claim => ({ stated, claim })))
    .sort(
      (a, b) =>
        VERDICTS.indexOf(a.claim.verdict) - VERDICTS.indexOf(b.claim.verdict),
    );
}

function groundOf(viewer: Viewer, subject: Subject): Ground {
  const { model, structure, purpose } = viewer.analysis;
  const { ref, kind, members } = subject;
  return {
    model,
    structure,
    history: purpose.history,
    lockSteps: purpose.lockSteps,
    members,
    groups: new Set([ref, ...groupsIn(viewer, subject)]),
    delivers:
      (kind === 'entity' || kind === 'system') &&
      members.some(member =>
        model.entities[member].facts.supports?.includes('deployment'),
      ),
  };
}

/** What the reader may see of what drives a property. Numbers stay: they name nothing. */
function shownProperty(
  viewer: Viewer,
  { drivers, worst, ...property }: Emergent,
): EmergentProperty {
  return {
    ...property,
    drivers: drivers
      .filter(({ entity }) => viewer.canSee(entity))
      .slice(0, MAX_DRIVERS)
      .map(({ entity, detail }) => ({
        entity: viewer.summary(entity),
        detail,
      })),
    ...(worst && viewer.canSee(worst.entity)
      ? { worst: { ...worst, entity: viewer.summary(worst.entity) } }
      : {}),
  };
}

function teamsOfSubject(
  viewer: Viewer,
  { ref, kind, members }: Subject,
  own: StatedPurpose | undefined,
): TeamRef[] {
  const { model } = viewer.analysis;
  switch (kind) {
    case 'platform':
      return [];
    case 'team':
      return [viewer.team(model.teams.findIndex(team => team.ref === ref))];
    case 'entity':
      return model.entities[members[0]].owners.map(owner => viewer.team(owner));
    default: {
      if (own) return teamsOf(viewer, own);
      const groups = kind === 'system' ? model.systems : model.domains;
      const found = groups.find(group => group.ref === ref);
      return (found?.owners ?? []).map(owner => viewer.team(owner));
    }
  }
}

/** What the sentence was read from: the year, and how much of it was of the subject. */
function readFrom(
  ground: Ground,
  { from, to }: Viewer['analysis']['purpose'],
): ScorecardView['read'] {
  const counts: Count[] = [
    { value: 'incidents', count: incidentsOn(ground).length },
    { value: 'deployments', count: deploymentsOn(ground).length },
  ];
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    counts,
  };
}

function omissionsOf(
  viewer: Viewer,
  { kind, members }: Subject,
  promises: number,
  inside: number,
): Omission[] {
  const { model, structure, purpose } = viewer.analysis;
  const omissions: Omission[] = [];
  const needed = members.filter(
    member => structure.fanIn[member] > 0 && viewer.canSee(member),
  );
  const silent = needed.filter(
    member => model.entities[member].facts.purpose === undefined,
  ).length;
  const add = (what: string, missing: number, of: number, text: string) => {
    if (missing > 0) omissions.push({ what, missing, of, text });
  };
  add(
    'no-purpose',
    silent,
    needed.length,
    kind === 'entity'
      ? 'it says nothing of what it is for, and others depend on it'
      : `${number(silent)} of ${count(
          needed.length,
          'entity',
          'entities',
        )} that others depend on say nothing of what they are for`,
  );
  add(
    'promises',
    promises - MAX_PROMISES,
    promises,
    `${number(promises - MAX_PROMISES)} of ${number(
      promises,
    )} promises are counted and not listed`,
  );
  add(
    'members',
    inside - MAX_MEMBERS,
    inside,
    `${number(inside - MAX_MEMBERS)} of ${number(
      inside,
    )} scorecards inside it are not listed`,
  );
  if (purpose.observations === 0) {
    add(
      'no-observations',
      1,
      1,
      'nothing was observed: only what is declared can speak against a promise',
    );
  }
  return omissions;
}
