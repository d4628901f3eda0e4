/** Putting a finding on the agenda of the next meeting of a series from outside of its packet, and taking it off again. */
import type {
  AgendaEdit,
  CouplingClient,
  Review,
} from '@posiwid/backstage-plugin-coupling-common';
import { newId } from '../decision/useDecide';

/** How often it is tried when others change the agenda at the same time. */
const ATTEMPTS = 5;

/** The agenda that was changed, and the way back. */
export interface PutOn {
  review: Review;
  /** Whether somebody had taken it off by hand before. */
  wasRemoved: boolean;
}

/** Calls the next review when nobody has yet. Rejects when it is under way already. */
export async function putOnAgenda(
  client: CouplingClient,
  seriesId: string,
  findingId: string,
): Promise<PutOn> {
  const called = await client.callReview(seriesId);
  let wasRemoved = false;
  const review = await edit(client, called, before => {
    if (isOn(before, findingId)) return undefined;
    const { added = [], removed = [], ...rest } = before.edit ?? {};
    wasRemoved = removed.includes(findingId);
    return {
      ...rest,
      added: [...without(added, findingId), findingId],
      removed: without(removed, findingId),
    };
  });
  return { review, wasRemoved };
}

/** Leaves everything else that was changed by hand as it is. */
export function takeBack(
  client: CouplingClient,
  { review, wasRemoved }: PutOn,
  findingId: string,
): Promise<Review> {
  return edit(client, review, ({ edit: now = {} }) => {
    const removed = without(now.removed ?? [], findingId);
    return {
      ...now,
      added: without(now.added ?? [], findingId),
      removed: wasRemoved ? [...removed, findingId] : removed,
    };
  });
}

export function isOn(review: Review, findingId: string): boolean {
  return review.items.some(({ item }) => item.key === findingId);
}

/** @param change - undefined when nothing is to change */
async function edit(
  client: CouplingClient,
  start: Review,
  change: (review: Review) => AgendaEdit | undefined,
): Promise<Review> {
  let review = start;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (review.state !== 'called') {
      throw new Error('The review has begun: its agenda no longer changes');
    }
    const wanted = change(review);
    if (!wanted) return review;
    const answer = await client.addReviewEvent(review.id, {
      id: newId(),
      after: review.position,
      body: { kind: 'edited', edit: wanted },
    });
    if (!answer.overtaken) return answer.body;
    review = answer.body.review;
  }
  throw new Error('Others are changing the agenda; try again');
}

function without(ids: readonly string[], id: string): string[] {
  return ids.filter(each => each !== id);
}
