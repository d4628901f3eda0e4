/** What something does, as one plain sentence made of what its claims found. */

/** A sentence has so many clauses at most; the rest is in the claims. */
const MAX_CLAUSES = 3;

/** One thing it does, with the position of the claim whose evidence says so. */
export interface Clause {
  text: string;
  claim: number;
}

/** The clauses of the sentence, each said once, in the order of the claims. */
export function clausesOf(claims: readonly { does?: string }[]): Clause[] {
  const said = new Map<string, number>();
  claims.forEach(({ does }, claim) => {
    if (does !== undefined && !said.has(does)) said.set(does, claim);
  });
  return [...said]
    .slice(0, MAX_CLAUSES)
    .map(([text, claim]) => ({ text, claim }));
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
