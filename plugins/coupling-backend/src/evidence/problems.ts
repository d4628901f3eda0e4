import type { Knex } from 'knex';
import { storableText } from '../store/storableText';
import type { TimedProblem } from './ObservationStore';
import type { ProblemTable } from './tables';

/** Problems remembered of each source and each collector. */
export const REMEMBERED = 20;
const MAX_LENGTH = 300;

/** Remembers the newest problems of one source or collector, and forgets the oldest. */
export async function rememberProblems(
  db: Knex,
  of: string,
  problems: readonly TimedProblem[],
): Promise<void> {
  const newest = problems.slice(-REMEMBERED);
  if (newest.length === 0) {
    return;
  }
  await db<ProblemTable>('evidence_problems').insert(
    newest.map(({ at, message }) => ({
      of,
      at,
      message: storableText(message.slice(0, MAX_LENGTH)),
    })),
  );
  const kept = db<ProblemTable>('evidence_problems')
    .where({ of })
    .orderBy('seq', 'desc')
    .limit(REMEMBERED)
    .select('seq');
  await db<ProblemTable>('evidence_problems')
    .where({ of })
    .whereNotIn('seq', kept)
    .delete();
}

/** The problems of everything, newest first. */
export async function problemsOf(
  db: Knex,
): Promise<(of: string) => TimedProblem[]> {
  const rows = await db<ProblemTable>('evidence_problems')
    .orderBy('seq', 'desc')
    .select('of', 'at', 'message');
  const grouped = new Map<string, TimedProblem[]>();
  for (const { of, at, message } of rows) {
    const list = grouped.get(of) ?? [];
    grouped.set(of, list);
    list.push({ at, message });
  }
  return of => grouped.get(of) ?? [];
}
