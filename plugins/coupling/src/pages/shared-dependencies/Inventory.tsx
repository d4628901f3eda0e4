import { styled } from '@mui/material/styles';
import type { SharedDependency } from '@posiwid/backstage-plugin-coupling-common';
import { Fragment } from 'react';
import { EntityLink } from '../../components/EntityLink';
import { FindingLines } from '../../components/FindingLines';
import { GradeLine } from '../../components/GradeLine';
import { Num } from '../../components/Num';
import { ReachBar } from '../../components/ReachBar';
import { SeverityMark } from '../../components/SeverityMark';
import { Muted, Ruled, folded } from '../../components/styled';
import { NoData } from '../../independence/NoData';
import { day } from '../../time';
import { TeamLinks } from '../../components/TeamLink';
import { tokensOf, useTokens } from '../../theme/tokens';
import { useCouplingPaths } from '../../url/paths';
import { count } from '../../words';

const Table = styled(Ruled)(({ theme }) => {
  const t = tokensOf(theme);
  return {
    tableLayout: 'fixed',
    fontSize: 12.5,
    '& thead th': { borderTop: `1px solid ${t.rule}` },
    '& .thing': { width: '17%' },
    '& .layer': { width: '9%' },
    '& .owner': { width: '13%' },
    '& .bar': { width: '13%' },
    '& .few': { width: 58 },
    '& .defeats': { width: 72 },
    '& .note': { width: 'auto' },
    '& .grade': { width: 176 },
    '& td': { overflowWrap: 'anywhere' },
    '& td:first-of-type, & th:first-of-type': { paddingLeft: 6 },
    '& tr.on td': { background: t.selected },
    '& tr.on td:first-of-type': { boxShadow: `inset 3px 0 ${t.accent}` },
    '& tr.part td': {
      borderTopColor: t.faint,
      color: t.muted,
      fontSize: 11.5,
      padding: '3px 0 2px',
    },
    '& tr.more td': { borderTop: 0, background: t.selected },
    '& .below': { display: 'none' },
    '@container (max-width: 1000px)': {
      '& td.grade, & th.grade, & td.layer, & th.layer': folded,
      '& .thing': { width: '24%' },
      '& .below': { display: 'block', fontSize: 12, color: t.muted },
    },
    '@container (max-width: 760px)': {
      '& td.note, & th.note, & td.owner, & th.owner': folded,
      '& .thing': { width: 'auto' },
      '& .bar': { width: '25%' },
      '& .few': { width: 52 },
      '& .defeats': { width: 62 },
    },
  };
});

const Key = styled('svg')({
  width: 9,
  height: 8,
  margin: '0 4px 0 6px',
  verticalAlign: 0,
});

const Detail = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))',
  columnGap: 28,
  rowGap: 10,
  padding: '2px 0 8px 20px',
  '& h3': { font: 'inherit', fontWeight: 600, margin: '0 0 2px' },
});

function KeyMark(props: { fill?: string; stroke?: string }) {
  return (
    <Key viewBox="0 0 9 8" aria-hidden>
      <rect
        x="0.5"
        y="0.5"
        width="8"
        height="7"
        fill={props.fill ?? 'none'}
        stroke={props.stroke ?? 'none'}
      />
    </Key>
  );
}

/** What is behind the numbers of one row. */
function RowDetail(props: { shared: SharedDependency }) {
  const { shared } = props;
  const map = useCouplingPaths();
  return (
    <Detail>
      <div>
        <h3>Shared by {count(shared.teams, 'team')}</h3>
        <TeamLinks teams={shared.teamRefs} max={50} />
        {shared.teams > shared.teamRefs.length && (
          <Muted> and {shared.teams - shared.teamRefs.length} more</Muted>
        )}
      </div>
      <div>
        <h3>Who needs it</h3>
        <Num
          value={shared.dependents}
          to={map.entityMap(shared.entity.ref)}
          label={`${shared.dependents} entities need it directly`}
        />{' '}
        directly, in {count(shared.systems, 'system')}
      </div>
      <div>
        <h3>Pace, load control</h3>
        {shared.control ?? <NoData />}
      </div>
      <div>
        <h3>Evidence</h3>
        <Evidence shared={shared} />
      </div>
      <div>
        <h3>Mechanisms stated</h3>
        {shared.mechanisms.length > 0 ? (
          shared.mechanisms.join(', ')
        ) : (
          <Muted>none stated</Muted>
        )}
      </div>
      <div>
        <h3>Break glass</h3>
        {shared.breakGlass ?? <Muted>none stated</Muted>}
      </div>
      {shared.note && (
        <div>
          <h3>What couples</h3>
          {shared.note}
        </div>
      )}
      {shared.findings.length > 0 && (
        <div>
          <h3>Findings</h3>
          <FindingLines ids={shared.findings} />
        </div>
      )}
    </Detail>
  );
}

