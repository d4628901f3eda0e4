/**
 * What a claim to survive a loss may be about: each single place of a level, or one entity, with what falls with it; and each
 * claim of redundancy that the audit found to be defeated by that loss alone.
 */
import { append } from '../model/collect';
import type { RedundancyClaim, RiskEvent } from '../failure/types';
import { onlyPlace } from '../model/places';
import { clean } from '../model/words';
import type { Model } from '../model/types';
import { LEVELS } from './claims';
import type { ModelIndex } from './modelIndex';
import { fallsWith } from './subject';
import { compareText } from '../model/text';

export interface Loss {
  /** Of a place its path; of an entity its name. */
  name: string;
  /** The entity that is lost, when it is one. */
  entity?: number;
  /** Positions of what stops by itself. */
  starts: ReadonlySet<number>;
  /** All that falls, the starts included. */
  falls: ReadonlySet<number>;
  /** The claims of redundancy that this loss alone defeats, with their members. */
  defeats: { name: string; members: number[] }[];
}

interface Found {
  losses: Loss[];
  /** Of each entity that falls, the first loss that takes it. */
  first: Map<number, number>;
}

/** Worked out once for each level or entity that some claim names, however many claims name it. */
export class Losses {
  private readonly known = new Map<string, Found>();

  constructor(
    private readonly model: Model,
    private readonly index: ModelIndex,
    private readonly audits: readonly RedundancyClaim[],
  ) {}

  /** @param of a level, or the ref of an entity. False when the catalog has nothing of it */
  has(of: string): boolean {
    return this.found(of).losses.length > 0;
  }

  /** The first loss, of places by their path, that takes one of these entities. */
  taking(of: string, members: readonly number[]): Loss | undefined {
    const { losses, first } = this.found(of);
    let best = Infinity;
    for (const member of members) {
      best = Math.min(best, first.get(member) ?? Infinity);
    }
    return losses[best];
  }

  private found(of: string): Found {
    let found = this.known.get(of);
    if (!found) {
      const losses = [...this.declared(of), ...this.audited(of)];
      const first = new Map<number, number>();
      losses.forEach(({ falls }, i) => {
        for (const entity of falls)
          if (!first.has(entity)) first.set(entity, i);
      });
      found = { losses, first };
      this.known.set(of, found);
    }
    return found;
  }

  private declared(of: string): Loss[] {
    const defeats = this.defeatedBy(of);
    const loss = (name: string, starts: number[], entity?: number): Loss => ({
      name: clean(name),
      ...(entity === undefined ? {} : { entity }),
      starts: new Set(starts),
      falls: fallsWith(this.model, starts),
      defeats: defeats
        .filter(({ event }) =>
          entity === undefined ? event.name === name : event.entity === entity,
        )
        .map(({ audit }) => defeated(audit)),
    });
    const { entities } = this.model;
    const level = levelOf(of);
    if (level === -1) {
      const at = this.index.position.get(of);
      return at === undefined ? [] : [loss(entities[at].name, [at], at)];
    }
    const places = new Map<string, number[]>();
    entities.forEach(({ facts }, at) => {
      const name = onlyPlace(facts, level + 1)?.join('/');
      if (name === undefined) return;
      append(places, name, at);
    });
    return [...places]
      .sort(([a], [b]) => compareText(a, b))
      .map(([name, starts]) => loss(name, starts));
  }

  /** Copies of one thing in several places look safe to the map; the audit knows what they share. */
  private audited(of: string): Loss[] {
    return this.defeatedBy(of).map(({ audit, event, fells }) => {
      const starts = [
        ...new Set(fells.map(member => audit.members[member].entity)),
      ].sort((a, b) => a - b);
      return {
        name: clean(event.name),
        ...(event.entity === undefined ? {} : { entity: event.entity }),
        starts: new Set(starts),
        falls: fallsWith(this.model, starts),
        defeats: [defeated(audit)],
      };
    });
  }

  /** Claims of redundancy that one event of this loss is a risk group of, by itself. */
  private defeatedBy(of: string) {
    const level = levelOf(of);
    const entity = this.index.position.get(of);
    const isIt = (event: RiskEvent) =>
      level === -1
        ? event.kind === 'entity' && event.entity === entity
        : event.kind === 'domain' && event.name.split('/').length === level + 1;
    return this.audits.flatMap(audit =>
      audit.onPaper < 2
        ? []
        : audit.riskGroups.flatMap(({ events, fells }) =>
            events.length === 1 && isIt(events[0])
              ? [{ audit, event: events[0], fells: fells[0] }]
              : [],
          ),
    );
  }
}

function levelOf(of: string): number {
  return (LEVELS as readonly string[]).indexOf(of);
}

function defeated({ name, members }: RedundancyClaim): Loss['defeats'][number] {
  return {
    name: clean(name),
    members: [...new Set(members.map(({ entity }) => entity))],
  };
}
