import { styled } from '@mui/material/styles';
import type { Move, Severity } from '@posiwid/backstage-plugin-coupling-common';
import { useState } from 'react';
import { FindingLines } from '../../components/FindingLines';
import { LeverageLadder } from '../../components/LeverageLadder';
import { NamedText } from '../../components/NamedText';
import { Num } from '../../components/Num';
import { Section } from '../../components/Section';
import { Muted } from '../../components/styled';
import { TeamLinks } from '../../components/TeamLink';
import { tokensOf } from '../../theme/tokens';
import { SEVERITIES, count } from '../../words';

const Item = styled('div')(({ theme }) => ({
  display: 'grid',
  gridTemplateColumns: '38px minmax(0, 1fr)',
  padding: '7px 0 8px',
  borderTop: `1px solid ${tokensOf(theme).line}`,
  lineHeight: '17px',
}));

const Retires = styled('div')({
  fontSize: 22,
  lineHeight: '22px',
  fontWeight: 600,
});

const Text = styled('div')({ overflowWrap: 'anywhere' });

const Below = styled('div')(({ theme }) => ({
  fontSize: 12,
  marginTop: 2,
  color: tokensOf(theme).muted,
  display: 'flex',
  justifyContent: 'space-between',
  flexWrap: 'wrap',
  columnGap: 16,
  '& > :last-child': { marginLeft: 'auto' },
}));

/** `1 critical, 3 high`. */
function bySeverity(severities: readonly Severity[]): string {
  return SEVERITIES.map(severity => ({
    severity,
    n: severities.filter(each => each === severity).length,
  }))
    .filter(({ n }) => n > 0)
    .map(({ severity, n }) => `${n} ${severity}`)
    .join(', ');
}

function MoveItem(props: { move: Move }) {
  const { move } = props;
  const [open, setOpen] = useState(false);
  const n = move.findings.length;
  return (
    <Item>
      <Retires>
        <Num
          value={n}
          onClick={n > 0 ? () => setOpen(!open) : undefined}
          expanded={open}
          label={`${count(n, 'finding')} that it answers`}
        />
      </Retires>
      <div>
        <Text>
          <NamedText text={move.text} entityRef={move.target} />
        </Text>
        <Below>
          <span>
            {bySeverity(move.severities)}
            {move.severities.length > 0 && ' · '}
            <TeamLinks teams={move.teams} max={2} />
          </span>
          <LeverageLadder leverage={move.leverage} />
        </Below>
        {open && <FindingLines ids={move.findings} />}
      </div>
    </Item>
  );
}

/** Changes that several findings call for, most findings first as REST orders them. */
export function Moves(props: { moves: readonly Move[] }) {
  const several = props.moves.some(move => move.findings.length > 1);
  return (
    <Section
      title={
        several ? 'One change answers several findings' : 'What would help most'
      }
      aside="leverage"
    >
      {props.moves.length === 0 ? (
        <p>
          <Muted>No open finding names a change.</Muted>
        </p>
      ) : (
        props.moves.map(move => (
          <MoveItem
            key={`${move.kind} ${move.target ?? ''} ${move.text}`}
            move={move}
          />
        ))
      )}
    </Section>
  );
}
