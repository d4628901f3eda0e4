import {
  useEffect,
  useLayoutEffect,
  useRef,
  type PropsWithChildren,
} from 'react';
import {
  Navigate,
  useLocation,
  useNavigate,
  useNavigationType,
  useParams,
} from 'react-router-dom';
import { SCOPE } from './scope';

/** The team filter of a query, as it stands there. */
function scopeOf(search: string): [string, string][] {
  return [...new URLSearchParams(search)].filter(([name]) =>
    Object.keys(SCOPE).includes(name),
  );
}

/**
 * Keeps what a reader chose while tabs change: the bare address of the plugin leads to its first tab together with its
 * query, and a step to another tab takes the team filter along. Back leads to what was there, without it.
 */
export function KeepQuery(props: PropsWithChildren<{ to: string }>) {
  const { pathname, search, hash } = useLocation();
  const below = useParams()['*'];
  const step = useNavigationType();
  const navigate = useNavigate();
  const before = useRef({ pathname, search });

  const scope = scopeOf(before.current.search);
  const carry =
    step === 'PUSH' &&
    pathname !== before.current.pathname &&
    scope.length > 0 &&
    scopeOf(search).length === 0;

  useLayoutEffect(() => {
    if (carry) {
      const next = new URLSearchParams(search);
      scope.forEach(([name, value]) => next.append(name, value));
      navigate({ pathname, search: next.toString(), hash }, { replace: true });
    }
  });
  useEffect(() => {
    before.current = { pathname, search };
  }, [pathname, search]);

  if (below === '' && search !== '') {
    return <Navigate to={{ pathname: props.to, search }} replace />;
  }
  return <>{props.children}</>;
}
