import { styled } from '@mui/material/styles';
import type { EntitySummary } from '@posiwid/backstage-plugin-coupling-common';
import { useState } from 'react';
import {
  Act,
  EntityLink,
  Muted,
  QueryState,
  RowsSkeleton,
  Section,
} from '../../components';
import { ReachTables } from '../../components/ReachTables';
import { useBlastRadius } from '../queries';

/** Names shown at first; a blast radius can hold thousands. */
const PAGE = 120;

const Names = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  columns: '220px',
  columnGap: 24,
  fontSize: 12.5,
  lineHeight: '20px',
  '& li': { breakInside: 'avoid', overflowWrap: 'anywhere' },
});

function Entities(props: { entities: readonly EntitySummary[] }) {
  const { entities } = props;
  const [shown, setShown] = useState(PAGE);
  return (
    <>
      <Names>
        {entities.slice(0, shown).map(({ ref, title }) => (
          <li key={ref}>
            <EntityLink entityRef={ref} title={title} kind />
          </li>
        ))}
      </Names>
      {entities.length > shown && (
        <Act type="button" onClick={() => setShown(shown + 5 * PAGE)}>
          {entities.length - shown} more
        </Act>
      )}
    </>
  );
}

/** Every entity that fails, or degrades, with one: also those that the picture has no room for. */
export function ReachList(props: {
  entityRef: string;
  state: 'fails' | 'degrades';
  onClose: () => void;
}) {
  const { entityRef, state, onClose } = props;
  const query = useBlastRadius(entityRef);
  return (
    <Section
      title={
        state === 'fails' ? 'Everything that fails' : 'Everything that degrades'
      }
      aside={
        <Act type="button" onClick={onClose}>
          Close
        </Act>
      }
    >
      <QueryState
        query={query}
        skeleton={<RowsSkeleton rows={6} height={16} />}
      >
        {radius => (
          <>
            <Entities entities={radius[state]} />
            <ReachTables radius={radius} columns />
            {radius[state].length === 0 && (
              <Muted>Nothing that was analysed.</Muted>
            )}
          </>
        )}
      </QueryState>
    </Section>
  );
}
