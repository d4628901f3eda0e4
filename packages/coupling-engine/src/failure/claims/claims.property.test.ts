import * as fc from 'fast-check';
import { buildModel } from '../../model/build-model';
import type { Model, SourcedEntity } from '../../model/types';
import { DEFAULT_POLICY } from '../../policy/policy';
import { component } from '../../__testUtils__/entities';
import { structureOf } from '../../structure';
import { FaultTreeAnalysis } from '../fault-tree';
import type { Clocks, RedundancyClaim } from '../types';
import { claimsOf } from '.';
import { faultTreeOf } from './faultTree';

const NO_CLOCKS: Clocks = { from: '', schedules: [], coincidences: [] };

interface Stated {
  needs: { targets: number[]; alternatives: boolean }[];
  facts: Record<string, string>;
  type?: string;
}

/** States are 2 to the power of this. */
const MAX_EVENTS = 8;

const PATHS = ['eu', 'eu/1', 'us'];
const PACES = ['all-at-once', 'manual', 'staged'];

const option = <T>(value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined, freq: 2 });

/** Catalogs of at most five entities and about a dozen events, cycles and rings of alternatives included. */
const catalogs: fc.Arbitrary<Stated[]> = fc
  .integer({ min: 2, max: 5 })
  .chain(n => {
    const index = fc.integer({ min: 0, max: n - 1 });
    const need = fc.record({
      targets: fc.uniqueArray(index, { minLength: 1, maxLength: 3 }),
      alternatives: fc.boolean(),
    });
    const stated = fc.record({
      needs: fc.array(need, { maxLength: 2 }),
      group: option(fc.constantFrom('g', 'g/2', 'h')),
      domain: option(fc.constantFrom(...PATHS)),
      spread: fc.option(fc.constantFrom('eu/1, us', 'eu, us'), {
        nil: undefined,
        freq: 5,
      }),
      instances: fc.option(fc.constantFrom('2', '3'), {
        nil: undefined,
        freq: 5,
      }),
      channel: option(index.map(i => `component:e${i}`)),
      pace: option(fc.constantFrom(...PACES)),
      library: fc.boolean(),
    });
    return fc.array(stated, { minLength: n, maxLength: n }).map(list =>
      list.map(s => ({
        needs: s.needs,
        ...(s.library && !s.group ? { type: 'library' } : {}),
        facts: Object.fromEntries(
          Object.entries({
            'redundancy-group': s.group,
            'failure-domain': s.domain,
            'spread-over': s.spread,
            instances: s.instances,
            'change-channel': s.channel,
            'change-pace': s.pace,
          })
            .filter(([, value]) => value !== undefined)
            .map(([key, value]) => [`posiwid.dev/${key}`, value!]),
        ),
      })),
    );
  });

const entitiesOf = (catalog: Stated[], prefix = 'e'): SourcedEntity[] =>
  catalog.map(({ needs, facts, type }, i) => {
    const ref = (t: number) => `component:${prefix}${t}`;
    return component(
      `${prefix}${i}`,
      {
        ...(type ? { type } : {}),
        dependsOn: needs
          .filter(need => !need.alternatives)
          .flatMap(need => need.targets.map(ref)),
        couplings: needs
          .filter(need => need.alternatives && need.targets.length > 1)
          .map(({ targets: [first, ...rest] }) => ({
            target: ref(first),
            alternatives: rest.map(ref),
          })),
      },
      { annotations: facts },
    );
  });

function audit(
  entities: SourcedEntity[],
  earlier?: RedundancyClaim[],
): { model: Model; claims: RedundancyClaim[] } {
  const policy = DEFAULT_POLICY;
  const model = buildModel(entities, policy);
  return {
    model,
    claims: claimsOf({
      model,
      structure: structureOf(model),
      policy,
      clocks: NO_CLOCKS,
      earlier,
      problems: [],
    }),
  };
}

interface Clause {
  members: number[];
  need: number;
  hard: boolean;
}

/** What has happened, and what fails of it: by definition, over and over until nothing changes. */
class Oracle {
  private readonly inert: boolean[];
  private readonly model: Model;
  /** By entity: its clauses, and the changes that fell it. */
  private readonly clausesOf: Clause[][];
  private readonly changesOf: string[][];
  private readonly placesOf: string[][];
  private ever: Set<number> | undefined;

  constructor(model: Model) {
    this.model = model;
    const { entities } = model;
    const byType = entities.map(({ type }) => type === 'library');
    this.inert = entities.map((_, e) => {
      const users = entities
        .map((__, u) => u)
        .filter(
          u => u !== e && this.clauses(u).some(c => c.members.includes(e)),
        );
      return byType[e] || (users.length > 0 && users.every(u => byType[u]));
    });
    this.clausesOf = entities.map((_, e) => this.clauses(e));
    this.changesOf = entities.map((_, e) => this.changes(e));
    this.placesOf = entities.map(
      ({ facts }) =>
        facts.spreadOver ??
        (facts.failureDomain ? [facts.failureDomain.join('/')] : []),
    );
  }

