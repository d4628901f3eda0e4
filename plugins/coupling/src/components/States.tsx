import { styled } from '@mui/material/styles';
import type { UseQueryResult } from '@tanstack/react-query';
import type { PropsWithChildren, ReactNode } from 'react';
import { messageOf, statusCodeOf } from '../api/errors';
import { tokensOf } from '../theme/tokens';
import { PageSkeleton } from './Skeletons';
import { Act } from './styled';

const Frame = styled('div')({ maxWidth: 620, padding: '12px 0 20px' });

const Title = styled('h3')({
  font: 'inherit',
  fontSize: 17,
  lineHeight: '24px',
  fontWeight: 600,
  margin: '0 0 6px',
});

const Body = styled('div')(({ theme }) => ({
  color: tokensOf(theme).muted,
  '& p': { margin: '0 0 8px' },
}));

/** Nothing to show, why that is, and what to do next. */
export function EmptyState(
  props: PropsWithChildren<{ title: string; action?: ReactNode }>,
) {
  return (
    <Frame>
      <Title>{props.title}</Title>
      <Body>{props.children}</Body>
      {props.action}
    </Frame>
  );
}

/** A read that failed, with what was said and a way to try again. */
export function ErrorState(props: { error: unknown; onRetry?: () => void }) {
  return (
    <Frame role="alert">
      <Title>This could not be read</Title>
      <Body>
        <p>{messageOf(props.error)}</p>
      </Body>
      {props.onRetry && (
        <Act type="button" onClick={props.onRetry}>
          Try again
        </Act>
      )}
    </Frame>
  );
}

/** The reader lacks the permission; says which one. */
export function Forbidden() {
  return (
    <Frame role="alert">
      <Title>You may not read couplings in this portal</Title>
      <Body>
        <p>
          It takes the permission <code>coupling.finding.read</code>. Whoever
          runs the portal can grant it in its permission policy.
        </p>
      </Body>
    </Frame>
  );
}

/**
 * Shows a query's answer, or the state it is in. An answer that is there stays on screen while a newer one is fetched.
 */
export function QueryState<T>(props: {
  query: UseQueryResult<T>;
  /** In place of a page's skeleton. */
  skeleton?: ReactNode;
  /** In place of the error, for a thing that does not exist. */
  notFound?: ReactNode;
  children: (data: T) => ReactNode;
}) {
  const { query, skeleton, notFound, children } = props;
  if (query.data !== undefined && !query.isError) {
    return <>{children(query.data)}</>;
  }
  if (!query.isError) {
    return <>{skeleton ?? <PageSkeleton />}</>;
  }
  const code = statusCodeOf(query.error);
  if (code === 401 || code === 403) {
    return <Forbidden />;
  }
  if (code === 404 && notFound) {
    return <>{notFound}</>;
  }
  return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
}
