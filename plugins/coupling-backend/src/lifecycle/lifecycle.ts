import type { Finding } from '@posiwid/coupling-engine';
import { marksWith } from './marks';
import type {
  FindingRecord,
  FindingStatus,
  Observation,
  Retired,
} from './types';

/** More spells than this say only that the finding comes and goes; the oldest are forgotten, the first is kept. */
const MAX_SPELLS = 100;

export interface Advance {
  /** Every record after the observation. */
  records: FindingRecord[];
  /** Those that are not as they were before: what has to be written. */
  changed: FindingRecord[];
}

/**
 * What the history of all findings is after one more analysis.
 *
 * @param previous - records after the analysis before, each id once
 * @param previousAt - time of the analysis before; undefined for the first
 * @param observation - the analysis
 */
export function advance(
  previous: Iterable<FindingRecord>,
  previousAt: string | undefined,
  observation: Observation,
): Advance {
  const found = new Map<string, Finding>();
  for (const finding of observation.findings) {
    found.set(finding.id, finding);
  }

  const records: FindingRecord[] = [];
  const changed: FindingRecord[] = [];
  const keep = (before: FindingRecord | undefined, after: FindingRecord) => {
    records.push(after);
    if (before !== after) {
      changed.push(after);
    }
  };

  for (const record of previous) {
    const finding = found.get(record.id);
    found.delete(record.id);
    if (finding) {
      keep(record, foundAgain(record, finding, observation));
    } else if (isOpen(record)) {
      keep(record, resolve(record, previousAt, observation));
    } else {
      keep(record, judgedAgain(record, observation));
    }
  }
  for (const finding of found.values()) {
    keep(undefined, {
      id: finding.id,
      finding,
      spells: [{ from: observation.at }],
      marks: marksWith(undefined, finding, observation.at),
      ...absentSubjects(finding, observation),
    });
  }
  return { records, changed };
}

/** True while the newest analysis finds it. */
export function isOpen(record: FindingRecord): boolean {
  return record.spells[record.spells.length - 1].to === undefined;
}

/**
 * The status that people see.
 *
 * @param latestAt - time of the newest analysis
 */
export function statusOf(
  record: FindingRecord,
  latestAt: string,
): FindingStatus {
  if (!isOpen(record)) {
    return 'resolved';
  }
  // What the policy retired and raised again did not come back: it was never seen to be gone.
  if (record.spells.slice(0, -1).some(({ retired }) => !retired)) {
    return 'regressed';
  }
  return record.spells[0].from === latestAt ? 'new' : 'open';
}

/** True when the finding was there at a point in time. */
export function wasOpenAt(record: FindingRecord, at: string): boolean {
  return record.spells.some(
    spell => spell.from <= at && (spell.to === undefined || at < spell.to),
  );
}

function foundAgain(
  record: FindingRecord,
  finding: Finding,
  observation: Observation,
): FindingRecord {
  const marks = marksWith(record.marks, finding, observation.at);
  if (isOpen(record)) {
    const after: FindingRecord = {
      id: record.id,
      finding,
      spells: record.spells,
      marks,
      ...absentSubjects(finding, observation),
    };
    return isSame(record, after) ? record : after;
  }
  const [first, ...rest] = record.spells;
  return {
    id: record.id,
    finding,
    spells: [first, ...rest.slice(-(MAX_SPELLS - 2)), { from: observation.at }],
    marks,
    ...absentSubjects(finding, observation),
  };
}

function resolve(
  record: FindingRecord,
  previousAt: string | undefined,
  observation: Observation,
): FindingRecord {
  const last = record.spells[record.spells.length - 1];
  const retired = retiredBy(record, observation);
  return {
    ...record,
    spells: [
      ...record.spells.slice(0, -1),
      { ...last, to: observation.at, ...(retired && { retired }) },
    ],
    lastSeen: previousAt ?? last.from,
    resolvedBecause: retired ? 'policy' : reason(record, observation),
  };
}

/** What the policy before would still have found in this catalog is gone by the policy, and not from the catalog. */
function retiredBy(
  { id, finding }: FindingRecord,
  { policy }: Observation,
): Retired | undefined {
  const before = policy?.before;
  if (!before?.found.has(id)) return undefined;
  const isOfVersion =
    policy?.version !== undefined && policy.version !== before.version;
  return {
    ...(isOfVersion && { version: policy.version }),
    under: before.ruleOf(finding.rule),
  };
}

/**
 * A finding that the policy retired counts as gone for good once an analysis that goes by what it was found by does not find it, or
 * once its subject is gone.
 */
function judgedAgain(
  record: FindingRecord,
  observation: Observation,
): FindingRecord {
  const { retired, ...last } = record.spells[record.spells.length - 1];
  if (!retired) return record;
  const why = reason(record, observation);
  const isSameRule =
    observation.policy?.ruleOf(record.finding.rule) === retired.under;
  return why === 'subject-gone' || isSameRule
    ? {
        ...record,
        spells: [...record.spells.slice(0, -1), last],
        resolvedBecause: why,
      }
    : record;
}

function reason(
  record: FindingRecord,
  observation: Observation,
): 'no-longer-found' | 'subject-gone' {
  const gone = record.finding.subjects.some(
    ref => !record.absent?.includes(ref) && !observation.exists(ref),
  );
  return gone ? 'subject-gone' : 'no-longer-found';
}

function absentSubjects(
  finding: Finding,
  observation: Observation,
): Pick<FindingRecord, 'absent'> {
  const absent = finding.subjects.filter(ref => !observation.exists(ref));
  return absent.length > 0 ? { absent } : {};
}

/** As it would be stored: a property that is undefined is one that is not there. */
function isSame(a: FindingRecord, b: FindingRecord): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
