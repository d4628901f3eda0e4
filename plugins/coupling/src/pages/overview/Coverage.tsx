import { styled } from '@mui/material/styles';
import type { Omission } from '@posiwid/backstage-plugin-coupling-common';
import { useId, useState } from 'react';
import { EntityLink } from '../../components/EntityLink';
import { Section } from '../../components/Section';
import { DottedButton, DottedLink } from '../../components/styled';
import { tokensOf, useTokens } from '../../theme/tokens';
import { useCouplingPaths } from '../../url/paths';

const Row = styled('div')(({ theme }) => ({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 168px) minmax(60px, 1fr) 84px',
  columnGap: 12,
  alignItems: 'center',
  borderTop: `1px solid ${tokensOf(theme).line}`,
  paddingTop: 4,
  minHeight: 26,
}));

const Explanation = styled('span')(({ theme }) => ({
  gridColumn: '1 / -1',
  fontSize: 12,
  lineHeight: '16px',
  paddingBottom: 4,
  color: tokensOf(theme).muted,
}));

const LeftOut = styled('ul')({
  gridColumn: '1 / -1',
  listStyle: 'none',
  margin: '0 0 6px',
  padding: 0,
  maxHeight: 240,
  overflowY: 'auto',
  columns: '150px auto',
  columnGap: 16,
  fontSize: 12,
  '& li': { padding: '1px 0', breakInside: 'avoid' },
});

const Bar = styled('svg')({ width: '100%', height: 9, display: 'block' });

const Share = styled('span')({
  textAlign: 'right',
  fontVariantNumeric: 'tabular-nums',
});

/** Hatching is "no data": it is never a colour of success or failure. */
function CoverageBar(props: { seen: number; of: number }) {
  const t = useTokens();
  const hatch = useId();
  const share = props.of > 0 ? Math.min(1, props.seen / props.of) : 0;
  return (
    <Bar aria-hidden>
      <defs>
        <pattern
          id={hatch}
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0v5" stroke={t.faint} strokeWidth="1.4" />
        </pattern>
      </defs>
      {share < 1 && (
        <rect
          x={`${share * 100}%`}
          y="0.5"
          width={`${(1 - share) * 100}%`}
          height="8"
          fill={`url(#${hatch})`}
          stroke={t.faint}
        />
      )}
      <rect width={`${share * 100}%`} height="9" fill={t.muted} />
    </Bar>
  );
}

/** What a bar stands for, by what the engine counts as missing. */
const COVERED: Record<string, string> = {
  'entities-without-dependencies': 'Dependencies declared',
  'apis-without-consumers': 'APIs with a consumer',
  'apis-without-providers': 'APIs with a provider',
  'apis-without-definition': 'APIs with a definition',
  'entities-without-system': 'Part of a system',
  'entities-without-owner': 'Owner named',
  'owners-not-defined': 'Owners defined',
  'owners-without-members': 'Owners with members',
  'references-left-out': 'References resolved',
  'observed-unknown': 'Observed and known',
  'observed-couplings-unplaced': 'Observed calls placed',
  'incident-without-start': 'Incidents with a beginning',
};

/** How many are known, opening those that are not; of what was observed, the page of the evidence. */
function Known(props: {
  omission: Omission;
  open: boolean;
  onToggle: () => void;
}) {
  const { missing, of, refs } = props.omission;
  const evidence = useCouplingPaths().evidence({});
  const known = Math.max(0, of - missing);
  const text = `${known.toLocaleString('en')} / ${of.toLocaleString('en')}`;
  const label = `${text}, ${missing.toLocaleString('en')} left out`;
  if (refs === undefined && evidence) {
    return (
      <DottedLink to={evidence} aria-label={label}>
        {text}
      </DottedLink>
    );
  }
  return refs && refs.length > 0 ? (
    <DottedButton
      type="button"
      aria-label={label}
      aria-expanded={props.open}
      onClick={props.onToggle}
    >
      {text}
    </DottedButton>
  ) : (
    <>{text}</>
  );
}

/** A part of the territory that the map misses. */
function CoverageRow(props: { omission: Omission }) {
  const { what, missing, of, text, refs = [] } = props.omission;
  const [open, setOpen] = useState(false);
  const title = Object.hasOwn(COVERED, what) ? COVERED[what] : undefined;
  // A reference left out is named by what holds it, which may hold several: what is named need not be as many as are missing.
  const more = what === 'references-left-out' ? 0 : missing - refs.length;
  return (
    <Row>
      <span>{title ?? text}</span>
      <CoverageBar seen={Math.max(0, of - missing)} of={of} />
      <Share>
        <Known
          omission={props.omission}
          open={open}
          onToggle={() => setOpen(!open)}
        />
      </Share>
      {title && <Explanation>{text}</Explanation>}
      {open && (
        <LeftOut>
          {refs.map(ref => (
            <li key={ref}>
              <EntityLink entityRef={ref} kind />
            </li>
          ))}
          {more > 0 && <li>and {more.toLocaleString('en')} more</li>}
        </LeftOut>
      )}
    </Row>
  );
}

/** What is known of how much: what the map leaves out, in numbers. */
export function Coverage(props: { omissions: readonly Omission[] }) {
  const { omissions } = props;
  if (omissions.length === 0) {
    return null;
  }
  return (
    <Section title="What the map leaves out" aside="seen, of all">
      {omissions.map(omission => (
        <CoverageRow key={omission.what} omission={omission} />
      ))}
    </Section>
  );
}
