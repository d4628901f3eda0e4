import type { PropsWithChildren } from 'react';
import { Navigate, useLocation, useParams } from 'react-router-dom';

/** Sends the bare address of the plugin on to one of its tabs together with its query. */
export function KeepQuery(props: PropsWithChildren<{ to: string }>) {
  const { search } = useLocation();
  const below = useParams()['*'];
  if (below === '' && search !== '') {
    return <Navigate to={{ pathname: props.to, search }} replace />;
  }
  return <>{props.children}</>;
}
