import { InputError } from '@backstage/errors';

const DEFAULT_LIMIT = 25;

export interface PageQuery {
  limit?: number;
  cursor?: string;
}

export interface Page<T> {
  items: T[];
  total: number;
  nextCursor?: string;
}

/**
 * One page of a list that is in memory. The cursor is the position of the next item: lists change only with the snapshot, some
 * times an hour at most, and then a reader on page two may see an item twice, or miss one that moved to page one.
 */
export function pageOf<T>(list: T[], query: PageQuery): Page<T> {
  const { offset, limit } = rangeOf(query);
  return withCursor(
    { items: list.slice(offset, offset + limit), total: list.length },
    offset,
  );
}

/** Where a page begins, and how long it is. Throws an InputError for a cursor that was not given out. */
export function rangeOf(query: PageQuery): { offset: number; limit: number } {
  return {
    offset: query.cursor === undefined ? 0 : decodeCursor(query.cursor),
    limit: query.limit ?? DEFAULT_LIMIT,
  };
}

/** A page that began at `offset`, with the cursor of the next when there is more. */
export function withCursor<P extends { items: unknown[]; total: number }>(
  page: P,
  offset: number,
): P & { nextCursor?: string } {
  const end = offset + page.items.length;
  return page.items.length > 0 && end < page.total
    ? { ...page, nextCursor: encodeCursor(end) }
    : page;
}

function encodeCursor(position: number): string {
  return Buffer.from(String(position)).toString('base64url');
}

function decodeCursor(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (!/^\d{1,9}$/.test(text)) {
    throw new InputError('cursor is not one that this list has given out');
  }
  return Number(text);
}
