import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { Param } from './params';

type Params = Record<string, Param<any>>;

/** The values that a set of parameters reads. */
export type UrlState<P extends Params> = {
  [K in keyof P]: P[K] extends Param<infer T> ? T : never;
};

/** Reads every parameter from a query. */
export function readUrl<P extends Params>(
  params: P,
  search: URLSearchParams,
): UrlState<P> {
  return Object.fromEntries(
    Object.entries(params).map(([name, param]) => [
      name,
      param.read(search.getAll(name)),
    ]),
  ) as UrlState<P>;
}

/** The query with some parameters changed; those of others are kept. */
export function writeUrl<P extends Params>(
  params: P,
  search: URLSearchParams,
  change: Partial<UrlState<P>>,
): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    next.delete(name);
    for (const raw of params[name].write(value)) {
      next.append(name, raw);
    }
  }
  return next;
}

/**
 * Page state that lives in the URL and nowhere else, so that a link shows what its sender saw and Back undoes a filter.
 *
 * @param params - must be the same object on every render: declare it outside the component.
 * @returns the values, and a function that changes some of them; with `replace`, without a step in the history.
 */
export function useUrlState<P extends Params>(
  params: P,
): [
  UrlState<P>,
  (change: Partial<UrlState<P>>, options?: { replace?: boolean }) => void,
] {
  const [search, setSearch] = useSearchParams();
  const state = useMemo(() => readUrl(params, search), [params, search]);
  const update = useCallback(
    (change: Partial<UrlState<P>>, options?: { replace?: boolean }) =>
      setSearch(before => writeUrl(params, before, change), {
        replace: options?.replace,
        preventScrollReset: true,
      }),
    [params, setSearch],
  );
  return [state, update];
}
