import { styled } from '@mui/material/styles';
import type {
  Count,
  FindingPage,
} from '@posiwid/backstage-plugin-coupling-common';
import { useMemo, useState, type ReactNode } from 'react';
import { useTeams } from '../../api/queries';
import { Check } from '../../components/Check';
import { GradeLine } from '../../components/GradeLine';
import { Num } from '../../components/Num';
import { SeverityMark } from '../../components/SeverityMark';
import { Act } from '../../components/styled';
import { TeamTree } from '../../components/TeamTree';
import { StandingMark } from '../../decision/StandingMark';
import { STANDINGS } from '../../decision/standingWords';
import { nameOf } from '../../refs';
import { tokensOf } from '../../theme/tokens';
import {
  CATEGORIES,
  CATEGORY_WORDS,
  GRADES,
  OPEN_STATUSES,
  SEVERITIES,
  STATUSES,
  STATUS_WORDS,
  count,
} from '../../words';
import {
  FIRST_PAGE,
  NO_FILTERS,
  isFiltered,
  type RiskFilters,
} from './riskFilters';

const Rail = styled('section')({ fontSize: 12.5, minWidth: 0 });

/** Where the page is narrow the filters stand behind one word. */
const Facets = styled('div')({
  '@container (max-width: 700px)': {
    display: 'none',
    '&[data-open]': {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(190px, 1fr))',
      columnGap: 20,
      marginTop: 8,
    },
  },
});

const Disclose = styled(Act)({
  '@container (min-width: 701px)': { display: 'none' },
});

const Facet = styled('fieldset')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    border: 0,
    margin: '0 0 9px',
    padding: 0,
    minWidth: 0,
    '& legend': {
      display: 'block',
      width: '100%',
      fontSize: 12,
      fontWeight: 600,
      padding: '5px 0 2px',
      borderTop: `1px solid ${t.line}`,
    },
    '&:first-of-type legend': { borderTopColor: t.rule },
  };
});

const Row = styled('div')(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  columnGap: 8,
  minHeight: 20,
  '&[data-off]': { color: tokensOf(theme).muted },
}));

const Applied = styled('div')({
  display: 'flex',
  alignItems: 'baseline',
  columnGap: 8,
  justifyContent: 'space-between',
  overflowWrap: 'anywhere',
});

type Change = (change: Partial<RiskFilters>) => void;

function counts(facet: readonly Count[] | undefined): Map<string, number> {
  return new Map(facet?.map(each => [each.value, each.count]));
}

function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value)
    ? values.filter(each => each !== value)
    : [...values, value];
}

/** A list of values to choose several of, each with what it would give. */
function Choices<T extends string>(props: {
  title: string;
  values: readonly T[];
  chosen: readonly T[];
  facet: readonly Count[] | undefined;
  word: (value: T) => ReactNode;
  onToggle: (value: T) => void;
  onOnly: (value: T) => void;
}) {
  const { title, values, chosen, facet, word, onToggle, onOnly } = props;
  const known = counts(facet);
  return (
    <Facet>
      <legend>{title}</legend>
      {values.map(value => {
        const n = known.get(value) ?? 0;
        return (
          <Row key={value} data-off={n === 0 || undefined}>
            <Check
              checked={chosen.includes(value)}
              onChange={() => onToggle(value)}
            >
              {word(value)}
            </Check>
            {facet && (
              <Num
                value={n}
                onClick={n > 0 ? () => onOnly(value) : undefined}
                label={`Only this: ${count(n, 'finding')}`}
              />
            )}
          </Row>
        );
      })}
    </Facet>
  );
}

/** Filters that links from other pages set and that have no list of values of their own. */
function AppliedFilters(props: { filters: RiskFilters; onChange: Change }) {
  const { filters, onChange } = props;
  const names = ['rule', 'entity', 'system', 'domain'] as const;
  if (names.every(name => filters[name].length === 0)) {
    return null;
  }
  return (
    <Facet>
      <legend>Narrowed to</legend>
      {names.flatMap(name =>
        filters[name].map(value => (
          <Applied key={`${name} ${value}`}>
            <span title={value}>
              {name} {nameOf(value)}
            </span>
            <Act
              type="button"
              aria-label={`Remove ${name} ${nameOf(value)}`}
              onClick={() =>
                onChange({ [name]: toggled(filters[name], value) })
              }
            >
              ✕
            </Act>
          </Applied>
        )),
      )}
    </Facet>
  );
}

