import { flag, teams } from './params';
import { useUrlState } from './useUrlState';

/** The team filter, the same on every page: `?team=commerce&children=1`. */
export const SCOPE = { team: teams(), children: flag(true) };

/** The teams that the page is narrowed to, and whether their child groups count. */
export interface Scope {
  team: string[];
  children: boolean;
}

/** The team filter of the URL. */
export function useScope(): [Scope, (change: Partial<Scope>) => void] {
  const [scope, setScope] = useUrlState(SCOPE);
  return [scope, setScope];
}

/** The team filter as REST takes it: nothing where nothing is filtered. */
export function scopeQuery(scope: Scope): {
  team?: string[];
  children?: boolean;
} {
  return scope.team.length > 0
    ? { team: scope.team, children: scope.children }
    : {};
}
