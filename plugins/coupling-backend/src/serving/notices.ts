/** Notices as they are asked for from a snapshot. */
import type { NoticeMark, NoticeRun, Told } from '../governance/notices/types';
import type { ServedSnapshot } from './ServedSnapshot';

/** Each with what its team is called. */
export interface NoticeAnswer extends NoticeRun {
  notices: (NoticeRun['notices'][number] & { title: string })[];
}

/** Up to where a snapshot can tell: never back before what was told, whichever replica and clock told it. */
export function untilOf(
  { record, newestDecision }: ServedSnapshot,
  { everybody }: Told,
  at: string,
): NoticeMark {
  return {
    at: later(at, everybody.at),
    analysedAt: later(record?.at ?? '', everybody.analysedAt),
    sequence: Math.max(newestDecision, everybody.sequence),
  };
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}
