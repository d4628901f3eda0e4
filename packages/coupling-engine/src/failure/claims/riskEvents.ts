/** The basic events of a catalog, numbered. Entities come first: the event "entity stops" has the entity's own number. */
import type { Model } from '../../model/types';
import type { RiskEvent } from '../types';
import { EventOrder } from './eventOrder';
import type { Hasher } from './hash64';

export class RiskEvents {
  private readonly model: Model;
  private readonly others: RiskEvent[] = [];
  private readonly ofEntities = new Map<number, RiskEvent>();
  private readonly keys: string[] = [];
  private readonly known = new Map<string, number>();
  private made?: EventOrder;

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
    const known = this.known.get(`change:${channel}`);
    if (known !== undefined) return known;
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

  /** A job, or several that start at one time. */
  clock(name: string, jobs: readonly number[]): number {
    const [first, ...others] = jobs.map(job => this.model.entities[job].ref);
    return this.other(`clock:${[first, ...others].join('\n')}`, {
      kind: 'clock',
      name,
      ...this.place(jobs[0]),
      ...(others.length > 0 ? { others } : {}),
    });
  }

  at(event: number): RiskEvent {
    const { entities } = this.model;
    if (event >= entities.length) return this.others[event - entities.length];
    let made = this.ofEntities.get(event);
    if (!made) {
      const { name, ref } = entities[event];
      made = { kind: 'entity', name, entity: event, ref };
      this.ofEntities.set(event, made);
    }
    return made;
  }

  /** Says which event it is, in any catalog. */
  keyOf(event: number): string {
    const { entities } = this.model;
    return event < entities.length
      ? `entity:${entities[event].ref}`
      : this.keys[event - entities.length];
  }

  /** Adds the key to a hash. */
  addKey(event: number, hasher: Hasher): void {
    const { entities } = this.model;
    if (event < entities.length) hasher.text(entities[event].ref, 'entity:');
    else hasher.text(this.keys[event - entities.length]);
  }

  /** The order of the keys. All events have to be known. */
  order(): EventOrder {
    const { keys } = this;
    if (this.made?.size !== this.count) {
      this.made = new EventOrder(this.model.entities.length, keys, event =>
        this.keyOf(event),
      );
    }
    return this.made;
  }

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
