import { styled } from '@mui/material/styles';
import type { Finding, Grade } from '@posiwid/backstage-plugin-coupling-common';
import type { KeyboardEvent } from 'react';
import { GradeLine } from '../../components/GradeLine';
import { SeverityMark } from '../../components/SeverityMark';
import { DottedButton, Muted, Ruled, folded } from '../../components/styled';
import { TeamLinks } from '../../components/TeamLink';
import { standsInBrief } from '../../decision/standsInBrief';
import { SET_ASIDE } from '../../decision/standingWords';
import { tokensOf } from '../../theme/tokens';
import { days, daysBetween } from '../../time';
import { CATEGORY_WORDS, GRADES, STATUS_WORDS } from '../../words';
import type { Sort } from './riskFilters';

const Table = styled(Ruled)(({ theme }) => {
  const t = tokensOf(theme);
  return {
    tableLayout: 'fixed',
    lineHeight: '16px',
    '& thead th': { borderTop: `1px solid ${t.rule}`, paddingTop: 5 },
    '& td': { padding: '6px 12px 7px 0' },
    '& .severity': { width: 94, paddingLeft: 10 },
    '& .evidence': { width: 104 },
    '& .age': { width: 66 },
    '& .below': { display: 'none' },
    '& tbody tr': { cursor: 'pointer' },
    '& tbody tr:hover td': { background: t.raised },
    // Accepted for now: still here, and not the first to be read.
    '& tbody tr[data-aside] .title': { color: t.muted },
    '& tbody tr:focus-visible': {
      outline: `2px solid ${t.accent}`,
      outlineOffset: -2,
    },
    '& tbody tr[aria-current="true"] td': { background: t.selected },
    '& tbody tr[aria-current="true"] td:first-of-type': {
      boxShadow: `inset 2px 0 ${t.accent}`,
    },
    '& tbody tr[aria-current="true"] .title': { fontWeight: 600 },
    '@container (max-width: 620px)': {
      '& td.evidence, & th.evidence, & td.severity, & th.severity': folded,
      '& .below': { display: 'inline' },
    },
  };
});

const Title = styled('div')({ overflowWrap: 'anywhere' });

/** Where it stands, in the colour of text: it is what differs from row to row. */
const Stands = styled('span')(({ theme }) => ({ color: tokensOf(theme).text }));

/** Reaches below the two columns to its right, which have one line only. */
const Second = styled('div')(({ theme }) => ({
  fontSize: 12,
  color: tokensOf(theme).muted,
  overflowWrap: 'anywhere',
  width: 'calc(100% + 160px)',
  '@container (max-width: 620px)': { width: 'calc(100% + 60px)' },
}));

const SortButton = styled(DottedButton)({
  textDecoration: 'none',
  '&:hover': { textDecoration: 'underline' },
});

/** Whether somebody decided that nothing is done about it for now. */
function isSetAside({ standing }: Finding): boolean {
  return standing !== undefined && SET_ASIDE.includes(standing.state);
}

/** The strongest grade among a finding's evidence. */
function gradeOf(finding: Finding): Grade | undefined {
  return GRADES.find(grade =>
    finding.evidence.some(item => item.grade === grade),
  );
}

type SortKey = 'severity' | 'age' | 'title';

/** For each column the order that puts most first, the other one, and which of them a first click asks for. */
const ORDERS: Record<
  SortKey,
  { descending: Sort; ascending: Sort; first: 'descending' | 'ascending' }
> = {
  severity: {
    descending: 'severity',
    ascending: '-severity',
    first: 'descending',
  },
  age: { descending: '-age', ascending: 'age', first: 'descending' },
  title: { descending: '-title', ascending: 'title', first: 'ascending' },
};

const ARROWS = { descending: ' ↓', ascending: ' ↑' } as const;

