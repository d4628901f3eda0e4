/**
 * How a coupling that was seen is declared, if it is. A call says who was reached, a declaration what is needed, and the two are
 * not in the same words: a call to a service counts for the API it provides, a call to a replica for its group, a call that a
 * gateway handed on for the gateway. In doubt a coupling counts as declared: what is raised has to be worth raising.
 */
import { needsOf } from '../structure/navigate';
import { positionsByRef } from '../model/positions';
import type { Model } from '../model/types';
import type { DeclaredAs } from './types';
import { append } from '../model/collect';

/** Words of `spec.type` of things that hand on what reaches them. */
const HANDS_ON =
  /\b(gateway|proxy|mesh|sidecar|ingress|router|balancer|loadbalancer)\b/;
/** Words of `spec.type` of what carries messages, from whoever sends to whoever asks. */
const CARRIES =
  /\b(queue|topic|stream|bus|broker|messaging|kafka|asyncapi|event|events|pubsub)\b/;

export interface Declared {
  as: DeclaredAs;
  through?: number;
  covers: [from: number, to: number][];
}

/** Answers for one model; what a caller declares is looked up once. */
export class Declarations {
  private readonly needs = new Map<number, ReadonlySet<number>>();
  private readonly apisOf = new Map<number, number[]>();
  private readonly providersOf = new Map<number, number[]>();
  private readonly positions: Map<string, number>;

  constructor(private readonly model: Model) {
    this.positions = positionsByRef(model);
    model.provides.api.forEach((api, i) => {
      const provider = model.provides.provider[i];
      append(this.providersOf, api, provider);
      append(this.apisOf, provider, api);
    });
  }

  positionOf(ref: string): number | undefined {
    return this.positions.get(ref);
  }

  /** What it names, APIs not followed to their providers. */
  needsOf(entity: number): ReadonlySet<number> {
    let known = this.needs.get(entity);
    if (!known) {
      known = new Set(needsOf(this.model.graph, entity));
      this.needs.set(entity, known);
    }
    return known;
  }

  /** The thing itself, and for an API whoever provides it: what a call to it may reach. */
  reachedBy(target: number): number[] {
    return [target, ...(this.providersOf.get(target) ?? [])];
  }

  /** Whether it provides this API. */
  provides(entity: number, api: number): boolean {
    return this.apisOf.get(entity)?.includes(api) ?? false;
  }

  handsOn(entity: number): boolean {
    return HANDS_ON.test(this.type(entity));
  }

  carriesMessages(entity: number): boolean {
    return CARRIES.test(this.type(entity));
  }

  /** Words of the type, one blank between them. */
  type(entity: number): string {
    return (this.model.entities[entity].type ?? '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ');
  }

  of(from: number, to: number): Declared {
    const direct = this.direct(from, to);
    if (direct.length > 0) {
      const itself = direct.includes(to);
      return { as: itself ? 'itself' : 'api', covers: pairs(from, direct) };
    }
    const group = this.inGroup(from, to);
    if (group.length > 0) return { as: 'group', covers: pairs(from, group) };
    const hop = this.hop(from, to);
    if (hop !== undefined) {
      return { as: 'hop', through: hop, covers: pairs(from, [hop]) };
    }
    const message = this.messages(from, to);
    if (message.length > 0) return { as: 'message', covers: message };
    return { as: this.isRelated(from, to) ? 'relation' : 'none', covers: [] };
  }

  /** Whether the caller comes to the target over one other entity, each declaring the next. */
  isBehindOne(from: number, to: number): boolean {
    return [...this.needsOf(from)].some(
      next =>
        next !== to &&
        this.reachedBy(next).some(
          one => one !== to && this.direct(one, to).length > 0,
        ),
    );
  }

  /** Targets that `from` declares and that a call to `to` is a call to. */
  direct(from: number, to: number): number[] {
    const needs = this.needsOf(from);
    return [
      to,
      ...(this.apisOf.get(to) ?? []),
      ...(this.providersOf.get(to) ?? []),
    ]
      .filter(target => needs.has(target))
      .sort((a, b) => a - b);
  }

  private inGroup(from: number, to: number): number[] {
    const groups = this.groupsOf(to);
    if (groups.length === 0) return [];
    return [...this.needsOf(from)]
      .filter(target => this.groupsOf(target).some(g => groups.includes(g)))
      .sort((a, b) => a - b);
  }

  private groupsOf(target: number): string[] {
    return this.reachedBy(target).flatMap(
      entity => this.model.entities[entity].facts.redundancyGroup?.name ?? [],
    );
  }

  private hop(from: number, to: number): number | undefined {
    return [...this.needsOf(from)]
      .sort((a, b) => a - b)
      .find(next =>
        this.reachedBy(next).some(
          one => this.handsOn(one) && this.direct(one, to).length > 0,
        ),
      );
  }

  /** A sender that was seen reaching a receiver: the receiver names the sender's events, or both name one queue. */
  private messages(from: number, to: number): Declared['covers'] {
    const events = this.direct(to, from).filter(e => this.carriesMessages(e));
    if (events.length > 0) return pairs(to, events);
    const queues = [...this.needsOf(from)]
      .filter(e => this.needsOf(to).has(e) && this.carriesMessages(e))
      .sort((a, b) => a - b);
    return [...pairs(from, queues), ...pairs(to, queues)];
  }

  /** Relations that are no dependency, stated by either end, of the thing itself or of an API of it. */
  private isRelated(from: number, to: number): boolean {
    const { entities } = this.model;
    const { watches, actsOn, guards, writesTo, absorbsLoadFor } =
      entities[from].facts;
    const stated = [watches, actsOn, guards, writesTo, absorbsLoadFor].flatMap(
      refs => refs ?? [],
    );
    const names = [to, ...(this.apisOf.get(to) ?? []), ...this.reachedBy(to)];
    return (
      names.some(entity => stated.includes(entities[entity].ref)) ||
      this.bringsChange(from, to)
    );
  }

  /** Whether it is a channel that changes the target. */
  bringsChange(channel: number, target: number): boolean {
    const { entities } = this.model;
    return this.reachedBy(target).some(one =>
      entities[one].facts.changeChannel?.includes(entities[channel].ref),
    );
  }
}

function pairs(from: number, to: readonly number[]): [number, number][] {
  return to.map(target => [from, target]);
}
