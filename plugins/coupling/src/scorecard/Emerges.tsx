import { styled } from '@mui/material/styles';
import type {
  EmergentProperty,
  ObservationKind,
  Scorecard,
} from '@posiwid/backstage-plugin-coupling-common';
import { EntityLink } from '../components/EntityLink';
import { Section } from '../components/Section';
import { DottedLink, Muted } from '../components/styled';
import { tokensOf } from '../theme/tokens';
import { useCouplingPaths } from '../url/paths';
import { count } from '../words';
import { PropertyTrend } from './PropertyTrend';
import {
  PLATFORM,
  PROPERTY_WORDS,
  propertyText,
  propertyValue,
  type PropertyId,
} from './scorecardWords';

const Five = styled('ul')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    listStyle: 'none',
    margin: '4px 0 0',
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(178px, 1fr))',
    columnGap: 32,
    rowGap: 16,
    fontSize: 12.5,
    '& > li': {
      borderTop: `1px solid ${t.line}`,
      paddingTop: 5,
      minWidth: 0,
      overflowWrap: 'anywhere',
    },
    '& p': { margin: 0 },
    '& .big': { lineHeight: '17px', minHeight: 40 },
    '& .big b': {
      fontSize: 19,
      lineHeight: '23px',
      fontWeight: 600,
      fontVariantNumeric: 'tabular-nums',
      marginRight: 7,
    },
    '& .big span': { fontSize: 12 },
    '& small': { display: 'block', fontSize: 11.5, lineHeight: '16px' },
    '@container (min-width: 1040px)': {
      gridTemplateColumns: 'repeat(5, minmax(0, 1fr))',
    },
  };
});

/** What the number of a property was read from. */
const READ_FROM: Record<PropertyId, ObservationKind[]> = {
  availability: ['incident'],
  'blast-radius': [],
  'change-safety': ['deployment'],
  recovery: ['incident'],
  velocity: ['deployment'],
};

function Value(props: { scorecard: Scorecard; property: EmergentProperty }) {
  const { scorecard, property } = props;
  const { id, value, observations } = property;
  const paths = useCouplingPaths();
  if (value === undefined) {
    return <b>–</b>;
  }
  const [number, unit] = propertyValue(id, value);
  const falls =
    scorecard.kind === 'entity' ? scorecard.ref : property.worst?.entity.ref;
  const of = scorecard.kind === 'platform' ? undefined : scorecard.ref;
  const to =
    id === 'blast-radius'
      ? falls && paths.entityMap(falls)
      : paths.evidence({ kind: READ_FROM[id], entity: of });
  const label =
    id === 'blast-radius'
      ? `${number} entities that fall with it`
      : `${PROPERTY_WORDS[id]} ${number} ${unit}: ${count(
          observations,
          'observation',
        )}`;
  return (
    <b>
      {to ? (
        <DottedLink to={to} aria-label={label} title={label}>
          {number}
        </DottedLink>
      ) : (
        number
      )}
      {unit && ` ${unit}`}
    </b>
  );
}

/** `driven by config-push, 64 of 162 min; then identity`. */
function Drivers(props: { property: EmergentProperty }) {
  const { drivers } = props.property;
  if (drivers.length === 0) {
    return (
      <small>
        <Muted>no driver is known</Muted>
      </small>
    );
  }
  const [first, ...rest] = drivers;
  return (
    <small>
      <Muted>driven by </Muted>
      <EntityLink entityRef={first.entity.ref} title={first.entity.title} />
      <Muted>, {first.detail}</Muted>
      {rest.map(({ entity, detail }, i) => (
        <span key={entity.ref} title={detail}>
          <Muted>{i === 0 ? '; then ' : ', '}</Muted>
          <EntityLink entityRef={entity.ref} title={entity.title} />
        </span>
      ))}
    </small>
  );
}

/** Properties of which the words of the worst have its value in them. */
const SAY_THEIR_VALUE = new Set<PropertyId>(['recovery', 'velocity']);

/** What a roll-up must not average away; the scorecard of it, where it has one. */
function Worst(props: { scorecard: Scorecard; property: EmergentProperty }) {
  const { scorecard, property } = props;
  const { worst, id } = property;
  const paths = useCouplingPaths();
  if (!worst || worst.entity.ref === scorecard.ref) {
    return null;
  }
  const { entity } = worst;
  const to = paths.scorecard(entity.ref);
  const name = entity.title || entity.name;
  return (
    <small>
      <Muted>worst: </Muted>
      {to ? <DottedLink to={to}>{name}</DottedLink> : name}{' '}
      {SAY_THEIR_VALUE.has(id) ? (
        <Muted>{worst.words}</Muted>
      ) : (
        <>
          {propertyText(id, worst.value)}
          <Muted>, {worst.words}</Muted>
        </>
      )}
    </small>
  );
}

function Property(props: { scorecard: Scorecard; property: EmergentProperty }) {
  const { property } = props;
  const { id, value, words } = property;
  return (
    <li>
      <p>{PROPERTY_WORDS[id]}</p>
      <p className="big">
        <Value {...props} />
        <Muted>{value === undefined ? property.noData ?? words : words}</Muted>
      </p>
      <PropertyTrend property={property} />
      {value !== undefined && <Drivers property={property} />}
      <Worst {...props} />
    </li>
  );
}

/** Five properties that no component has: each emerges from couplings, and says which of them drive it. */
export function Emerges(props: { scorecard: Scorecard }) {
  const { scorecard } = props;
  return (
    <Section
      title="What emerges"
      aside={
        scorecard.ref === PLATFORM || scorecard.kind !== 'entity'
          ? '12 months; owned by no component, driven by couplings; the worst is named, not averaged away'
          : '12 months; owned by no component, driven by couplings'
      }
    >
      <Five>
        {scorecard.properties.map(property => (
          <Property
            key={property.id}
            scorecard={scorecard}
            property={property}
          />
        ))}
      </Five>
    </Section>
  );
}
