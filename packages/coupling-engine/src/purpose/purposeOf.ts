/**
 * Holds every claim of the catalog against what was observed and what is declared. Not here: the grammar (claims.ts) and the
 * measures themselves (measures/).
 */
import { clean } from '../findings/words';
import type { EvidenceIndex } from '../evidence';
import type { Model, Problem } from '../model/types';
import type { Policy } from '../policy';
import type { Structure } from '../structure/types';
import type { PurposeClaim } from './claims';
import { parseClaims } from './claims';
import { lockStepsOf } from './coDeployment';
import { Losses } from './losses';
import { MEASURES_BY_ID } from './measures';
import type { Subject } from './subject';
import { subjectsOf } from './subject';
import type { JudgedClaim, Purpose, StatedPurpose } from './types';

/** A sentence names so many things at most; the rest is in the claims. */
const MAX_SAID = 2;

interface Input {
  model: Model;
  structure: Structure;
  policy: Policy;
  evidence: EvidenceIndex;
  /** Time of the analysis; that of the newest observation when left out. */
  at?: string;
  /** Where claims that cannot be read are added. */
  problems: Problem[];
}

export function purposeOf({
  model,
  structure,
  policy,
  evidence,
  at,
  problems,
}: Input): Purpose {
  const { observations } = evidence;
  const last = observations[observations.length - 1]?.at;
  const now = Date.parse(at ?? last ?? '1970-01-01T00:00:00Z');
  const lockSteps = lockStepsOf(model, policy, evidence);
  const losses = new Losses(model);
  const judge = (subject: Subject, claim: PurposeClaim): JudgedClaim => {
    const judged = MEASURES_BY_ID[claim.measure].evaluate({
      claim,
      subject,
      model,
      structure,
      policy,
      evidence,
      lockSteps,
      losses,
      now,
    });
    return { claim: claim.text, measure: claim.measure, ...judged };
  };
  const known = new Set(model.entities.map(({ ref }) => ref));
  const stated = subjectsOf(model).map((subject): StatedPurpose => {
    const claims = readClaims(model, subject, known, problems).map(claim =>
      judge(subject, claim),
    );
    const { ref, kind, at: position } = subject;
    return {
      ref,
      kind,
      at: position,
      ...(subject.stated === undefined ? {} : { stated: subject.stated }),
      does: sentence(clean(nameOf(model, subject)), claims),
      claims,
    };
  });
  return {
    stated,
    lockSteps,
    observations: observations.length,
    ...(last === undefined ? {} : { from: observations[0].at, to: last }),
  };
}

/**
 * Claims of one subject. Those that cannot be read become problems that say where in the text, and so does what a claim
 * names and the catalog does not have.
 */
function readClaims(
  model: Model,
  subject: Subject,
  known: ReadonlySet<string>,
  problems: Problem[],
): PurposeClaim[] {
  if (subject.claims === undefined) return [];
  const namespace = subject.ref.slice(
    subject.ref.indexOf(':') + 1,
    subject.ref.indexOf('/'),
  );
  const { claims, errors } = parseClaims(subject.claims, namespace);
  const { file, line } =
    subject.kind === 'entity'
      ? model.entities[subject.at]
      : { file: undefined, line: undefined };
  const report = (code: Problem['code'], message: string) =>
    problems.push({
      code,
      ref: subject.ref,
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
      key: 'posiwid.dev/claims',
      message,
    });
  for (const { text, line: at, column, message } of errors) {
    report(
      'unreadable-value',
      `Got ${JSON.stringify(text)}; line ${at}, column ${column}: ${message}`,
    );
  }
  for (const { of } of claims) {
    if (of?.includes(':') && !known.has(of)) {
      report('dangling-ref', `posiwid.dev/claims: ${of} is not in the catalog`);
    }
  }
  return claims;
}

function nameOf(model: Model, { kind, at }: Subject): string {
  if (kind === 'entity')
    return model.entities[at].title ?? model.entities[at].name;
  const grouping = kind === 'system' ? model.systems[at] : model.domains[at];
  return grouping.title ?? grouping.ref.slice(grouping.ref.indexOf('/') + 1);
}

/** What the system does, in the sense that its purpose is what it does. */
function sentence(name: string, claims: readonly JudgedClaim[]): string {
  const does = [...new Set(claims.flatMap(({ does: said }) => said ?? []))];
  if (does.length > 0)
    return `${name} ${does.slice(0, MAX_SAID).join(' and ')}.`;
  const kept = claims.filter(({ verdict }) => verdict === 'kept').length;
  return kept > 0
    ? `${name} does what it says in ${kept} of ${claims.length} claims; nothing observed speaks against the rest.`
    : `Nothing observed says what ${name} does.`;
}
