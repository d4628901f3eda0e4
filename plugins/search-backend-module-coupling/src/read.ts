/** All that is put into the search, page by page. */
import type { CouplingClient } from '@posiwid/backstage-plugin-coupling-common';
import {
  findingDocument,
  interfaceDocument,
  reviewDocument,
  seriesDocument,
  type CouplingDocument,
} from './documents';

const PAGE_SIZE = 500;

interface Page<T> {
  items: T[];
  nextCursor?: string;
}

export async function* readFindingsAndInterfaces(
  client: CouplingClient,
  page: string,
): AsyncGenerator<CouplingDocument> {
  for await (const finding of all(query => client.listFindings(query))) {
    yield findingDocument(finding, page);
  }
  for await (const one of all(query => client.listInterfaces(query))) {
    yield interfaceDocument(one, page);
  }
}

export async function* readReviews(
  client: CouplingClient,
  page: string,
): AsyncGenerator<CouplingDocument> {
  const { items } = await client.listSeries();
  for (const series of items) {
    yield seriesDocument(series, page);
    for (const review of await client.listReviews(series.id)) {
      yield reviewDocument(series, review, page);
    }
  }
}

async function* all<T>(
  ask: (query: { limit: number; cursor?: string }) => Promise<Page<T>>,
): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page: Page<T> = await ask({
      limit: PAGE_SIZE,
      ...(cursor !== undefined && { cursor }),
    });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}