/** The filters of the Risks page, each value with the count it would give with the others as they are. */
export function FilterRail(props: {
  filters: RiskFilters;
  facets: FindingPage['facets'] | undefined;
  onChange: Change;
}) {
  const { filters, facets } = props;
  const [open, setOpen] = useState(false);
  const teams = useTeams();
  const teamCounts = useMemo(
    () => (facets ? counts(facets.team) : undefined),
    [facets],
  );
  const onChange: Change = change =>
    props.onChange({ ...FIRST_PAGE, ...change });
  const statuses =
    filters.status.length > 0 ? filters.status : [...OPEN_STATUSES];
  const categories = facets
    ? CATEGORIES.filter(
        category =>
          filters.category.includes(category) ||
          facets.category.some(({ value }) => value === category),
      )
    : CATEGORIES;
  // Most states hold no finding most of the time.
  const standings = STANDINGS.filter(
    state =>
      filters.standing.includes(state) ||
      facets?.standing?.some(({ value }) => value === state),
  );
  return (
    <Rail aria-label="Filters">
      <Disclose
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {open ? 'Hide filters' : 'Filters'}
      </Disclose>
      <Facets data-open={open || undefined}>
        <AppliedFilters filters={filters} onChange={onChange} />
        {teams.data && (
          <Facet>
            <legend>Team, with child teams</legend>
            <TeamTree
              teams={teams.data}
              scope={filters}
              onChange={onChange}
              counts={teamCounts}
            />
          </Facet>
        )}
        <Choices
          title="Category"
          values={categories}
          chosen={filters.category}
          facet={facets?.category}
          word={value => CATEGORY_WORDS[value]}
          onToggle={value =>
            onChange({ category: toggled(filters.category, value) })
          }
          onOnly={value => onChange({ category: [value] })}
        />
        <Choices
          title="Severity"
          values={SEVERITIES}
          chosen={filters.severity}
          facet={facets?.severity}
          word={value => <SeverityMark severity={value} />}
          onToggle={value =>
            onChange({ severity: toggled(filters.severity, value) })
          }
          onOnly={value => onChange({ severity: [value] })}
        />
        <Choices
          title="Status"
          values={STATUSES}
          chosen={statuses}
          facet={facets?.status}
          word={value => STATUS_WORDS[value]}
          onToggle={value => {
            const status = toggled(statuses, value);
            const isDefault =
              status.length === OPEN_STATUSES.length &&
              OPEN_STATUSES.every(each => status.includes(each));
            onChange({ status: isDefault ? [] : status });
          }}
          onOnly={value => onChange({ status: [value] })}
        />
        {standings.length > 0 && (
          <Choices
            title="Stands"
            values={standings}
            chosen={filters.standing}
            facet={facets?.standing}
            word={value => <StandingMark state={value} />}
            onToggle={value =>
              onChange({ standing: toggled(filters.standing, value) })
            }
            onOnly={value => onChange({ standing: [value] })}
          />
        )}
        <Facet>
          <legend>Evidence at least</legend>
          {GRADES.map(grade => (
            <Row key={grade}>
              <Check
                group="coupling-grade"
                checked={(filters.grade || 'inferred') === grade}
                onChange={() =>
                  onChange({ grade: grade === 'inferred' ? '' : grade })
                }
              >
                <GradeLine grade={grade} />
              </Check>
              {facets && <Num value={counts(facets.grade).get(grade) ?? 0} />}
            </Row>
          ))}
        </Facet>
        {isFiltered(filters) && (
          <Act type="button" onClick={() => props.onChange(NO_FILTERS)}>
            Clear filters
          </Act>
        )}
      </Facets>
    </Rail>
  );
}
