/** What one layer of the register says in all: one thing under all of them, things that can stand in, each its own. */
import { count } from '../model/words';
import type { RegisterLayer, RegisterPart, RegisterRow } from './types';

type Verdict = Pick<RegisterRow, 'verdict' | 'words'>;

/** Stated ways of change that do not reach all at once. */
const STEPWISE = new Set([
  'staged',
  'staged-checked',
  'manual',
  'progressive-delivery',
  'canary',
]);

/** @param placed - members whose failure domain is stated */
export function verdictOf(
  layer: RegisterLayer,
  parts: readonly RegisterPart[],
  members: number,
  placed: number,
): Verdict {
  const underAll = parts.filter(part => part.members.length === members);
  const alone = underAll.filter(
    part => part.alone.length === members && !isSoftened(part),
  );
  if (alone.length > 0) {
    return { verdict: 'alone', words: aloneWords(layer, alone) };
  }
  if (layer === 'failure domain' && placed < members) {
    return {
      verdict: 'assumed',
      words: placed === 0 ? 'not stated' : `stated for ${placed} of ${members}`,
    };
  }
  const [widest] = underAll;
  if (widest) return underAllOf(widest, members);
  if (parts.length === 0)
    return { verdict: 'no-data', words: 'nothing stated' };
  const most = Math.max(...parts.map(part => part.members.length));
  if (most > 1)
    return { verdict: 'partly', words: `${most} of ${members} share` };
  const having = new Set(parts.flatMap(part => part.members)).size;
  return {
    verdict: 'apart',
    words:
      having === members ? `${members} apart` : `only ${having} of ${members}`,
  };
}

/** Whether what is stated keeps a change from reaching all at once. */
export function isSoftened({ by, mechanism }: RegisterPart): boolean {
  return (
    by === 'changes' &&
    (mechanism?.words ?? []).some(word => STEPWISE.has(word))
  );
}

function aloneWords(
  layer: RegisterLayer,
  alone: readonly RegisterPart[],
): string {
  if (layer === 'team') return 'one team';
  if (layer === 'clock') return count(alone.length, 'clock');
  if (alone.length === 1) return 'alone';
  return count(alone.length, 'thing', 'things');
}

/** Something is under all of them, but stops none of them alone, or not all. */
function underAllOf(part: RegisterPart, members: number): Verdict {
  if (isSoftened(part)) {
    return {
      verdict: 'alone',
      words: part.mechanism!.words.find(word => STEPWISE.has(word))!,
    };
  }
  if (part.by === 'degrades') return { verdict: 'alone', words: 'degrades' };
  if (part.by === 'changes') {
    const { length } = part.alone;
    return {
      verdict: 'partly',
      words: length > 0 ? `${length} of ${members} at once` : 'not at once',
    };
  }
  if (part.alone.length > 0) {
    return {
      verdict: 'partly',
      words: `stops ${part.alone.length} of ${members}`,
    };
  }
  const { need, of } = part.choice ?? { need: 1, of: 2 };
  return {
    verdict: 'several',
    words: need === 1 && of === 2 ? 'a pair' : `any ${need} of ${of}`,
  };
}