  private clauses(e: number): Clause[] {
    const { graph } = this.model;
    const found: Clause[] = [];
    for (let c = graph.clauseStart[e]; c < graph.clauseStart[e + 1]; c++) {
      found.push({
        members: [
          ...graph.members.slice(
            graph.memberStart[c],
            graph.memberStart[c + 1],
          ),
        ],
        need: graph.need[c],
        hard: graph.hard[c] === 1,
      });
    }
    return found;
  }

  private lost(path: string, happened: ReadonlySet<string>): boolean {
    const [region] = path.split('/');
    return happened.has(`domain ${region}`) || happened.has(`domain ${path}`);
  }

  private changes(e: number): string[] {
    const { entities } = this.model;
    const { facts, ref } = entities[e];
    const atOnce = (pace: string | undefined) =>
      pace === 'all-at-once' || pace === 'manual';
    const through = new Set(facts.changeChannel ?? []);
    for (const { members, need, hard } of this.clausesOf[e]) {
      if (!hard || need < members.length) continue;
      members
        .filter(m => this.inert[m])
        .forEach(m => through.add(entities[m].ref));
    }
    if (this.inert[e]) through.add(ref);
    return [...through]
      .filter(channel => {
        const other = entities.find(entity => entity.ref === channel);
        return atOnce(other?.facts.changePace ?? facts.changePace);
      })
      .map(channel => `change ${channel}`);
  }

  private changed(e: number, happened: ReadonlySet<string>): boolean {
    return this.changesOf[e].some(change => happened.has(change));
  }

  failed(happened: ReadonlySet<string>): Set<number> {
    const { entities } = this.model;
    const failed = new Set<number>();
    for (let before = -1; failed.size > before; ) {
      before = failed.size;
      entities.forEach(({ ref }, e) => {
        if (failed.has(e)) return;
        const places = this.placesOf[e];
        const fails =
          (happened.has(`entity ${ref}`) && !this.inert[e]) ||
          this.changed(e, happened) ||
          (places.length > 0 && places.every(p => this.lost(p, happened))) ||
          this.clausesBroken(e, failed);
        if (fails) failed.add(e);
      });
    }
    return failed;
  }

  private clausesBroken(e: number, failed: ReadonlySet<number>): boolean {
    return this.clausesOf[e].some(
      ({ members, need, hard }) =>
        hard && members.filter(m => !failed.has(m)).length < need,
    );
  }

  /** By member of a claim, whether it fails. */
  membersFailed(
    claim: RedundancyClaim,
    events: ReadonlySet<string>,
  ): boolean[] {
    const isCopies = claim.kind === 'spread-over' || claim.kind === 'instances';
    if (!isCopies) {
      const failed = this.failed(events);
      return claim.members.map(
        ({ entity }) =>
          failed.has(entity) ||
          // A member that nothing fells stands for itself.
          (this.neverFails(entity) &&
            events.has(`entity ${this.model.entities[entity].ref}`)),
      );
    }
    const { entity } = claim.members[0];
    const { ref, facts } = this.model.entities[entity];
    const happened = new Set(events);
    happened.delete(`entity ${ref}`);
    const failed = this.failed(happened);
    const shared =
      this.changed(entity, happened) || this.clausesBroken(entity, failed);
    return claim.members.map(({ label, domain }) => {
      const place = domain ?? facts.failureDomain;
      return (
        shared ||
        happened.has(`copy ${label}`) ||
        (place !== undefined && this.lost(place.join('/'), happened))
      );
    });
  }

  private neverFails(e: number): boolean {
    this.ever ??= this.failed(new Set(this.allEvents()));
    return !this.ever.has(e);
  }

  allEvents(claim?: RedundancyClaim): string[] {
    const { entities } = this.model;
    const isCopies =
      claim && (claim.kind === 'spread-over' || claim.kind === 'instances');
    return [
      ...entities.map(({ ref }) => `entity ${ref}`),
      ...entities.map(({ ref }) => `change ${ref}`),
      ...PATHS.map(path => `domain ${path}`),
      ...(isCopies ? claim.members.map(({ label }) => `copy ${label}`) : []),
    ];
  }

