import { styled } from '@mui/material/styles';
import type { Grade, Step } from '@posiwid/backstage-plugin-coupling-common';
import { useTokens } from '../theme/tokens';
import { EntityLink } from './EntityLink';
import { GradeLine } from './GradeLine';
import { Muted } from './styled';
import { TeamLinks } from './TeamLink';

const Steps = styled('ol')({ listStyle: 'none', margin: 0, padding: 0 });

const Hop = styled('div')({
  display: 'flex',
  justifyContent: 'space-between',
  alignItems: 'baseline',
  columnGap: 16,
  '& > :last-child': { textAlign: 'right' },
});

const Edge = styled('div')({
  display: 'grid',
  gridTemplateColumns: '14px 1fr auto',
  columnGap: 8,
  minHeight: 22,
  alignItems: 'center',
});

const Wire = styled('svg')({ width: 14, height: '100%', minHeight: 22 });

/** Dash pattern of an edge by grade; the word stands beside it. */
const DASHES: Record<Grade, string | undefined> = {
  tested: undefined,
  observed: undefined,
  declared: '5 3.5',
  inferred: '0 4',
};

/** One coupling of the path, drawn in the line style of its grade. */
function Link(props: { grade: Grade }) {
  const t = useTokens();
  const common = {
    stroke: t.muted,
    strokeWidth: 1.5,
    strokeDasharray: DASHES[props.grade],
    strokeLinecap:
      props.grade === 'inferred' ? ('round' as const) : ('butt' as const),
  };
  return (
    <Wire viewBox="0 0 14 22" preserveAspectRatio="none" aria-hidden>
      {props.grade === 'tested' ? (
        <path d="M5.5 0V22M8.5 0V22" {...common} strokeWidth={1.2} />
      ) : (
        <path d="M7 0V22" {...common} />
      )}
    </Wire>
  );
}

/**
 * Why: a path of entities that a person can follow, with their teams on the right; between two, what couples them and
 * how well that is known.
 */
export function Chain(props: { steps: readonly Step[] }) {
  const { steps } = props;
  return (
    <Steps>
      {steps.map((step, i) => (
        <li key={`${i} ${step.ref}`}>
          <Hop>
            <span>
              <EntityLink entityRef={step.ref} kind />
            </span>
            <span>
              <TeamLinks teams={step.teams} max={2} />
            </span>
          </Hop>
          {i < steps.length - 1 && (
            <Edge>
              <Link grade={step.grade ?? 'inferred'} />
              <Muted>{step.coupling ?? 'needs'}</Muted>
              {step.grade ? <GradeLine grade={step.grade} /> : <span />}
            </Edge>
          )}
        </li>
      ))}
    </Steps>
  );
}