/** A column's head that sorts by it, and turns the order round when it already does. */
function SortHead(props: {
  by: SortKey;
  title: string;
  sort: Sort;
  onSort: (sort: Sort) => void;
  className?: string;
}) {
  const { by, title, sort, onSort, className } = props;
  const orders = ORDERS[by];
  const now = (['descending', 'ascending'] as const).find(
    each => orders[each] === sort,
  );
  const next = now === orders.first ? opposite(orders.first) : orders.first;
  return (
    <th className={className} aria-sort={now} scope="col">
      <SortButton type="button" onClick={() => onSort(orders[next])}>
        {title}
        {now && ARROWS[now]}
      </SortButton>
    </th>
  );
}

function opposite(order: 'descending' | 'ascending') {
  return order === 'descending' ? 'ascending' : 'descending';
}

/** Moves the focus to another row by arrows, Home and End. */
function moveRow(event: KeyboardEvent<HTMLElement>) {
  const row = event.currentTarget;
  const rows = [...(row.parentElement?.children ?? [])] as HTMLElement[];
  const at = rows.indexOf(row);
  const target = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: rows.length - 1,
  }[event.key];
  if (target !== undefined) {
    event.preventDefault();
    rows[target]?.focus();
  }
}

/** Findings in two-line rows. Arrows move between rows, Enter opens one. */
export function RisksTable(props: {
  findings: readonly Finding[];
  open: string | undefined;
  onOpen: (id: string) => void;
  sort: Sort;
  onSort: (sort: Sort) => void;
}) {
  const { findings, open, onOpen, sort, onSort } = props;
  const now = new Date();
  const reachable = findings.some(({ id }) => id === open)
    ? open
    : findings[0]?.id;
  return (
    <Table>
      <thead>
        <tr>
          <SortHead
            className="severity"
            by="severity"
            title="Severity"
            sort={sort}
            onSort={onSort}
          />
          <SortHead by="title" title="Finding" sort={sort} onSort={onSort} />
          <th className="evidence" scope="col">
            Evidence
          </th>
          <SortHead
            className="n age"
            by="age"
            title="Open for"
            sort={sort}
            onSort={onSort}
          />
        </tr>
      </thead>
      <tbody>
        {findings.map(finding => {
          const grade = gradeOf(finding);
          const until = finding.resolvedAt ?? now;
          const stands = standsInBrief(finding.standing);
          return (
            <tr
              key={finding.id}
              tabIndex={finding.id === reachable ? 0 : -1}
              aria-current={finding.id === open || undefined}
              data-aside={isSetAside(finding) || undefined}
              onClick={event => {
                // A link or button inside the row goes its own way.
                if (!(event.target as HTMLElement).closest('a, button')) {
                  onOpen(finding.id);
                }
              }}
              onKeyDown={event => {
                if (event.target !== event.currentTarget) {
                  return;
                }
                if (event.key === 'Enter' || event.key === ' ') {
                  event.preventDefault();
                  onOpen(finding.id);
                } else {
                  moveRow(event);
                }
              }}
            >
              <td className="severity">
                <SeverityMark severity={finding.severity} />
              </td>
              <td>
                <Title className="title">{finding.title}</Title>
                <Second>
                  <span className="below">
                    <SeverityMark severity={finding.severity} />
                    {grade && (
                      <>
                        {' · '}
                        <GradeLine grade={grade} />
                      </>
                    )}
                    {' · '}
                  </span>
                  {CATEGORY_WORDS[finding.category]} ·{' '}
                  {STATUS_WORDS[finding.status]} ·{' '}
                  {stands && (
                    <>
                      <Stands>{stands}</Stands> ·{' '}
                    </>
                  )}
                  <TeamLinks teams={finding.teams} max={2} />
                </Second>
              </td>
              <td className="evidence">
                {grade ? <GradeLine grade={grade} /> : <Muted>none</Muted>}
              </td>
              <td className="n age">
                {days(daysBetween(finding.firstSeen, until))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
