import { InputError, NotFoundError } from '@backstage/errors';
import {
  DEFAULT_POLICY,
  strictest,
  type AcceptanceLimit,
  type Policy,
} from '@posiwid/coupling-engine';
import type { FoundStanding } from '../../serving/Answerer';
import type { Outgrown } from '../../serving/ServedSnapshot';
import type { SnapshotServer } from '../../serving/SnapshotServer';
import type { NamedAudience } from '../../serving/SnapshotView';
import type { Journal } from '../journal';
import type { DecisionFeed } from './DecisionFeed';
import { decisionStream, toBody, toDecision } from './entries';
import { possibleKinds, refusalOf } from './refusal';
import { standingOf } from './standing';
import {
  SYSTEM,
  type Decision,
  type DecisionBody,
  type DecisionKind,
  type Standing,
} from './types';

export interface DeciderOptions {
  journal: Journal;
  snapshots: SnapshotServer;
  feed: DecisionFeed;
  /** The policy that counts now; the engine's default when left out. */
  policy?: () => Promise<Policy>;
  /** What time it is; the system's when left out. */
  clock?: () => Date;
}

export interface Decided {
  result: 'decided' | 'repeated' | 'overtaken';
  /** All about the finding; of an overtaken one, those that were not known. */
  decisions: Decision[];
  standing: Standing;
}

/** Takes decisions: holds them against what stands, and appends them with the finding as it is now. */
export class Decider {
  private readonly options: DeciderOptions;
  private readonly clock: () => Date;

  constructor(options: DeciderOptions) {
    this.options = options;
    this.clock = options.clock ?? (() => new Date());
  }

  /** Findings of those ids that an audience may see, as they stand now: also when another replica took the last decision. */
  async find(
    ids: readonly string[],
    audience: NamedAudience,
  ): Promise<FoundStanding[]> {
    await this.options.feed.refresh();
    const { body } = await this.options.snapshots.ask(
      { operation: 'findStandings', query: { ids: [...ids] } },
      audience,
    );
    return JSON.parse(new TextDecoder().decode(body));
  }

  /** One finding. Rejects with NotFoundError when there is none or the audience may not see it. */
  async findOne(id: string, audience: NamedAudience): Promise<FoundStanding> {
    const [found] = await this.find([id], audience);
    if (!found) throw new NotFoundError(`No finding ${id}`);
    return found;
  }

  async about(findingId: string): Promise<Decision[]> {
    const entries = await this.options.journal.read([
      decisionStream(findingId),
    ]);
    return entries.map(toDecision);
  }

  standing(
    decisions: readonly Decision[],
    { sight }: Pick<FoundStanding, 'sight'>,
  ): Standing {
    return standingOf(decisions, sight, this.now());
  }

  /** Where a finding stands, and what somebody could decide about it now; nothing when nobody asks who may. */
  async prospects(
    found: FoundStanding,
    decisions: readonly Decision[],
    by: string | undefined,
  ): Promise<{
    standing: Standing;
    acceptance: AcceptanceLimit;
    may: DecisionKind[];
  }> {
    const { sight } = found;
    const at = this.now();
    const acceptance = await this.acceptanceOf(found);
    return {
      standing: standingOf(decisions, sight, at),
      acceptance,
      may:
        by === undefined
          ? []
          : possibleKinds(by, decisions, sight, at, acceptance),
    };
  }

  /** What an acceptance of a finding may be: as the policy says, and the domains of its subjects. */
  async acceptanceOf({
    finding: { severity },
    acceptance = {},
  }: Pick<FoundStanding, 'finding' | 'acceptance'>): Promise<AcceptanceLimit> {
    const policy = (await this.options.policy?.()) ?? DEFAULT_POLICY;
    return strictest(policy.acceptance[severity], acceptance);
  }

  /**
   * Decides about a finding. Rejects with InputError when that cannot be decided as things stand.
   *
   * @param wanted - `after` is the position of the newest decision that the caller knew
   */
  async decide(
    found: FoundStanding,
    wanted: {
      id: string;
      after: number;
      body: DecisionBody;
      reviewId?: string;
    },
    by: string,
  ): Promise<Decided> {
    const { journal, feed } = this.options;
    const { id, after, body, reviewId } = wanted;
    const findingId = found.finding.id;
    const before = await this.about(findingId);
    const at = this.now();
    const isRepeated = before.some(decision => decision.id === id);
    const isOvertaken = (before[before.length - 1]?.position ?? 0) !== after;
    const limit = await this.acceptanceOf(found);
    if (!isRepeated && !isOvertaken) {
      const refusal = refusalOf(body, by, before, found.sight, at, limit);
      if (refusal !== undefined) throw new InputError(refusal);
    }
    const answer = await journal.append([
      {
        id,
        stream: decisionStream(findingId),
        after,
        at,
        by,
        body: toBody(body, found.sight.mark, {
          analysedAt: found.sight.analysedAt,
          reviewId,
          ...(body.kind === 'accept' &&
            limit.secondPerson && { needsSecond: true }),
        }),
      },
    ]);
    if (answer.result === 'id-taken') {
      // The same request again finds the finding as it is by now, which may differ from how it was.
      const known = (await this.about(findingId)).find(one => one.id === id);
      const isSame =
        known?.by === by && JSON.stringify(known.body) === JSON.stringify(body);
      if (!isSame) {
        throw new InputError(`The id ${id} was used for another decision`);
      }
    }
    await feed.refresh();
    const decisions = await this.about(findingId);
    const standing = this.standing(decisions, found);
    return answer.result === 'overtaken'
      ? {
          result: 'overtaken',
          decisions: answer.since.map(toDecision),
          standing,
        }
      : {
          result: answer.result === 'appended' ? 'decided' : 'repeated',
          decisions,
          standing,
        };
  }

  /**
   * Writes down what lapsed: acceptances that the newest analysis outgrew. Every replica may do so at any time, also after one that
   * died half way: a lapse is named by what lapses, so it is written once.
   */
  async lapse(): Promise<number> {
    const { journal, snapshots, feed } = this.options;
    await feed.refresh();
    const { body } = await snapshots.ask(
      { operation: 'listOutgrown', query: {} },
      'everything',
    );
    const due: Outgrown[] = JSON.parse(new TextDecoder().decode(body));
    let written = 0;
    for (const { findingId, of, because, after, sight } of due) {
      const lapse: DecisionBody = { kind: 'lapse', of, because };
      const { result } = await journal.append([
        {
          id: `lapse-${of}`,
          stream: decisionStream(findingId),
          after,
          at: this.now(),
          by: SYSTEM,
          body: toBody(lapse, sight.mark),
        },
      ]);
      // Overtaken: somebody decided meanwhile, and the next look sees whether it still has to lapse.
      if (result === 'appended') written += 1;
    }
    await feed.refresh();
    return written;
  }

  private now(): string {
    return this.clock().toISOString();
  }
}
