import { styled } from '@mui/material/styles';
import type {
  Category,
  Overview,
  Severity,
} from '@posiwid/backstage-plugin-coupling-common';
import { useSearchParams } from 'react-router-dom';
import { Num } from '../../components/Num';
import { Section } from '../../components/Section';
import { SeverityMark } from '../../components/SeverityMark';
import { DottedLink, Ruled, Unseen } from '../../components/styled';
import { tokensOf } from '../../theme/tokens';
import { days, daysBetween } from '../../time';
import { useCouplingPaths, type RisksLink } from '../../url/paths';
import { useScope } from '../../url/scope';
import { CATEGORY_WORDS, SEVERITIES } from '../../words';
import { Sparkline, type SparkPoint } from './Sparkline';

const Key = styled('span')({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 14,
  '& svg': { marginRight: 5 },
});

const Table = styled(Ruled)(({ theme }) => ({
  '& td': {
    verticalAlign: 'middle',
    height: 25,
    paddingTop: 2,
    paddingBottom: 2,
  },
  '& .category': { whiteSpace: 'nowrap' },
  '& .open': { width: 56 },
  '& td.open': { fontWeight: 600, fontSize: 14 },
  '& .spark': { width: 150 },
  '& .delta': { width: 52, color: tokensOf(theme).muted },
  '& tr.all td': { borderTopColor: tokensOf(theme).faint, fontWeight: 600 },
  '& tr.all td.delta': { fontWeight: 400 },
  '@container (max-width: 620px)': { '& .spark': { display: 'none' } },
}));

const Marks = styled('span')({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 1,
});

const MarkLink = styled(DottedLink)({
  padding: '3px 3px',
  lineHeight: '12px',
  textDecoration: 'none',
  '&:hover': { textDecoration: 'none', transform: 'scale(1.35)' },
});

function pointsOf(trend: Overview['trend'], category?: Category): SparkPoint[] {
  return trend.map(point => ({
    at: new Date(point.at).getTime(),
    value: category ? point.byCategory[category] ?? 0 : point.open,
  }));
}

/** How long a trend reaches back: `12 wk`, `5 d`. */
function span(trend: Overview['trend']): string {
  const past = daysBetween(trend[0].at, trend[trend.length - 1].at);
  return past >= 14 ? `${Math.round(past / 7)} wk` : days(past);
}

/** Whether there is a course to see: several analyses of one day are none. */
function isCourse(trend: Overview['trend']): boolean {
  return (
    trend.length >= 2 &&
    daysBetween(trend[0].at, trend[trend.length - 1].at) > 0
  );
}

/** One mark for each finding, worst first, each opening its finding on this page. */
function FindingMarks(props: {
  findings: Overview['categories'][number]['findings'];
  open: number;
  more?: string;
}) {
  const { findings, open, more } = props;
  const [search] = useSearchParams();
  const rest = open - findings.length;
  return (
    <Marks>
      {findings.map(({ id, severity, title }) => {
        const to = new URLSearchParams(search);
        to.set('finding', id);
        return (
          <MarkLink
            key={id}
            to={`?${to}`}
            title={title}
            aria-label={`${severity}: ${title}`}
          >
            <SeverityMark severity={severity} wordless />
          </MarkLink>
        );
      })}
      {rest > 0 && (
        <Num value={rest} sign="+" to={more} label={`${rest} more`} />
      )}
    </Marks>
  );
}

/** Open findings by category, with their course over time and one mark for each. */
export function FindingsByCategory(props: { overview: Overview }) {
  const { overview } = props;
  const paths = useCouplingPaths();
  const [scope] = useScope();
  const risks = (link: RisksLink) => paths.risks({ ...scope, ...link });
  const counts = new Map(
    overview.severities.map(({ value, count }) => [value, count]),
  );
  const courses = isCourse(overview.trend);
  const fresh = overview.categories.reduce((n, each) => n + each.fresh, 0);
  const resolved = overview.categories.reduce(
    (n, each) => n + each.resolved,
    0,
  );
  const key = (
    <Key>
      {SEVERITIES.filter(severity => counts.get(severity)).map(severity => (
        <span key={severity}>
          <SeverityMark severity={severity as Severity} wordless />
          <Num value={counts.get(severity)!} to={risks({ severity })} />{' '}
          {severity}
        </span>
      ))}
    </Key>
  );
  return (
    <Section title="Open findings by category" aside={key}>
      <Table>
        <thead>
          <tr>
            <th>
              <Unseen>Category</Unseen>
            </th>
            <th className="n open">Open</th>
            {courses && <th className="spark">{span(overview.trend)}</th>}
            <th className="n delta">New</th>
            <th className="n delta">Resolved</th>
            <th>One mark per finding</th>
          </tr>
        </thead>
        <tbody>
          {overview.categories.map(row => {
            const to = risks({ category: row.category });
            return (
              <tr key={row.category}>
                <td className="category">
                  {to ? (
                    <DottedLink to={to}>
                      {CATEGORY_WORDS[row.category]}
                    </DottedLink>
                  ) : (
                    CATEGORY_WORDS[row.category]
                  )}
                </td>
                <td className="n open">
                  <Num value={row.open} to={to} />
                </td>
                {courses && (
                  <td className="spark">
                    <Sparkline
                      points={pointsOf(overview.trend, row.category)}
                    />
                  </td>
                )}
                <td className="n delta">
                  {row.fresh > 0 && (
                    <Num
                      value={row.fresh}
                      sign="+"
                      to={risks({
                        category: row.category,
                        status: ['new', 'regressed'],
                      })}
                    />
                  )}
                </td>
                <td className="n delta">
                  {row.resolved > 0 && (
                    <Num
                      value={row.resolved}
                      sign="−"
                      to={risks({
                        category: row.category,
                        status: ['resolved'],
                      })}
                    />
                  )}
                </td>
                <td>
                  <FindingMarks
                    findings={row.findings}
                    open={row.open}
                    more={to}
                  />
                </td>
              </tr>
            );
          })}
          <tr className="all">
            <td>All</td>
            <td className="n open">
              <Num value={overview.open} to={risks({})} />
            </td>
            {courses && (
              <td className="spark">
                <Sparkline points={pointsOf(overview.trend)} />
              </td>
            )}
            <td className="n delta">
              {fresh > 0 && (
                <Num
                  value={fresh}
                  sign="+"
                  to={risks({ status: ['new', 'regressed'] })}
                />
              )}
            </td>
            <td className="n delta">
              {resolved > 0 && (
                <Num
                  value={resolved}
                  sign="−"
                  to={risks({ status: ['resolved'] })}
                />
              )}
            </td>
            <td />
          </tr>
        </tbody>
      </Table>
    </Section>
  );
}
