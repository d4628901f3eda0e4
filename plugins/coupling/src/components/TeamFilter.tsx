import Popover from '@mui/material/Popover';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useTeams } from '../api/queries';
import { useScope } from '../url/scope';
import { RowsSkeleton } from './Skeletons';
import { QueryState } from './States';
import { Act, DottedButton } from './styled';
import { useTeamTitles } from './TeamLink';
import { TeamTree } from './TeamTree';

const Panel = styled('div')(({ theme }) => ({
  width: 300,
  padding: 14,
  fontFamily: theme.typography.fontFamily,
  fontSize: 12.5,
}));

const Chosen = styled('span')(({ theme }) => ({
  color: theme.palette.text.primary,
}));

/** The team filter of a page as one word of its head; opens the tree of teams. State is in the URL. */
export function TeamFilter() {
  const [scope, setScope] = useScope();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const teams = useTeams();
  const titleOf = useTeamTitles();
  const chosen =
    scope.team.length === 0
      ? 'All'
      : scope.team.slice(0, 2).map(titleOf).join(', ') +
        (scope.team.length > 2 ? ` +${scope.team.length - 2}` : '');
  return (
    <span>
      Team{' '}
      <Chosen>
        <DottedButton
          type="button"
          aria-haspopup="dialog"
          aria-expanded={anchor !== null}
          aria-label={`Team: ${chosen}`}
          onClick={event => setAnchor(event.currentTarget)}
        >
          {chosen}
        </DottedButton>
      </Chosen>{' '}
      ▾
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{
          paper: { role: 'dialog', 'aria-label': 'Filter by team' } as object,
        }}
      >
        <Panel>
          <QueryState query={teams} skeleton={<RowsSkeleton height={16} />}>
            {items => (
              <TeamTree teams={items} scope={scope} onChange={setScope} />
            )}
          </QueryState>
          {scope.team.length > 0 && (
            <Act type="button" onClick={() => setScope({ team: [] })}>
              All teams
            </Act>
          )}
        </Panel>
      </Popover>
    </span>
  );
}
