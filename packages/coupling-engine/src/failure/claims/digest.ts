/**
 * A digest of everything that an audit reads of an entity: what fells it, what it needs, and the same of all below, so that
 * an edit changes the digests of what rests on it and of nothing else.
 *
 * Source: R. Merkle, "A digital signature based on a conventional encryption function", CRYPTO 1987, over the condensation of
 * the needs: entities that need each other in a ring have one digest among them. Refs stand for entities, never positions,
 * which move. Cost: linear. Collisions: see hash64.ts.
 */
import type { DependencyGraph } from '../../model/types';
import type { ClaimStatement } from '../types';
import type { Causes } from './causes';
import { ringsBelow, type Condensed } from './condensed';
import { Hasher, Hashes, hex } from './hash64';
import type { RiskEvents } from './riskEvents';

/** Change it when an audit of the same facts gives another result. */
const AUDIT_VERSION = 2;

export class ConeDigests {
  private readonly graph: DependencyGraph;
  private readonly structure: Condensed;
  private readonly causes: (entity: number) => Causes;
  private readonly events: RiskEvents;
  private readonly ofEntity: Hashes;
  private readonly ofEvent: Hashes;
  private isHashed: Uint8Array;

  /** Works out the digests of all entities below those given, and with them adds every event of theirs. */
  constructor(
    graph: DependencyGraph,
    structure: Condensed,
    causes: (entity: number) => Causes,
    events: RiskEvents,
    entities: Iterable<number>,
  ) {
    this.graph = graph;
    this.structure = structure;
    this.causes = causes;
    this.events = events;
    this.ofEntity = new Hashes(graph.nodes);
    this.ofEvent = new Hashes(2 * graph.nodes);
    this.isHashed = new Uint8Array(this.ofEvent.size);
    for (const ring of ringsBelow(structure, entities)) this.addRing(ring);
  }

  /** Digest of a claim. @param extra further events and the members that they touch */
  ofClaim(
    claim: ClaimStatement,
    extra: readonly { event: number; members: readonly number[] }[],
  ): string {
    const hasher = new Hasher()
      .number(AUDIT_VERSION)
      .text(claim.kind)
      .number(claim.need)
      .number(claim.onPaper)
      .number(claim.members.length);
    for (const { entity, label, domain } of claim.members) {
      hasher.hashAt(this.ofEntity, entity).text(label);
      hasher.text((domain ?? []).join('/'));
    }
    for (const { event, members } of extra) {
      this.addEvent(event, hasher);
      hasher.number(members.length);
      members.forEach(member => hasher.number(member));
    }
    return hex(hasher.finish());
  }

  private addRing(ring: number): void {
    const { rings } = this.structure;
    const [from, to] = [rings.start[ring], rings.start[ring + 1]];
    const whole = new Hasher().number(to - from);
    for (let i = from; i < to; i++) this.read(rings.targets[i], ring, whole);
    const digest = whole.finish();
    for (let i = from; i < to; i++) {
      const entity = rings.targets[i];
      const hasher = new Hasher().hash(digest);
      this.addEvent(entity, hasher);
      hasher.finishInto(this.ofEntity, entity);
    }
  }

  private read(entity: number, ring: number, into: Hasher): void {
    const { stops, changes, places } = this.causes(entity);
    this.addEvent(entity, into);
    into.number(stops ? 1 : 0).number(places.length);
    this.addEvents(changes, into);
    for (const domains of places) this.addEvents(domains, into);
    const { clauseStart, memberStart, members, need, hard } = this.graph;
    for (let c = clauseStart[entity]; c < clauseStart[entity + 1]; c++) {
      if (hard[c] === 0) continue;
      into.number(need[c]).number(memberStart[c + 1] - memberStart[c]);
      for (let m = memberStart[c]; m < memberStart[c + 1]; m++) {
        const member = members[m];
        if (this.structure.ringOf[member] === ring) {
          this.addEvent(member, into);
        } else {
          into.hashAt(this.ofEntity, member);
        }
      }
    }
  }

  private addEvents(events: readonly number[], into: Hasher): void {
    into.number(events.length);
    for (const event of events) this.addEvent(event, into);
  }

  private addEvent(event: number, into: Hasher): void {
    if (event >= this.ofEvent.size) this.makeRoomFor(event);
    if (this.isHashed[event] === 0) {
      this.isHashed[event] = 1;
      const hasher = new Hasher();
      this.events.addKey(event, hasher);
      hasher.finishInto(this.ofEvent, event);
    }
    into.hashAt(this.ofEvent, event);
  }

  private makeRoomFor(event: number): void {
    const { isHashed } = this;
    this.ofEvent.grow(2 * (event + 1));
    this.isHashed = new Uint8Array(this.ofEvent.size);
    this.isHashed.set(isHashed);
  }
}
