import { styled } from '@mui/material/styles';
import type { KeyboardEvent } from 'react';
import { useMemo, useRef } from 'react';
import type { TeamSummary } from '@posiwid/backstage-plugin-coupling-common';
import { tokensOf } from '../theme/tokens';
import type { Scope } from '../url/scope';
import { count } from '../words';
import { Check } from './Check';
import { Num } from './Num';
import { isChosen, teamTree, toggleTeam } from './teamRows';

const Row = styled('div')(({ theme }) => ({
  display: 'flex',
  alignItems: 'baseline',
  columnGap: 8,
  padding: '2px 0',
  lineHeight: '16px',
  '&[data-off]': { color: tokensOf(theme).muted },
}));

const Box = styled('div')({ maxHeight: 360, overflowY: 'auto' });

/** Moves the focus between the check boxes of a list with the arrow keys, Home and End. */
function moveFocus(event: KeyboardEvent<HTMLElement>, box: HTMLElement | null) {
  const inputs = [...(box?.querySelectorAll('input') ?? [])];
  const at = inputs.indexOf(event.target as HTMLInputElement);
  const target = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: inputs.length - 1,
  }[event.key];
  if (at >= 0 && target !== undefined) {
    event.preventDefault();
    inputs[target]?.focus();
  }
}

/**
 * Every team as a tree of check boxes, child groups below their parent. With `counts`, the number beside a team is what
 * the page would show of it; else its open findings.
 */
export function TeamTree(props: {
  teams: readonly TeamSummary[];
  scope: Scope;
  onChange: (change: Partial<Scope>) => void;
  counts?: ReadonlyMap<string, number>;
}) {
  const { teams, scope, onChange, counts } = props;
  const nodes = useMemo(() => teamTree(teams), [teams]);
  const box = useRef<HTMLDivElement>(null);
  return (
    <>
      <Box
        ref={box}
        role="group"
        aria-label="Teams"
        onKeyDown={event => moveFocus(event, box.current)}
      >
        {nodes.map(({ team, depth }) => {
          const n = counts ? counts.get(team.ref) ?? 0 : team.open;
          return (
            <Row
              key={team.ref}
              data-off={n === 0 || undefined}
              style={{ paddingLeft: Math.min(depth, 6) * 18 }}
            >
              <Check
                checked={isChosen(nodes, scope.team, scope.children, team.ref)}
                onChange={() =>
                  onChange({
                    team: toggleTeam(
                      nodes,
                      scope.team,
                      scope.children,
                      team.ref,
                    ),
                  })
                }
              >
                <span title={team.ref}>{team.title}</span>
              </Check>
              <Num
                value={n}
                onClick={
                  n > 0 ? () => onChange({ team: [team.ref] }) : undefined
                }
                label={`Only ${team.title}: ${count(n, 'finding')}`}
              />
            </Row>
          );
        })}
      </Box>
      <Row style={{ marginTop: 4 }}>
        <Check
          checked={scope.children}
          onChange={() => onChange({ children: !scope.children })}
        >
          with child teams
        </Check>
      </Row>
    </>
  );
}
