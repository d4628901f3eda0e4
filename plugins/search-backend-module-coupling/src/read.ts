/** All that is put into the search, page by page. */
import { setTimeout } from 'node:timers/promises';
import type { CouplingClient } from '@posiwid/backstage-plugin-coupling-common';
import {
  findingDocument,
  interfaceDocument,
  reviewDocument,
  seriesDocument,
  type CouplingDocument,
} from './documents';

const PAGE_SIZE = 500;

/** How long a new portal's first analysis is waited for, and how often it is asked after; milliseconds. */
export interface Patience {
  most: number;
  pause: number;
}
const PATIENCE: Patience = { most: 5 * 60_000, pause: 3_000 };

interface Page<T> {
  items: T[];
  nextCursor?: string;
}

export async function* readFindingsAndInterfaces(
  client: CouplingClient,
  page: string,
  patience = PATIENCE,
): AsyncGenerator<CouplingDocument> {
  await firstAnalysis(client, patience);
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

/** Without it nothing is found in a new portal until the next run. */
async function firstAnalysis(
  client: CouplingClient,
  { most, pause }: Patience,
): Promise<void> {
  for (let waited = 0; waited < most; waited += pause) {
    const { analysis } = await client.getStatus();
    if (analysis) return;
    await setTimeout(pause);
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
