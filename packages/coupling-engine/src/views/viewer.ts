import type { Analysis } from '../analysis';
import { Lens } from '../lens/lens';
import { rank } from '../findings/severity';
import { clean, nameOfRef } from '../model/words';
import type { Finding, Severity } from '../findings/types';
import { compareText } from '../model/text';
import type { Interface } from '../ownership/types';
import type {
  EntitySummary,
  InterfaceRow,
  SystemCount,
  TeamCount,
  TeamRef,
  ViewOptions,
} from './types';
import { append } from '../model/collect';

/** Consumers that one row names; a base package of a large catalog has tens of thousands. */
const MAX_CONSUMERS = 200;

/** Stands for "no living owner" where a team is expected. */
export const NO_TEAM = 'none';

const NOBODY: TeamRef = {
  ref: NO_TEAM,
  title: 'No living owner',
  standing: 'unknown',
};

/** A set of positions, whatever holds it. */
type Members = { has(entity: number): boolean };

const lenses = new WeakMap<Analysis, Lens>();

/** One analysis through the eyes of one reader: what every view needs, and the only place that decides what may be seen. */
export class Viewer<F extends Finding = Finding> {
  readonly analysis: Analysis;
  readonly lens: Lens;
  readonly visible: (ref: string) => boolean;
  /** Findings whose subjects and chain the reader may see, worst first. */
  readonly findings: readonly F[];
  /** Findings left out. */
  readonly hiddenFindings: number;
  private byEntity: Map<string, F[]> | undefined;

  constructor(analysis: Analysis, options: ViewOptions<F> = {}) {
    this.analysis = analysis;
    let lens = lenses.get(analysis);
    if (!lens) {
      lens = new Lens(analysis);
      lenses.set(analysis, lens);
    }
    this.lens = lens;
    this.visible = options.visible ?? (() => true);
    // Without findings of a store, F is Finding itself.
    const all =
      options.findings ??
      (analysis.findings as readonly Finding[] as readonly F[]);
    this.findings = all.filter(finding =>
      [...finding.subjects, ...finding.chain].every(ref => this.visible(ref)),
    );
    this.hiddenFindings = all.length - this.findings.length;
  }

  canSee(entity: number): boolean {
    return this.visible(this.lens.ref(entity));
  }

  /** True for an entity of one of the teams; `none` takes those without a living owner. No teams: true for all. */
  belongsTo(entity: number, teams?: ReadonlySet<string>): boolean {
    if (!teams) return true;
    return (
      this.lens.teamRefs(entity).some(team => teams.has(team)) ||
      (teams.has(NO_TEAM) && !this.hasLivingOwner(entity))
    );
  }

  hasLivingOwner(entity: number): boolean {
    return this.analysis.ownership.state[entity] === 'owned';
  }

  team(position: number): TeamRef {
    const { ref, title } = this.analysis.model.teams[position];
    return {
      ref,
      title: title ? clean(title) : nameOfRef(ref),
      standing: this.analysis.ownership.standing[position],
    };
  }

  summary(entity: number): EntitySummary {
    const { model } = this.analysis;
    const { ref, kind, name, title, type, lifecycle, owners, system } =
      model.entities[entity];
    return {
      ref,
      kind,
      name: clean(name),
      ...(title ? { title: clean(title) } : {}),
      ...(type ? { type: clean(type) } : {}),
      ...(lifecycle ? { lifecycle: clean(lifecycle) } : {}),
      teams: owners.map(owner => this.team(owner)),
      ...(system === undefined ? {} : { system: model.systems[system].ref }),
    };
  }

  /** Visible findings that have the entity as subject or in their chain, worst first. */
  findingsOf(ref: string): readonly F[] {
    if (!this.byEntity) {
      this.byEntity = new Map();
      for (const finding of this.findings) {
        for (const named of new Set([...finding.subjects, ...finding.chain])) {
          append(this.byEntity, named, finding);
        }
      }
    }
    return this.byEntity.get(ref) ?? [];
  }

  /** Visible findings about the entity itself, worst first. */
  findingsAbout(ref: string): readonly F[] {
    return this.findingsOf(ref).filter(f => f.subjects.includes(ref));
  }

