/**
 * A promise with everything behind its verdict, as one reader may see it. Where its working names something that the reader may
 * not see, the verdict stays and the working goes: no name leaves by a sentence.
 */
import { append } from '../../model/collect';
import { findingId } from '../../findings/identity';
import type { Finding, Intervention } from '../../findings/types';
import { clean, count } from '../../model/words';
import type { Picture } from '../../purpose/pictures';
import type { Indicted, JudgedClaim, StatedPurpose } from '../../purpose/types';
import { movesOf } from '../moves';
import type { PromiseView } from './types';
import { mayRead, titleOf } from './rows';
import type { Move } from '../types';
import type { Viewer } from '../viewer';

const HIDDEN = 'something you may not see';
const MAX_OTHERS = 20;
const MAX_TEXT = 400;

/** A promise, and whose. */
export interface Promised {
  stated: StatedPurpose;
  claim: JudgedClaim;
}

export class Promises<F extends Finding> {
  private readonly moves = new Map<string, Move>();
  private readonly byId: Map<string, F>;
  private readonly bySubject = new Map<string, F[]>();

  constructor(private readonly viewer: Viewer<F>) {
    const { findings } = viewer;
    this.byId = new Map(findings.map(finding => [finding.id, finding]));
    for (const finding of findings) {
      if (finding.rule !== 'purpose-unproven') continue;
      for (const subject of finding.subjects) {
        append(this.bySubject, subject, finding);
      }
    }
  }

  /** @param ref - of the scorecard that it is shown on */
  view({ stated, claim }: Promised, ref: string): PromiseView {
    const readable = mayRead(this.viewer, claim);
    const evidence = claim.evidence.filter(({ about }) =>
      about.every(named => this.viewer.visible(named)),
    );
    const findings = this.findingsOf(stated, claim);
    const move = this.moveOf(stated, claim, findings);
    const { verdict, words, grade, newest } = claim;
    return {
      claim: clean(claim.claim, MAX_TEXT),
      title: clean(claim.title, MAX_TEXT),
      measure: claim.measure,
      ...(stated.ref === ref
        ? {}
        : {
            of: { ref: stated.ref, title: titleOf(this.viewer, stated) },
          }),
      verdict,
      words,
      ...(grade === undefined ? {} : { grade }),
      ...(newest === undefined ? {} : { newest }),
      working: readable
        ? claim.working
        : ['It comes down to something that you may not see'],
      evidence: evidence.map(({ source, id }) => ({ source, id })),
      observations: claim.observations,
      picture: this.picture(claim.picture),
      ...(readable && claim.indicts
        ? { indicts: this.indicts(claim.indicts) }
        : {}),
      ...(move ? { move } : {}),
      findings: findings.map(({ id }) => id),
    };
  }

  private picture(picture: Picture<number>): Picture {
    if (picture.kind !== 'pair') return picture;
    const name = (entity: number) =>
      this.viewer.canSee(entity)
        ? clean(this.viewer.analysis.model.entities[entity].name)
        : HIDDEN;
    return { ...picture, one: name(picture.one), other: name(picture.other) };
  }

  private indicts({ way, by, others }: Indicted): PromiseView['indicts'] {
    const seen = others.filter(entity => this.viewer.canSee(entity));
    return {
      way: way.map(entity => this.viewer.summary(entity)),
      by,
      others: seen
        .slice(0, MAX_OTHERS)
        .map(entity => this.viewer.summary(entity)),
      words: wordsOf(by, way.length, others.length),
    };
  }

  /** The finding that this promise is one of, when the reader may see it. */
  private findingsOf(stated: StatedPurpose, claim: JudgedClaim): F[] {
    if (claim.verdict === 'kept') return [];
    if (claim.verdict !== 'contradicted') {
      return this.bySubject.get(stated.ref) ?? [];
    }
    const cause = [stated.ref, `claim ${claim.claim}`];
    const own = this.byId.get(findingId('purpose-contradicted', cause));
    if (own) return [own];
    // Told by the place that is lost, see foldPromises.
    const culprit = claim.indicts?.way[claim.indicts.way.length - 1];
    if (culprit === undefined || !this.viewer.canSee(culprit)) return [];
    const ref = this.viewer.lens.ref(culprit);
    return this.viewer
      .findingsAbout(ref)
      .filter(
        ({ rule, related, subjects }) =>
          rule === 'same-domain' &&
          [...related, ...subjects].includes(stated.ref),
      );
  }

  /** What would mend it: the move of its finding, with all that it retires. Or what would settle it. */
  private moveOf(
    stated: StatedPurpose,
    claim: JudgedClaim,
    findings: readonly F[],
  ): Move | undefined {
    if (claim.verdict === 'kept') return undefined;
    if (claim.verdict === 'contradicted') {
      const way = claim.indicts?.way ?? [];
      const culprit = way.map(at => this.viewer.lens.ref(at)).pop();
      const calledFor = findings
        .flatMap(finding => finding.interventions)
        .filter(
          ({ target }) => target === undefined || this.viewer.visible(target),
        );
      const wanted =
        calledFor.find(({ target }) => target === culprit) ?? calledFor[0];
      return wanted && this.whole(wanted);
    }
    if (!claim.settledBy) return undefined;
    return {
      kind: claim.settledBy.kind,
      leverage: 'information-flow',
      text: clean(claim.settledBy.text, MAX_TEXT),
      target: stated.ref,
      findings: findings.map(({ id }) => id),
      severities: findings.map(({ severity }) => severity),
      teams: [],
    };
  }

  /** A move with all the findings that call for it. */
  private whole(wanted: Intervention): Move | undefined {
    const key = keyOf(wanted);
    let move = this.moves.get(key);
    if (!move) {
      const calling = this.viewer.findings.filter(({ interventions }) =>
        interventions.some(intervention => keyOf(intervention) === key),
      );
      move = movesOf(this.viewer, calling).find(one => keyOf(one) === key);
      if (move) this.moves.set(key, move);
    }
    return move;
  }
}

/** Same kind and target, or same words of one without a target: same move. */
function keyOf({ kind, target, text }: Pick<Move, 'kind' | 'target' | 'text'>) {
  return JSON.stringify([kind, target ?? text]);
}

function wordsOf(by: Indicted['by'], hops: number, others: number): string {
  switch (by) {
    case 'change':
      return `${count(others, 'other ships', 'others ship')} with it`;
    case 'delivery':
      return 'its changes go through it';
    case 'retries':
      return `${count(hops - 1, 'hop')} down the worst way`;
    default: {
      const where = hops > 1 ? `${count(hops - 1, 'hop')} down` : 'part of it';
      return others === 0
        ? where
        : `${where}; ${count(others, 'other falls', 'others fall')} with it`;
    }
  }
}
