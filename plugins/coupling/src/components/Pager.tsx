import { styled } from '@mui/material/styles';
import { useRef, type ReactNode } from 'react';
import { tokensOf } from '../theme/tokens';
import { Act } from './styled';

const Line = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'flex',
    justifyContent: 'space-between',
    flexWrap: 'wrap',
    columnGap: 20,
    padding: '7px 0',
    borderTop: `1px solid ${t.line}`,
    color: t.muted,
    fontVariantNumeric: 'tabular-nums',
  };
});

const Group = styled('span')({ display: 'flex', columnGap: 16 });

/** A page as the URL names it. The cursor of the first page is undefined. */
export interface PageAt {
  page: number;
  cursor: string | undefined;
}

/**
 * The foot of a list that is paged by cursor: what part is shown, and steps to the next and the one before. The page
 * before one that was opened through a link is not known; then the step goes to the first.
 */
export function Pager(props: {
  at: PageAt;
  size: number;
  shown: number;
  total: number;
  next: string | undefined;
  onPage: (at: PageAt) => void;
  children?: ReactNode;
}) {
  const { at, size, shown, total, next, onPage, children } = props;
  const visited = useRef(new Map<number, string | undefined>());
  visited.current.set(at.page, at.cursor);
  const from = (at.page - 1) * size + 1;
  const before = at.page - 1;
  return (
    <Line>
      <Group>
        <span>
          {shown === 0
            ? total > 0 && total.toLocaleString('en')
            : `${from.toLocaleString('en')}–${(from + shown - 1).toLocaleString(
                'en',
              )} of ${total.toLocaleString('en')}`}
        </span>
        {at.page > 1 &&
          (visited.current.has(before) ? (
            <Act
              type="button"
              onClick={() =>
                onPage({ page: before, cursor: visited.current.get(before) })
              }
            >
              Previous
            </Act>
          ) : (
            <Act
              type="button"
              onClick={() => onPage({ page: 1, cursor: undefined })}
            >
              First
            </Act>
          ))}
        {next && (
          <Act
            type="button"
            onClick={() => onPage({ page: at.page + 1, cursor: next })}
          >
            Next
          </Act>
        )}
      </Group>
      <Group>{children}</Group>
    </Line>
  );
}
