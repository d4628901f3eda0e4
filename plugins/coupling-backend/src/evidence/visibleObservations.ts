import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Observation as Shown,
  ObservationPage,
} from '@posiwid/backstage-plugin-coupling-common';
import { refsOf } from '@posiwid/coupling-engine';
import type { CatalogSight, Sight } from './CatalogSight';
import type {
  ObservationQuery,
  ObservationStore,
  StoredObservation,
} from './ObservationStore';

/** Observations looked at for one page; a reader who may see few of them gets a short page, and the cursor of the next. */
const LOOK_AT_MOST = 2_000;
const LOOK_AT_ONCE = 100;

/**
 * A page of what a caller may see. An observation that names anything the catalog has and the caller may not read is passed over
 * and counted; so is one that names only what the catalog does not have, unless the caller may send observations.
 */
export async function visibleObservations(
  query: ObservationQuery,
  caller: { credentials: BackstageCredentials; maySend: boolean },
  from: { store: ObservationStore; sight: CatalogSight },
): Promise<ObservationPage> {
  const page: ObservationPage = { items: [], hidden: 0 };
  let { cursor } = query;
  let looked = 0;
  for (;;) {
    const limit = Math.min(LOOK_AT_ONCE, Math.max(query.limit, 1));
    const { items, cursors, more } = await from.store.list({
      ...query,
      limit,
      cursor,
    });
    const sight = await from.sight.of(
      items.flatMap(({ observation }) => refsOf(observation)),
      caller.credentials,
    );
    for (const [i, item] of items.entries()) {
      cursor = cursors[i];
      const about = [...new Set(refsOf(item.observation))];
      if (isShown(about.map(sight), caller.maySend)) {
        page.items.push(shownOf(item, about, sight));
      } else {
        page.hidden += 1;
      }
      if (page.items.length === query.limit) {
        return more || i + 1 < items.length
          ? { ...page, nextCursor: cursor }
          : page;
      }
    }
    looked += items.length;
    if (!more) return page;
    if (looked >= LOOK_AT_MOST) return { ...page, nextCursor: cursor };
  }
}

function isShown(sights: Sight[], maySend: boolean): boolean {
  return !sights.includes('hidden') && (maySend || sights.includes('visible'));
}

function shownOf(
  { observation, receivedAt }: StoredObservation,
  about: string[],
  sight: (ref: string) => Sight,
): Shown {
  const { source, id, kind, at, ...fields } = observation;
  return {
    source,
    id,
    kind,
    at,
    receivedAt,
    about: about.map(ref => ({ ref, known: sight(ref) !== 'unknown' })),
    fields,
  };
}
