import { styled } from '@mui/material/styles';
import type {
  Overview,
  SharedDependency,
} from '@posiwid/backstage-plugin-coupling-common';
import { EntityLink } from '../../components/EntityLink';
import { Num } from '../../components/Num';
import { ReachBar } from '../../components/ReachBar';
import { Section } from '../../components/Section';
import { SeverityMark } from '../../components/SeverityMark';
import {
  DottedLink,
  Muted,
  Ruled,
  Unseen,
  folded,
} from '../../components/styled';
import { TeamLinks } from '../../components/TeamLink';
import { tokensOf } from '../../theme/tokens';
import { useSearchParams } from 'react-router-dom';
import { useCouplingPaths } from '../../url/paths';
import { count } from '../../words';

const Table = styled(Ruled)(({ theme }) => ({
  tableLayout: 'fixed',
  '& td': { lineHeight: '16px', padding: '4px 12px 4px 0' },
  '& td.n, & th.n': { width: 60, paddingRight: 0 },
  '& td.rank, & th.rank': {
    width: 24,
    color: tokensOf(theme).muted,
    fontVariantNumeric: 'tabular-nums',
  },
  '& .bar': { width: '27%', paddingRight: 0 },
  '& .part td': {
    borderTopColor: tokensOf(theme).faint,
    fontSize: 11.5,
    color: tokensOf(theme).muted,
  },
  '& .below': { display: 'none' },
  '@container (max-width: 620px)': {
    '& td.bar, & th.bar': folded,
    '& .below': { display: 'block', margin: '3px 0 0 21px' },
  },
}));

const Axis = styled('span')({
  display: 'flex',
  justifyContent: 'space-between',
});

const Note = styled('div')(({ theme }) => ({
  fontSize: 12,
  paddingLeft: 21,
  color: tokensOf(theme).muted,
  overflowWrap: 'anywhere',
  '& svg': { marginRight: 6 },
}));

const Owner = styled('span')({ marginLeft: 8, fontSize: 12 });

function Row(props: { shared: SharedDependency; rank?: number }) {
  const { shared, rank } = props;
  const paths = useCouplingPaths();
  const [search] = useSearchParams();
  const { entity, fails, degrades, findings, note, severity } = shared;
  const map = paths.entityMap(entity.ref);
  const inventory = paths.page(
    'shared-dependencies',
    new URLSearchParams({ open: entity.ref }),
  );
  const open = new URLSearchParams(search);
  open.set('finding', findings[0] ?? '');
  const name = entity.title || entity.name;
  const bar = (
    <ReachBar
      fails={fails}
      degrades={degrades}
      of={shared.ofEntities}
      by={shared.by}
    />
  );
  return (
    <tr>
      <td className="rank">{rank}</td>
      <td>
        <EntityLink entityRef={entity.ref} title={entity.title} kind />
        <Owner>
          <TeamLinks teams={entity.teams} max={2} />
        </Owner>
        <div className="below">{bar}</div>
        {note && (
          <Note>
            {severity && <SeverityMark severity={severity} wordless />}
            {findings.length > 0 ? (
              <DottedLink to={`?${open}`}>{note}</DottedLink>
            ) : (
              note
            )}
          </Note>
        )}
      </td>
      <td className="bar">{bar}</td>
      <td className="n">
        <Num
          value={fails}
          to={map}
          label={
            shared.by === 'change'
              ? `${fails} entities take changes of ${name}`
              : `${fails} entities fail with ${name}`
          }
        />
      </td>
      <td className="n m">
        {shared.by === 'failure' && <Num value={degrades} to={map} />}
      </td>
      <td className="n">
        <Num
          value={shared.teams}
          to={inventory}
          label={`${shared.teams} teams share ${name}`}
        />
      </td>
    </tr>
  );
}

/** The things that most rests on, those that fell at run time first, then those that couple by change. */
export function WidestReach(props: { overview: Overview }) {
  const { sharedDependencies, changeDependencies, entities } = props.overview;
  const of = sharedDependencies[0]?.ofEntities ?? entities;
  const all = useCouplingPaths().page('shared-dependencies');
  return (
    <Section
      title="Shared dependencies, widest reach first"
      aside={`if it stops, of ${count(of, 'entity', 'entities')}`}
    >
      {sharedDependencies.length + changeDependencies.length === 0 ? (
        <p>
          <Muted>No entity is needed by two teams.</Muted>
        </p>
      ) : (
        <Table>
          <thead>
            <tr>
              <th className="rank">
                <Unseen>Rank</Unseen>
              </th>
              <th>
                <Unseen>Shared thing</Unseen>
              </th>
              <th className="bar">
                <Axis>
                  <span>0</span>
                  <span>{of.toLocaleString('en')}</span>
                </Axis>
              </th>
              <th className="n">fail</th>
              <th className="n">degrade</th>
              <th className="n">teams</th>
            </tr>
          </thead>
          <tbody>
            {sharedDependencies.map((shared, i) => (
              <Row key={shared.entity.ref} shared={shared} rank={i + 1} />
            ))}
            {changeDependencies.length > 0 && (
              <tr className="part">
                <td className="rank" />
                <td colSpan={5}>By change rather than at run time</td>
              </tr>
            )}
            {changeDependencies.map(shared => (
              <Row key={shared.entity.ref} shared={shared} />
            ))}
          </tbody>
        </Table>
      )}
      {all && sharedDependencies.length > 0 && (
        <p>
          <DottedLink to={all}>The whole inventory</DottedLink>
        </p>
      )}
    </Section>
  );
}
