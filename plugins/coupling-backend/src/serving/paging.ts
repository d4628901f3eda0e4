import { InputError } from '@backstage/errors';

const DEFAULT_LIMIT = 25;

export interface Page<T> {
  items: T[];
  total: number;
  nextCursor?: string;
}

/**
 * One page of a list that is in memory. The cursor is the position of the next item: lists change only with the snapshot, some
 * times an hour at most, and then a reader on page two may see an item twice, or miss one that moved to page one.
 */
export function pageOf<T>(
  list: T[],
  query: { limit?: number; cursor?: string },
): Page<T> {
  const start = query.cursor === undefined ? 0 : decodeCursor(query.cursor);
  const end = start + (query.limit ?? DEFAULT_LIMIT);
  return {
    items: list.slice(start, end),
    total: list.length,
    ...(end < list.length && { nextCursor: encodeCursor(end) }),
  };
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
