import { styled } from '@mui/material/styles';
import type { Interface } from '@posiwid/backstage-plugin-coupling-common';
import { Fragment } from 'react';
import { EntityLink } from '../../components/EntityLink';
import { FindingLines } from '../../components/FindingLines';
import { GradeLine } from '../../components/GradeLine';
import { Num } from '../../components/Num';
import { SeverityMark } from '../../components/SeverityMark';
import { Muted, Ruled, folded } from '../../components/styled';
import { TeamLinks } from '../../components/TeamLink';
import { tokensOf } from '../../theme/tokens';
import { count } from '../../words';

const Table = styled(Ruled)(({ theme }) => {
  const t = tokensOf(theme);
  return {
    tableLayout: 'fixed',
    fontSize: 12.5,
    '& thead th': { borderTop: `1px solid ${t.rule}` },
    '& td': { overflowWrap: 'anywhere' },
    '& td:first-of-type, & th:first-of-type': { paddingLeft: 6 },
    '& .thing': { width: '24%' },
    '& .owner': { width: '17%' },
    '& .few': { width: 82 },
    '& .finding': { width: 112 },
    '& tr.on td': { background: t.selected },
    '& tr.on td:first-of-type': { boxShadow: `inset 3px 0 ${t.accent}` },
    '& tr.more td': { borderTop: 0, background: t.selected },
    '& .below': { display: 'none' },
    '@container (max-width: 900px)': {
      '& td.owner, & th.owner, & td.using, & th.using': folded,
      '& td.through, & th.through': folded,
      '& .thing': { width: '44%' },
      '& .below': { display: 'block', fontSize: 12, color: t.muted },
    },
  };
});

const Consumers = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: '0 0 8px 20px',
  columnWidth: 420,
  columnGap: 28,
  '& li': {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: 12,
    padding: '2px 0',
    breakInside: 'avoid',
  },
});

const OutsideLink = styled('a')(({ theme }) => ({
  color: tokensOf(theme).accent,
  textDecoration: 'none',
  '&:hover': { textDecoration: 'underline' },
}));

const Indented = styled('div')({ padding: '0 0 8px 20px' });

function isUnknown(row: Interface, ref: string): boolean {
  return row.unknownConsumers?.includes(ref) ?? false;
}

/** An address without its scheme, in the parts between which a line may end. */
function addressParts(address: string): string[] {
  return address.replace(/^https?:\/\//i, '').split(/(?<=\/)/);
}

/** What the provider says about its contract; unknown is said, not guessed. */
function Contract(props: { row: Interface }) {
  const { contract, contractText } = props.row;
  if (contract === 'stated') {
    return contractText && /^https?:\/\//i.test(contractText) ? (
      <OutsideLink href={contractText} target="_blank" rel="noreferrer">
        {addressParts(contractText).map((part, i) => (
          <Fragment key={i}>
            {i > 0 && <wbr />}
            {part}
          </Fragment>
        ))}
      </OutsideLink>
    ) : (
      <>{contractText || 'stated'}</>
    );
  }
  return (
    <Muted>{contract === 'none' ? 'none, as stated' : 'not stated'}</Muted>
  );
}

function Row(props: { row: Interface; open: boolean; onToggle: () => void }) {
  const { row, open, onToggle } = props;
  const { provider, consumers, consumerTeams, findings, severity } = row;
  const name = provider.title || provider.name;
  const toggle = (
    <Num
      value={consumers.length}
      onClick={onToggle}
      expanded={open}
      label={`${count(consumers.length, 'consumer')} of ${name}`}
    />
  );
  return (
    <>
      <tr className={open ? 'on' : undefined}>
        <td>
          <EntityLink entityRef={provider.ref} title={provider.title} kind />
          <div className="below">
            <TeamLinks teams={provider.teams} max={2} /> for{' '}
            <TeamLinks teams={consumerTeams} max={3} />
            {!row.viaApi && ', no API'}
          </div>
        </td>
        <td className="owner">
          <TeamLinks teams={provider.teams} max={2} />
        </td>
        <td className="using">
          <TeamLinks teams={consumerTeams} max={3} />
        </td>
        <td>
          <Contract row={row} />
        </td>
        <td className="through">
          {row.viaApi ? 'API' : <Muted>no API</Muted>}
        </td>
        <td className="n">{toggle}</td>
        <td>
          {findings.length > 0 ? (
            <>
              {severity && <SeverityMark severity={severity} />}{' '}
              <Num
                value={findings.length}
                onClick={onToggle}
                expanded={open}
                label={`${count(findings.length, 'finding')} about ${name}`}
              />
            </>
          ) : (
            <Muted>none</Muted>
          )}
        </td>
      </tr>
      {open && (
        <tr className="more">
          <td colSpan={7}>
            <Consumers aria-label={`Consumers of ${name}`}>
              {consumers.map(consumer => (
                <li key={consumer.entity.ref}>
                  <span>
                    <EntityLink
                      entityRef={consumer.entity.ref}
                      title={consumer.entity.title}
                      kind
                    />
                  </span>
                  <TeamLinks teams={consumer.entity.teams} max={2} />
                  <Muted>{consumer.strength}</Muted>
                  <GradeLine grade={consumer.grade} />
                  {isUnknown(row, consumer.entity.ref) && (
                    <Muted>not named by the provider</Muted>
                  )}
                </li>
              ))}
            </Consumers>
            {findings.length > 0 && (
              <Indented>
                <FindingLines ids={findings} />
              </Indented>
            )}
          </td>
        </tr>
      )}
    </>
  );
}

/** Interfaces between teams; a row opens to who consumes it and what was found about it. */
export function InterfacesTable(props: {
  items: readonly Interface[];
  open: string | undefined;
  onOpen: (ref: string | undefined) => void;
}) {
  const { items, open, onOpen } = props;
  return (
    <Table>
      <thead>
        <tr>
          <th className="thing">Interface</th>
          <th className="owner">Offered by</th>
          <th className="using">Needed by</th>
          <th>Contract</th>
          <th className="few through">Through</th>
          <th className="n few">Consumers</th>
          <th className="finding">Findings</th>
        </tr>
      </thead>
      <tbody>
        {items.map(row => (
          <Row
            key={row.provider.ref}
            row={row}
            open={open === row.provider.ref}
            onToggle={() =>
              onOpen(open === row.provider.ref ? undefined : row.provider.ref)
            }
          />
        ))}
      </tbody>
    </Table>
  );
}
