/** What something does, as one plain sentence made of what its claims found. */
import type { Indicted } from './types';

/** A sentence has so many clauses at most; the rest is in the claims. */
const MAX_CLAUSES = 3;

/** One thing it does, with the position of the claim whose evidence says so. */
export interface Clause {
  text: string;
  claim: number;
}

/** What a claim has to say of it. */
export interface Telling {
  does?: string;
  observations: number;
  indicts?: Indicted;
}

/**
 * The clauses of the sentence: what was observed before what is only declared, then in the order of the claims. What comes down
 * to one thing in one way is said once.
 */
export function clausesOf(claims: readonly Telling[]): Clause[] {
  const said = new Set<string>();
  return claims
    .map((telling, claim) => ({ telling, claim }))
    .sort(
      (a, b) =>
        Number(b.telling.observations > 0) - Number(a.telling.observations > 0),
    )
    .flatMap(({ telling: { does, indicts }, claim }) => {
      if (does === undefined) return [];
      const key = indicts
        ? `${indicts.by} ${indicts.way[indicts.way.length - 1]}`
        : does;
      if (said.has(key) || said.has(does)) return [];
      said.add(key).add(does);
      return [{ text: does, claim }];
    })
    .slice(0, MAX_CLAUSES);
}

/** `Stops whenever config-push stops, discourages change on Fridays.` */
export function sentenceOf(
  name: string,
  clauses: readonly Clause[],
  claims: readonly { verdict: string }[],
): string {
  if (clauses.length > 0) {
    const text = clauses.map(clause => clause.text).join(', ');
    return `${text[0].toUpperCase()}${text.slice(1)}.`;
  }
  const kept = claims.filter(({ verdict }) => verdict === 'kept').length;
  if (kept === 0) return `Nothing observed says what ${name} does.`;
  return kept === claims.length
    ? 'Does what it says.'
    : `Does what it says in ${kept} of ${claims.length} claims; nothing observed speaks against the rest.`;
}