  interfaceRow(found: Interface): InterfaceRow {
    const { model } = this.analysis;
    const { couplings } = model;
    const provider = model.entities[found.provider];
    const findings = this.findingsAbout(provider.ref);
    const unknown = found.unknownConsumers?.filter(e => this.canSee(e));
    return {
      provider: this.summary(found.provider),
      consumers: found.consumers
        .filter(({ entity }) => this.canSee(entity))
        .slice(0, MAX_CONSUMERS)
        .map(({ entity, coupling }) => ({
          entity: this.summary(entity),
          strength: couplings.strength[coupling],
          grade: couplings.grade[coupling],
        })),
      consumerTeams: found.consumerTeams.map(team => this.team(team)),
      viaApi: found.viaApi,
      contract: found.contract,
      ...(provider.facts.contract && provider.facts.contract !== 'none'
        ? { contractText: clean(provider.facts.contract) }
        : {}),
      ...(unknown
        ? { unknownConsumers: unknown.map(e => this.lens.ref(e)) }
        : {}),
      findings: findings.map(finding => finding.id),
      ...worst(findings),
    };
  }

  /** Counts by team of what fails and degrades, teams with most failures first. Only what the reader may see. */
  byTeam(fails: Members, degrades: Members): TeamCount[] {
    const { entities } = this.analysis.model;
    return this.countBy(fails, degrades, position => {
      const { owners } = entities[position];
      return owners.length > 0
        ? owners.map(owner => this.team(owner))
        : [NOBODY];
    }).map(({ of, ...counts }) => ({ team: of, ...counts }));
  }

  /** The same by system; what is part of none stands together, without a ref. */
  bySystem(fails: Members, degrades: Members): SystemCount[] {
    const { entities, systems } = this.analysis.model;
    return this.countBy(fails, degrades, position => {
      const system = entities[position].system;
      if (system === undefined || !this.visible(systems[system].ref)) {
        return [{ ref: '', title: 'no system' }];
      }
      const { ref, title } = systems[system];
      return [{ ref, title: title ? clean(title) : nameOfRef(ref) }];
    }).map(({ of, ...counts }) => ({
      ...(of.ref ? { ref: of.ref } : {}),
      title: of.title,
      ...counts,
    }));
  }

  private countBy<T extends { ref: string }>(
    fails: Members,
    degrades: Members,
    groupsOf: (position: number) => T[],
  ): { of: T; fails: number; degrades: number; keeps: number }[] {
    type Count = ReturnType<typeof this.countBy<T>>[number];
    const counts = new Map<string, Count>();
    this.analysis.model.entities.forEach(({ ref }, position) => {
      if (!this.visible(ref)) return;
      for (const of of groupsOf(position)) {
        let count = counts.get(of.ref);
        if (!count) {
          count = { of, fails: 0, degrades: 0, keeps: 0 };
          counts.set(of.ref, count);
        }
        if (fails.has(position)) count.fails += 1;
        else if (degrades.has(position)) count.degrades += 1;
        else count.keeps += 1;
      }
    });
    return [...counts.values()]
      .filter(count => count.fails + count.degrades > 0)
      .sort(
        (a, b) =>
          b.fails - a.fails ||
          b.degrades - a.degrades ||
          compareText(a.of.ref, b.of.ref),
      );
  }
}

/** The severity of the worst of some findings, as a field to spread; nothing when there are none. */
export function worst(findings: readonly Finding[]): { severity?: Severity } {
  if (findings.length === 0) return {};
  return {
    severity: findings.reduce(
      (found, { severity }) =>
        rank(severity) < rank(found) ? severity : found,
      findings[0].severity,
    ),
  };
}

/** Whether a summary has the text in its name, title or ref. */
export function matches(
  { ref, name, title }: { ref: string; name: string; title?: string },
  q: string | undefined,
): boolean {
  if (!q) return true;
  const text = q.trim().toLowerCase();
  return [ref, name, title ?? ''].some(part =>
    part.toLowerCase().includes(text),
  );
}
