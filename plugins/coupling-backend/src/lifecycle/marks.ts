import type { Finding } from '@posiwid/coupling-engine';
import type { DatedMark, Mark } from './types';

/** A finding whose size changes more often keeps the newest of its marks, and the first. */
const MAX_MARKS = 50;

/** How bad a finding is. */
export function markOf({ severity, reach, subjects }: Finding): Mark {
  return {
    severity,
    ...(reach && { reach: reach.fails }),
    subjects: [...subjects].sort(),
  };
}

/** The marks of a finding after an analysis that found it; the same list when nothing changed. */
export function marksWith(
  marks: DatedMark[] | undefined,
  finding: Finding,
  at: string,
): DatedMark[] {
  const mark = markOf(finding);
  const last = marks?.[marks.length - 1];
  if (marks && last && isSame(last, mark)) return marks;
  const [first, ...rest] = [...(marks ?? []), { at, ...mark }];
  return [first, ...rest.slice(-(MAX_MARKS - 1))];
}

/** How bad it was at a point in time: by the newest mark up to then; undefined when it was not known then. */
export function markAt(
  marks: readonly DatedMark[] = [],
  at: string,
): DatedMark | undefined {
  for (let i = marks.length - 1; i >= 0; i--) {
    if (marks[i].at <= at) return marks[i];
  }
  return undefined;
}

function isSame(a: Mark, b: Mark): boolean {
  return (
    a.severity === b.severity &&
    a.reach === b.reach &&
    a.subjects.length === b.subjects.length &&
    a.subjects.every((subject, i) => subject === b.subjects[i])
  );
}
