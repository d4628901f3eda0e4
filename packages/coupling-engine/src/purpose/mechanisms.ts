/**
 * What limits the spread of a fault, on each hard coupling of some entities, by how it is known. The strongest counts:
 *
 * - `observed`: a drill of the last twelve months on either end that passed and names the mechanism; and staged rollout, where one
 *   version of the thing needed was seen in one environment after another. Nothing else that is observed today can show a
 *   mechanism: that calls are repeated does not show a budget, and that a version was taken back not that nobody had to.
 * - `inherited`: a library that the dependent links, or a channel through which either end takes its changes, states it.
 * - `stated`: on the coupling, or on either end.
 */
import { inertByType } from '../model/inert';
import { positionsByRef } from '../model/positions';
import { append } from '../model/collect';
import { needsOf } from '../structure/navigate';
import { MECHANISMS } from '../policy/mechanisms';
import type { Facts, Model, ModelEntity } from '../model/types';
import type { Policy } from '../policy/policy';
import type { History } from './history';

/** Words that say the same. */
const SAME: Record<string, string> = { canary: 'progressive-delivery' };

export interface Coverage {
  mechanism: string;
  observed: number;
  inherited: number;
  stated: number;
  unknown: number;
}

type How = 'observed' | 'inherited' | 'stated' | 'unknown';

/** How mechanisms are known on couplings. */
export class KnownMechanisms {
  private readonly inertByType: (entity: ModelEntity) => boolean;
  private readonly staged: ReadonlySet<number>;
  private readonly drilled = new Map<number, string[]>();
  private readonly position: ReadonlyMap<string, number>;

  constructor(private readonly model: Model, policy: Policy, history: History) {
    this.inertByType = inertByType(policy);
    this.staged = new Set(history.staged);
    this.position = positionsByRef(model);
    for (const { entities, induced } of history.drilled) {
      for (const entity of entities) {
        append(this.drilled, entity, induced);
      }
    }
  }

  isInert(entity: number): boolean {
    return this.inertByType(this.model.entities[entity]);
  }

  /** How each mechanism is known on one coupling. */
  onCoupling(row: number): (mechanism: string) => How {
    const { couplings, entities } = this.model;
    const [from, to] = [couplings.from[row], couplings.to[row]];
    const stated = new Set([
      ...words(couplings.facts[row]?.mechanisms),
      ...ofFacts(entities[from].facts),
      ...ofFacts(entities[to].facts),
    ]);
    const inherited = new Set(
      [
        ...needsOf(this.model.graph, from).filter(need => this.isInert(need)),
        ...this.channels(from),
        ...this.channels(to),
      ].flatMap(giver => words(entities[giver].facts.mechanisms)),
    );
    const induced = [
      ...(this.drilled.get(from) ?? []),
      ...(this.drilled.get(to) ?? []),
    ];
    return mechanism => {
      const seen =
        (mechanism === 'progressive-delivery' && this.staged.has(to)) ||
        induced.some(text => names(text, mechanism));
      if (seen) return 'observed';
      if (inherited.has(mechanism)) return 'inherited';
      return stated.has(mechanism) ? 'stated' : 'unknown';
    };
  }

  private channels(entity: number): number[] {
    return (this.model.entities[entity].facts.changeChannel ?? []).flatMap(
      channel => this.position.get(channel) ?? [],
    );
  }
}

/**
 * @param members - positions of the entities whose couplings are meant
 * @param counts - whether a coupling to this entity counts
 */
export function mechanismsOf(
  {
    model,
    policy,
    history,
  }: { model: Model; policy: Policy; history: History },
  members: readonly number[],
  counts: (target: number) => boolean = () => true,
): { couplings: number; rows: Coverage[] } {
  const known = new KnownMechanisms(model, policy, history);
  const rows = MECHANISMS.map(mechanism => ({
    mechanism: mechanism as string,
    observed: 0,
    inherited: 0,
    stated: 0,
    unknown: 0,
  }));
  const inside = new Set(members);
  const { count, from, to, strength } = model.couplings;
  let couplings = 0;
  for (let row = 0; row < count; row++) {
    if (!inside.has(from[row]) || strength[row] !== 'hard') continue;
    if (known.isInert(to[row]) || !counts(to[row])) continue;
    couplings += 1;
    const on = known.onCoupling(row);
    for (const coverage of rows) coverage[on(coverage.mechanism)] += 1;
  }
  return { couplings, rows };
}

function words(mechanisms: readonly string[] = []): string[] {
  return mechanisms.map(word => SAME[word.toLowerCase()] ?? word.toLowerCase());
}

/** What an entity states of itself, by the list of mechanisms or by a fact that says the same. */
function ofFacts({ mechanisms, killSwitch, changePace }: Facts): string[] {
  return [
    ...words(mechanisms),
    ...(killSwitch !== undefined && killSwitch !== 'none'
      ? ['kill-switch']
      : []),
    ...(changePace === 'staged' || changePace === 'staged-checked'
      ? ['progressive-delivery']
      : []),
  ];
}

/** Whether a text has the words of a mechanism, one after the other. */
function names(text: string, mechanism: string): boolean {
  const plain = ` ${text.replace(/[^a-z0-9]+/g, ' ')} `;
  return plain.includes(` ${mechanism.replace(/-/g, ' ')} `);
}
