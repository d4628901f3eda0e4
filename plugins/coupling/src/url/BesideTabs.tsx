import type { PropsWithChildren, ReactNode } from 'react';
import { useParams } from 'react-router-dom';

/** The tabs of the plugin's page; below one path, in their place, a page that has no tab of its own. */
export function BesideTabs(
  props: PropsWithChildren<{ path: string; beside: ReactNode }>,
) {
  const { path, beside, children } = props;
  const below = useParams()['*'] ?? '';
  return <>{below.split('/')[0] === path ? beside : children}</>;
}
