/**
 * Who talks to whom, from the webhook `pull_request_review`: a review is one word from the team of the reviewer to the team of the
 * author. Only teams are kept, never people, and nothing of what was said.
 */
import type { Entity } from '@backstage/catalog-model';
import { NOTHING, type Mapped, type MappingContext } from './mapping';
import { textAt, valueAt, type Payload } from './payload';

const LOGIN = 'github.com/user-login';

/** Throws Unreadable; rejects when the catalog cannot be asked. */
export async function pullRequestReview(
  payload: Payload,
  { lookup }: MappingContext,
): Promise<Mapped> {
  if (valueAt(payload, 'action') !== 'submitted') return NOTHING;
  const people = ['review.user', 'pull_request.user'];
  if (people.some(one => valueAt(payload, `${one}.type`) === 'Bot')) {
    return NOTHING;
  }
  const repository = textAt(payload, 'repository.full_name');
  const [reviewer, author] = people.map(one => textAt(payload, `${one}.login`));
  if (reviewer === author) return NOTHING;
  const from = await teamsOf(reviewer, lookup);
  const to = await teamsOf(author, lookup);
  if (from.length === 0 || to.length === 0) {
    return {
      about: `${repository} reviews`,
      problem: `Some reviews in ${repository} are left out: the author or the reviewer is no user of the catalog in a team, by ${LOGIN} or name`,
    };
  }
  if (from.some(team => to.includes(team))) return NOTHING;
  const name = `${repository} review ${textAt(payload, 'review.id')}`;
  const at = textAt(payload, 'review.submitted_at');
  const pairs = from.flatMap(one => to.map(other => [one, other]));
  return {
    observations: pairs.map(([one, other]) => ({
      id: pairs.length === 1 ? name : `${name} ${one} ${other}`,
      kind: 'communication',
      at,
      from: one,
      to: other,
      windowStart: at,
      windowEnd: at,
      count: 1,
      channel: 'pull request review',
    })),
  };
}

/** Teams of the user who has this login, or is called by it. */
async function teamsOf(
  login: string,
  lookup: MappingContext['lookup'],
): Promise<string[]> {
  const annotated = (await lookup.byAnnotation(LOGIN, login)).filter(
    ({ kind }) => kind.toLowerCase() === 'user',
  );
  const users =
    annotated.length > 0 ? annotated : await lookup.byName('user', login);
  return [...new Set(users.flatMap(groupsOf))].sort();
}

function groupsOf({ relations = [] }: Entity): string[] {
  return relations
    .filter(({ type }) => type === 'memberOf')
    .map(({ targetRef }) => targetRef)
    .filter(ref => ref.startsWith('group:'));
}
