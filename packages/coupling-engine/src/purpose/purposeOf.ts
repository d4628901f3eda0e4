/**
 * Holds every claim of the catalog against what was observed and what is declared. Not here: the grammar (claims.ts), the
 * measures themselves (measures/), and what emerges without any claim (history.ts, emergence/).
 */
import { append } from '../model/collect';
import { observed, type Calls, type EvidenceIndex } from '../evidence';
import type { RedundancyClaim } from '../failure/types';
import { clean } from '../model/words';
import type { Model, Problem } from '../model/types';
import type { Policy } from '../policy/policy';
import type { Structure } from '../structure/types';
import type { PurposeClaim } from './claims';
import { parseClaims } from './claims';
import { lockStepsOf } from './coDeployment';
import { historyOf, type History, type PastCalls } from './history';
import { IncidentCauses } from './incidentCauses';
import { Losses } from './losses';
import { measureById, type Measure } from './measures';
import { modelIndexOf } from './modelIndex';
import { packagesOf } from './packages';
import { clausesOf, sentenceOf } from './sentence';
import type { Subject } from './subject';
import { subjectsOf } from './subject';
import type { JudgedClaim, Purpose, StatedPurpose } from './types';
import { MAX_CITED } from './types';

/** Observations that a claim about calls looks at to cite some. */
const MAX_LOOKED = 1000;

interface Input {
  model: Model;
  structure: Structure;
  policy: Policy;
  evidence: EvidenceIndex;
  /** Audited claims of redundancy. */
  audits?: readonly RedundancyClaim[];
  /** Measures beside the built-in ones. */
  measures?: readonly Measure[];
  /** Time of the analysis; that of the newest observation when left out. */
  at?: string;
  /** Where claims that cannot be read are added. */
  problems: Problem[];
}

export function purposeOf(input: Input): Purpose {
  const { model, structure, policy, evidence, at } = input;
  const { observations } = evidence;
  const last = observations[observations.length - 1]?.at;
  const now = Date.parse(at ?? last ?? '1970-01-01T00:00:00Z');
  const index = modelIndexOf(model);
  const causes = new IncidentCauses(model, structure);
  const history = historyOf(evidence, index, causes, now);
  const audits = input.audits ?? [];
  const packages = packagesOf(model, policy, evidence, now);
  const shared = {
    model,
    structure,
    policy,
    evidence,
    lockSteps: lockStepsOf(model, policy, evidence, packages),
    losses: new Losses(model, index, audits),
    causes,
    index,
    audits,
    calls: callsByCaller(history),
    callsOf: (entities: ReadonlySet<number>) =>
      recentCalls(model, evidence, entities),
    now,
  };
  const measureOf = measureById(input.measures ?? []);
  const judge = (subject: Subject, claim: PurposeClaim): JudgedClaim => {
    const measure = measureOf(claim.measure);
    const named = new Set<number>();
    const name = (entity: number) => {
      named.add(entity);
      return clean(model.entities[entity].name);
    };
    const judged = guarded(measure, input.problems, () =>
      measure.evaluate({ ...shared, claim, subject, name }),
    );
    const open = judged.verdict === 'unproven' || judged.verdict === 'expired';
    return {
      claim: claim.text,
      title: clean(measure.title(claim), 200),
      measure: claim.measure,
      ...judged,
      names: [...named].sort((a, b) => a - b),
      ...(open ? { settledBy: measure.settledBy(claim) } : {}),
    };
  };
  const stated = subjectsOf(model).map((subject): StatedPurpose => {
    const claims = readClaims(input, subject, index.position).map(claim =>
      judge(subject, claim),
    );
    const { ref, kind, at: position } = subject;
    const confirmedAt = confirmedOf(model, evidence, subject, now);
    return {
      ref,
      kind,
      at: position,
      ...(subject.stated === undefined ? {} : { stated: subject.stated }),
      ...(confirmedAt === undefined ? {} : { confirmedAt }),
      does: sentenceOf(
        clean(nameOf(model, subject)),
        clausesOf(claims),
        claims,
      ),
      claims,
    };
  });
  return {
    stated,
    lockSteps: shared.lockSteps,
    packages,
    history,
    observations: observations.length,
    ...(last === undefined ? {} : { from: observations[0].at, to: last }),
  };
}

function callsByCaller({ calls }: History): Map<number, PastCalls[]> {
  const byCaller = new Map<number, PastCalls[]>();
  for (const call of calls) {
    append(byCaller, call.from, call);
  }
  return byCaller;
}

/** The newest few of the first callers: a claim cites no more. */
function recentCalls(
  { entities }: Model,
  { observations, about, span }: EvidenceIndex,
  callers: ReadonlySet<number>,
): Calls[] {
  if (!span.calls) return [];
  const found = new Set<number>();
  let looked = 0;
  for (const caller of callers) {
    if (found.size >= MAX_CITED || looked >= MAX_LOOKED) break;
    const { ref } = entities[caller];
    const positions = Object.hasOwn(about, ref) ? about[ref] : [];
    for (let i = positions.length - 1; i >= 0 && looked < MAX_LOOKED; i--) {
      looked += 1;
      const seen = observations[positions[i]];
      if (seen.kind === 'calls' && seen.from === ref) found.add(positions[i]);
    }
  }
  return [...found]
    .sort((a, b) => a - b)
    .map(position => observations[position] as Calls);
}

/** A measure of somebody's module may throw: the claim is unproven then, and the problem is told once. */
function guarded(
  { id }: Measure,
  problems: Problem[],
  evaluate: () => ReturnType<Measure['evaluate']>,
): ReturnType<Measure['evaluate']> {
  try {
    return evaluate();
  } catch (error) {
    const message = `Measure ${clean(id)} failed: ${clean(
      error instanceof Error ? error.message : String(error),
    )}`;
    if (!problems.some(known => known.message === message)) {
      problems.push({ code: 'rule-failed', key: id, message });
    }
    const why = 'The measure itself failed';
    return {
      verdict: 'unproven',
      words: 'could not be measured',
      working: [why],
      evidence: [],
      observations: 0,
      picture: { kind: 'no-data', why, counts: [] },
    };
  }
}

/**
 * Claims of one subject. Those that cannot be read become problems that say where in the text, and so does what a claim
 * names and the catalog does not have.
 */
function readClaims(
  { model, problems, measures = [] }: Input,
  subject: Subject,
  known: ReadonlyMap<string, number>,
): PurposeClaim[] {
  if (subject.claims === undefined) return [];
  const namespace = subject.ref.slice(
    subject.ref.indexOf(':') + 1,
    subject.ref.indexOf('/'),
  );
  const added = measures.flatMap(({ id, grammar }) =>
    grammar ? [{ id, grammar }] : [],
  );
  const { claims, errors } = parseClaims(subject.claims, namespace, added);
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

/** When one of the stated owners last said that it is theirs. */
function confirmedOf(
  { teams }: Model,
  evidence: EvidenceIndex,
  { ref, owners }: Subject,
  now: number,
): string | undefined {
  const names = new Set(owners.map(owner => teams[owner].ref));
  const said = observed(evidence, 'ownership-confirmed', [ref]).filter(
    ({ entity, by, at }) =>
      entity === ref && names.has(by) && Date.parse(at) <= now,
  );
  return said[said.length - 1]?.at;
}

function nameOf(model: Model, { kind, at }: Subject): string {
  if (kind === 'entity')
    return model.entities[at].title ?? model.entities[at].name;
  const grouping = kind === 'system' ? model.systems[at] : model.domains[at];
  return grouping.title ?? grouping.ref.slice(grouping.ref.indexOf('/') + 1);
}