/** How well it is known; where it was drilled, when and how that went. */
function Evidence(props: { shared: SharedDependency }) {
  const { grade, drilled } = props.shared;
  return (
    <>
      <GradeLine grade={drilled && !drilled.expired ? 'tested' : grade} />
      {drilled && (
        <>
          {' '}
          <Muted style={{ fontSize: 11.5 }}>
            {day(drilled.at)}
            {drilled.outcome !== 'passed' && `, ${drilled.outcome}`}
          </Muted>
          {drilled.expired && (
            <>
              {' '}
              <NoData words="expired" />
            </>
          )}
        </>
      )}
    </>
  );
}

function Defeats(props: { shared: SharedDependency; onShow: () => void }) {
  const { shared, onShow } = props;
  const { defeats, ofClaims } = shared;
  if (ofClaims === 0) {
    return <Muted title="No claim of redundancy is stated">–</Muted>;
  }
  return (
    <>
      {defeats.length > 0 ? (
        <b>
          <Num
            value={defeats.length}
            onClick={onShow}
            label={`${shared.entity.name} alone defeats ${
              defeats.length
            } of ${count(ofClaims, 'claim')} of redundancy`}
          />
        </b>
      ) : (
        0
      )}
      <Muted> of {ofClaims.toLocaleString('en')}</Muted>
    </>
  );
}

function Row(props: {
  shared: SharedDependency;
  open: boolean;
  chosen: boolean;
  onToggle: () => void;
  onShow: () => void;
}) {
  const { shared, open, chosen, onToggle, onShow } = props;
  const { entity, by, fails, degrades } = shared;
  const map = useCouplingPaths().entityMap(entity.ref);
  const name = entity.title || entity.name;
  return (
    <>
      <tr className={open || chosen ? 'on' : undefined}>
        <td>
          <EntityLink entityRef={entity.ref} title={entity.title} kind />
          {shared.severity && (
            <>
              {' '}
              <SeverityMark severity={shared.severity} wordless />
            </>
          )}
          <div className="below">
            {shared.layer} · <TeamLinks teams={entity.teams} max={1} />
          </div>
        </td>
        <td className="layer">{shared.layer}</td>
        <td className="owner">
          <TeamLinks teams={entity.teams} max={1} />
        </td>
        <td className="bar">
          <ReachBar
            fails={fails}
            degrades={degrades}
            of={shared.ofEntities}
            by={by}
          />
        </td>
        <td className="n">
          <Num
            value={fails}
            to={map}
            label={
              by === 'change'
                ? `${fails} entities take changes of ${name}`
                : `${fails} entities fail with ${name}`
            }
          />
        </td>
        <td className="n m">
          {by === 'failure' && <Num value={degrades} to={map} />}
        </td>
        <td className="n">
          <Num
            value={shared.teams}
            onClick={onToggle}
            expanded={open}
            label={`${shared.teams} teams share ${name}`}
          />
        </td>
        <td className="n">
          <Defeats shared={shared} onShow={onShow} />
        </td>
        <td className="note">{shared.control ?? <NoData />}</td>
        <td className="grade">
          <Evidence shared={shared} />
        </td>
      </tr>
      {open && (
        <tr className="more">
          <td colSpan={10}>
            <RowDetail shared={shared} />
          </td>
        </tr>
      )}
    </>
  );
}

/** The living inventory: what falls at run time first, then what couples by change; a row opens to what is behind it. */
export function Inventory(props: {
  items: readonly SharedDependency[];
  open: string | undefined;
  onOpen: (ref: string | undefined) => void;
  /** The one whose claims are shown below. */
  chosen: string | undefined;
  onShowClaims: (ref: string) => void;
}) {
  const { items, open, onOpen, chosen, onShowClaims } = props;
  const t = useTokens();
  const of = items[0]?.ofEntities ?? 0;
  const parts = [
    { by: 'failure', items: items.filter(({ by }) => by === 'failure') },
    { by: 'change', items: items.filter(({ by }) => by === 'change') },
  ];
  return (
    <Table aria-label="Shared things">
      <thead>
        <tr>
          <th className="thing">Shared thing</th>
          <th className="layer">Layer</th>
          <th className="owner">Owner</th>
          <th className="bar">
            of {of.toLocaleString('en')}:
            <KeyMark fill={t.fails} />
            fail
            <KeyMark fill={t.degrades} />
            degrade
          </th>
          <th className="n few">fail</th>
          <th className="n few">degrade</th>
          <th className="n few">teams</th>
          <th className="n defeats">defeats</th>
          <th className="note">Pace, load control</th>
          <th className="grade">Evidence</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(part => (
          <Fragment key={part.by}>
            {part.by === 'change' && part.items.length > 0 && (
              <tr className="part">
                <td colSpan={10}>
                  By change rather than at run time
                  <KeyMark stroke={t.fails} />
                  change together
                </td>
              </tr>
            )}
            {part.items.map(shared => (
              <Row
                key={shared.entity.ref}
                shared={shared}
                open={open === shared.entity.ref}
                chosen={chosen === shared.entity.ref}
                onShow={() => onShowClaims(shared.entity.ref)}
                onToggle={() =>
                  onOpen(
                    open === shared.entity.ref ? undefined : shared.entity.ref,
                  )
                }
              />
            ))}
          </Fragment>
        ))}
      </tbody>
    </Table>
  );
}
