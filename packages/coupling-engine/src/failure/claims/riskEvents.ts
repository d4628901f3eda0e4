/** The basic events of a catalog, numbered. Entities come first: the event "entity stops" has the entity's own number. */
import type { Model } from '../../model/types';
import type { RiskEvent } from '../types';
import { compare } from './statements';

export class RiskEvents {
  private readonly model: Model;
  private readonly others: RiskEvent[] = [];
  private readonly keys: string[] = [];
  private readonly known = new Map<string, number>();

  constructor(model: Model) {
    this.model = model;
  }

  get count(): number {
    return this.model.entities.length + this.others.length;
  }

  /** Everything under the path is lost. */
  domain(path: readonly string[]): number {
    const name = path.join('/');
    return this.other(`domain:${name}`, { kind: 'domain', name });
  }

  /** A bad change arrives through it; `channel` is a ref, or a text for what the catalog does not have. */
  change(channel: string, entity: number | undefined): number {
    return this.other(`change:${channel}`, {
      kind: 'change',
      name: entity === undefined ? channel : this.model.entities[entity].name,
      ...this.place(entity),
    });
  }

  /** One copy of an entity, or what runs of it in one place, stops. */
  copy(entity: number, label: string): number {
    const { ref, name } = this.model.entities[entity];
    return this.other(`copy:${ref}\n${label}`, {
      kind: 'entity',
      name: `${name} (${label})`,
      ...this.place(entity),
    });
  }

  clock(key: string, name: string, job: number): number {
    return this.other(`clock:${key}`, {
      kind: 'clock',
      name,
      ...this.place(job),
    });
  }

  at(event: number): RiskEvent {
    const { entities } = this.model;
    if (event >= entities.length) return this.others[event - entities.length];
    return { kind: 'entity', name: entities[event].name, ...this.place(event) };
  }

  /** Says which event it is, in any catalog. */
  keyOf(event: number): string {
    const { entities } = this.model;
    return event < entities.length
      ? `entity:${entities[event].ref}`
      : this.keys[event - entities.length];
  }

  /** An order that does not depend on numbers. Entities are numbered in the order of their refs, so theirs is the same. */
  readonly byKey = (a: number, b: number): number =>
    a < this.model.entities.length && b < this.model.entities.length
      ? a - b
      : compare(this.keyOf(a), this.keyOf(b));

  private place(entity: number | undefined): Pick<RiskEvent, 'entity' | 'ref'> {
    return entity === undefined
      ? {}
      : { entity, ref: this.model.entities[entity].ref };
  }

  private other(key: string, event: RiskEvent): number {
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const made = this.count;
    this.others.push(event);
    this.keys.push(key);
    this.known.set(key, made);
    return made;
  }
}
