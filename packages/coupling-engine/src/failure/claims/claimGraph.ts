/** What all audits of one catalog have in common: its events, its digests, its fault graph. */
import type { Model } from '../../model/types';
import type { Policy } from '../../policy/policy';
import type { ClaimStatement, Clocks } from '../types';
import { copyEvents } from './audit';
import { CatalogFaultGraph } from './catalogFaultGraph';
import { causesOf, type Causes } from './causes';
import { clockEvents, type ClockEvent } from './clockEvents';
import type { Condensed } from './condensed';
import { ConeDigests } from './digest';
import { Positions } from './positions';
import { RiskEvents } from './riskEvents';

export class ClaimGraph {
  readonly events: RiskEvents;
  readonly positions: Positions;
  readonly clocksOf: (claim: ClaimStatement) => ClockEvent[];
  private readonly model: Model;
  private readonly structure: Condensed;
  private readonly causes: (entity: number) => Causes;
  private readonly digests: ConeDigests;

  /** @param entities that are asked about beside the members of the claims */
  constructor(
    model: Model,
    structure: Condensed,
    policy: Policy,
    clocks: Clocks,
    claims: readonly ClaimStatement[],
    entities: readonly number[] = [],
  ) {
    this.positions = new Positions(model.entities);
    this.model = model;
    this.events = new RiskEvents(model);
    this.structure = structure;
    this.causes = causesOf(model, policy, this.positions, this.events);
    this.digests = new ConeDigests(
      model.graph,
      this.structure,
      this.causes,
      this.events,
      [...membersOf(claims), ...entities],
    );
    claims.forEach(claim => copyEvents(claim, this.events));
    this.clocksOf = clockEvents(
      model,
      clocks,
      claims,
      this.positions,
      this.events,
    );
  }

  digestOf(claim: ClaimStatement): string {
    return this.digests.ofClaim(claim, this.clocksOf(claim));
  }

  /** The fault graph, made for the members of the claims and the entities. */
  graphOf(
    claims: readonly ClaimStatement[],
    entities: readonly number[] = [],
  ): CatalogFaultGraph {
    const graph = new CatalogFaultGraph(
      this.model,
      this.structure,
      this.causes,
      this.events.count,
    );
    graph.make([...membersOf(claims), ...entities]);
    return graph;
  }
}

function membersOf(claims: readonly ClaimStatement[]): number[] {
  return claims.flatMap(({ members }) => members.map(({ entity }) => entity));
}
