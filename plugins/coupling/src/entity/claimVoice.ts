import type { ClaimSummary } from '@posiwid/backstage-plugin-coupling-common';

/** What a claim has several of, as its own members call it. */
export function claimThings({ kind }: ClaimSummary): string {
  switch (kind) {
    case 'spread-over':
      return 'places';
    case 'alternatives':
      return 'alternatives';
    default:
      return 'copies';
  }
}

/** Title of the section about what they share. */
export function sharedTitle(claim: ClaimSummary): string {
  return claim.kind === 'redundancy-group'
    ? `What the copies of ${claim.name} share`
    : `What my ${claimThings(claim)} share`;
}

/** `any one is enough`, `2 of 3 are needed`. */
export function enoughWords({ need, members }: ClaimSummary): string {
  return need === 1
    ? 'any one is enough'
    : `${need} of ${members.length} are needed`;
}
