import { styled } from '@mui/material/styles';
import type {
  Availability,
  AvailabilityInput,
} from '@posiwid/backstage-plugin-coupling-common';
import { Section } from '../components/Section';
import { Muted, Ruled } from '../components/styled';
import { useWidth } from '../map/useWidth';
import { tokensOf } from '../theme/tokens';
import { count } from '../words';
import { EventName } from './EventName';
import { Fold } from './Fold';
import { NinesPicture } from './NinesPicture';
import { NoData } from './NoData';
import { downtime, downtimeRange, range, rounded, scientific } from './numbers';

const WIDTH = 330;

const Facts = styled('dl')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    margin: '2px 0 0',
    fontSize: 12.5,
    '& > div': {
      display: 'grid',
      gridTemplateColumns: '82px minmax(0, 1fr)',
      padding: '4px 0',
      borderTop: `1px solid ${t.line}`,
    },
    '& dt': { color: t.muted },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  };
});

const Table = styled(Ruled)({
  fontSize: 12,
  '& td': { overflowWrap: 'anywhere' },
});

const SOURCE_WORDS: Record<AvailabilityInput['source'], string> = {
  evidence: 'measured',
  claim: 'promised',
  policy: 'default',
};

function methodOf({ method, standardError, events }: Availability): string {
  const of = count(events, 'event');
  switch (method) {
    case 'exact':
      return `exact, decision diagram, ${of}`;
    case 'monte-carlo':
      return `Monte Carlo, standard error ${scientific(standardError)}, ${of}`;
    default:
      return `not computed, ${of}`;
  }
}

function Interval({ of }: { of: NonNullable<AvailabilityInput['interval']> }) {
  return (
    <Muted title="95 % interval" style={{ display: 'block' }}>
      {scientific(of.low)} to {scientific(of.high)}
    </Muted>
  );
}

function Inputs(props: { inputs: readonly AvailabilityInput[] }) {
  return (
    <Table aria-label="What goes into the availability">
      <thead>
        <tr>
          <th scope="col">Event</th>
          <th scope="col" className="n">
            Unavailability
          </th>
          <th scope="col">Source</th>
        </tr>
      </thead>
      <tbody>
        {props.inputs.map((input, i) => (
          <tr key={`${i} ${input.name}`}>
            <td>
              <EventName event={input} />
            </td>
            <td className="n">
              {scientific(input.unavailability)}
              {input.interval && <Interval of={input.interval} />}
            </td>
            <td>
              {SOURCE_WORDS[input.source]} <Muted>{input.detail}</Muted>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Sensitivity(props: { of: Availability }) {
  return (
    <Table aria-label="How much each event matters">
      <thead>
        <tr>
          <th scope="col">Event</th>
          <th scope="col" className="n" title="Fussell-Vesely">
            Share of the joint value
          </th>
          <th scope="col" className="n" title="Birnbaum">
            Birnbaum
          </th>
        </tr>
      </thead>
      <tbody>
        {props.of.sensitivity.map(({ event, birnbaum, fussellVesely }, i) => (
          <tr key={`${i} ${event.name}`}>
            <td>
              <EventName event={event} />
            </td>
            <td className="n">{rounded(fussellVesely * 100)} %</td>
            <td className="n">{scientific(birnbaum)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Sources of the inputs in one line, e.g. `2 promised, 3 default`. */
function sources(inputs: readonly AvailabilityInput[]): string {
  return (['evidence', 'claim', 'policy'] as const)
    .map(source => ({
      source,
      n: inputs.filter(input => input.source === source).length,
    }))
    .filter(({ n }) => n > 0)
    .map(({ source, n }) => `${n} ${SOURCE_WORDS[source]}`)
    .join(', ');
}

/** What multiplying independent members gives against what their graph gives, with every input and its source. */
export function AvailabilityPanel(props: { availability: Availability }) {
  const { availability } = props;
  const { paper, joint, beta, sharedTerm, inputs } = availability;
  const [ref, width] = useWidth<HTMLDivElement>(WIDTH);
  return (
    <Section title="Availability" aside="nines, and minutes a month">
      <div ref={ref}>
        {paper !== undefined && joint ? (
          <NinesPicture paper={paper} joint={joint} beta={beta} width={width} />
        ) : (
          <p style={{ margin: '4px 0 10px' }}>
            <NoData words="no value" />{' '}
            <Muted>{availability.missing ?? 'no inputs are known'}</Muted>
          </p>
        )}
      </div>
      <Facts>
        {joint && (
          <div>
            <dt>Downtime</dt>
            <dd>
              {paper !== undefined && `${downtime(paper)} on paper; `}
              <b>{downtimeRange(joint.low, joint.high)} joint</b>, a month
            </dd>
          </div>
        )}
        {sharedTerm && sharedTerm.events.length > 0 && (
          <div>
            <dt>Shared</dt>
            <dd>
              {scientific(sharedTerm.low)}
              {sharedTerm.high !== sharedTerm.low &&
                ` to ${scientific(sharedTerm.high)}`}{' '}
              from{' '}
              {sharedTerm.events.map((event, i) => (
                <span key={`${i} ${event.name}`}>
                  {i > 0 && ', '}
                  <EventName event={event} />
                </span>
              ))}
            </dd>
          </div>
        )}
        {joint && (
          <div>
            <dt>Range over</dt>
            <dd>β {range(beta.low, beta.high)}, failures in common</dd>
          </div>
        )}
        <div>
          <dt>Inputs</dt>
          <dd>{inputs.length > 0 ? sources(inputs) : 'none'}</dd>
        </div>
        <div>
          <dt>Method</dt>
          <dd>{methodOf(availability)}</dd>
        </div>
      </Facts>
      {inputs.length > 0 && (
        <Fold words={`All ${inputs.length} inputs, with their sources`}>
          <Inputs inputs={inputs} />
        </Fold>
      )}
      {availability.sensitivity.length > 0 && (
        <Fold words="What matters most">
          <Sensitivity of={availability} />
        </Fold>
      )}
    </Section>
  );
}