  /** Minimal sets of events that leave too few members, smallest first. */
  riskGroups(claim: RedundancyClaim): string[][] {
    const defeats = (events: ReadonlySet<string>) =>
      this.membersFailed(claim, events).filter(Boolean).length >= claim.onPaper;
    const all = this.allEvents(claim);
    // Events without which everything still happens alike are left out, so that all subsets can be tried.
    const matter = all.filter(event => this.matters(claim, event));
    const found: number[] = [];
    const sets: number[] = Array.from(
      { length: 1 << matter.length },
      (_, i) => i,
    );
    sets.sort((a, b) => bits(a) - bits(b));
    for (const set of sets) {
      if (found.some(smaller => (smaller & set) === smaller)) continue;
      if (defeats(new Set(matter.filter((_, i) => (set >> i) % 2 === 1)))) {
        found.push(set);
      }
    }
    return found.map(set => matter.filter((_, i) => (set >> i) % 2 === 1));
  }

  /** Whether the event alone fells anything at all. */
  private matters(claim: RedundancyClaim, event: string): boolean {
    const alone = new Set([event]);
    return (
      this.membersFailed(claim, alone).some(Boolean) ||
      this.failed(alone).size > 0 ||
      [...PATHS].some(path => event === `domain ${path}`)
    );
  }

  isSmall(claim: RedundancyClaim): boolean {
    return (
      this.allEvents(claim).filter(event => this.matters(claim, event))
        .length <= MAX_EVENTS
    );
  }
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}

const text = (sets: string[][]) =>
  sets.map(set => [...set].sort().join(' + ')).sort();

/** Names of our events as the oracle has them. */
function named(claim: RedundancyClaim): string[][] {
  return claim.riskGroups.map(({ events }) =>
    events.map(({ kind, name, ref }) => {
      const copy = /\((.*)\)$/.exec(name);
      if (kind === 'entity' && copy) return `copy ${copy[1]}`;
      return `${kind} ${ref ?? name}`;
    }),
  );
}

describe('audits of claims, against all states of random catalogs', () => {
  it('finds exactly the minimal risk groups, counts them, and says whom they fell', () => {
    let compared = 0;
    fc.assert(
      fc.property(catalogs, catalog => {
        const { model, claims } = audit(entitiesOf(catalog));
        const oracle = new Oracle(model);
        for (const claim of claims) {
          if (!oracle.isSmall(claim)) continue;
          compared++;
          const all = oracle.riskGroups(claim);
          const below = all.filter(set => set.length < claim.onPaper);
          expect(text(named(claim))).toEqual(text(below));
          const counts = new Map<number, number>();
          for (const { length } of all)
            counts.set(length, (counts.get(length) ?? 0) + 1);
          expect(claim.byOrder).toEqual(
            [...counts]
              .sort(([a], [b]) => a - b)
              .map(([order, count]) => ({ order, count: String(count) })),
          );
          expect(claim.count).toBe(String(all.length));
          claim.riskGroups.forEach(({ fells }, i) => {
            named(claim)[i].forEach((event, j) => {
              const failed = oracle.membersFailed(claim, new Set([event]));
              expect(fells[j]).toEqual(
                [...failed.keys()].filter(m => failed[m]),
              );
            });
          });
        }
      }),
      { numRuns: 1500 },
    );
    expect(compared).toBeGreaterThan(2000);
  });

  it('does not depend on the order of reading', () => {
    fc.assert(
      fc.property(catalogs, catalog => {
        const entities = entitiesOf(catalog);
        expect(audit([...entities].reverse()).claims).toEqual(
          audit(entities).claims,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('gives after an edit what it gives from scratch', () => {
    fc.assert(
      fc.property(catalogs, catalogs, fc.nat(), (catalog, other, at) => {
        const before = audit(entitiesOf(catalog)).claims;
        // Another definition of one entity, and new ones before all others, so that every position moves.
        const edited = [...catalog];
        const { needs, ...rest } = other[at % other.length];
        edited[at % catalog.length] = {
          ...rest,
          needs: needs
            .map(need => ({
              ...need,
              targets: need.targets.filter(t => t < catalog.length),
            }))
            .filter(need => need.targets.length > 0),
        };
        const after = [...entitiesOf(edited), ...entitiesOf(other, 'a')];
        expect(audit(after, before).claims).toEqual(audit(after).claims);
      }),
      { numRuns: 200 },
    );
  });

  it('exports fault trees that have the same risk groups', () => {
    fc.assert(
      fc.property(catalogs, catalog => {
        const { model, claims } = audit(entitiesOf(catalog));
        const analysis = {
          model,
          policy: DEFAULT_POLICY,
          independence: { claims, clocks: NO_CLOCKS },
        } as never;
        for (const claim of claims) {
          const exported = faultTreeOf(analysis, { claim: claim.id })!;
          const { cutSets } = new FaultTreeAnalysis(exported.tree);
          expect(
            cutSets.byOrder.map(({ order, count }) => ({
              order,
              count: String(count),
            })),
          ).toEqual(claim.byOrder);
          expect(exported.counts.byOrder).toEqual(claim.byOrder);
        }
      }),
      { numRuns: 150 },
    );
  });
});
