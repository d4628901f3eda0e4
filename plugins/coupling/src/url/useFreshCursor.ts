import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { statusCodeOf } from '../api/errors';

/**
 * A link may hold a place in a list that the backend no longer knows, because the list has changed since. Then the list
 * begins at its first page instead of failing.
 */
export function useFreshCursor(
  query: UseQueryResult<unknown>,
  cursor: string | undefined,
  toFirstPage: () => void,
) {
  const unknown =
    cursor !== undefined && query.isError && statusCodeOf(query.error) === 400;
  useEffect(() => {
    if (unknown) {
      toFirstPage();
    }
    // Only the refusal of a cursor is a reason.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [unknown, cursor]);
}
