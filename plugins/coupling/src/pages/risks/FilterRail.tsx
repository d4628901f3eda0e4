import { styled } from '@mui/material/styles';
import type { FindingPage } from '@posiwid/backstage-plugin-coupling-common';
import { useMemo, useState } from 'react';
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
import {
  CATEGORIES,
  CATEGORY_WORDS,
  GRADES,
  OPEN_STATUSES,
  SEVERITIES,
  STATUSES,
  STATUS_WORDS,
} from '../../words';
import { Choices, Facet, Row, counts, toggled } from './facets';
import { PlaceChoices } from './PlaceChoices';
import {
  FIRST_PAGE,
  NO_FILTERS,
  isFiltered,
  type RiskFilters,
} from './riskFilters';

const Rail = styled('section')({
  fontSize: 12.5,
  minWidth: 0,
  // On paper nothing can be chosen; the sentence above the list says what it is narrowed to.
  '@media print': { display: 'none' },
});

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

const Applied = styled('div')({
  display: 'flex',
  alignItems: 'baseline',
  columnGap: 8,
  justifyContent: 'space-between',
  overflowWrap: 'anywhere',
});

type Change = (change: Partial<RiskFilters>) => void;

const NARROWED = {
  rule: 'rule',
  entity: 'entity',
  holder: 'given to',
} as const;

/** Filters that links from other pages set and that have no list of values here. */
function AppliedFilters(props: { filters: RiskFilters; onChange: Change }) {
  const { filters, onChange } = props;
  const names = Object.keys(NARROWED) as (keyof typeof NARROWED)[];
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
              {NARROWED[name]} {nameOf(value)}
            </span>
            <Act
              type="button"
              aria-label={`Remove ${NARROWED[name]} ${nameOf(value)}`}
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
        <PlaceChoices
          title="System"
          chosen={filters.system}
          facet={facets?.system}
          onChange={system => onChange({ system })}
        />
        <PlaceChoices
          title="Domain"
          chosen={filters.domain}
          facet={facets?.domain}
          onChange={domain => onChange({ domain })}
        />
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
