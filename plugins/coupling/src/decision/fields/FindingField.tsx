import { useState } from 'react';
import { useFinding, useFindings } from '../../api/queries';
import { SearchField } from '../../components/SearchField';
import { SeverityMark } from '../../components/SeverityMark';
import { RowsSkeleton } from '../../components/Skeletons';
import { QueryState } from '../../components/States';
import { Muted } from '../../components/styled';
import type { Control } from './control';
import { Choice, Group, Legend } from './styled';

/** Findings that are offered at once. */
const OFFERED = 8;

/** Another open finding, found by words of its title; the worst ones while nothing is searched for. */
export function FindingField(props: {
  control: Control;
  words: string;
  /** The finding that is not offered: itself. */
  except: string;
}) {
  const { control, words, except } = props;
  const { id, value, onChange } = control;
  const [q, setQ] = useState('');
  const query = useFindings({ limit: OFFERED + 1, ...(q !== '' && { q }) });
  const chosen = useFinding(value === '' ? undefined : value);
  return (
    <Group
      // Enter in the search would send the form.
      onKeyDown={event => {
        if (event.key === 'Enter') event.preventDefault();
      }}
      aria-describedby={control['aria-describedby']}
    >
      <Legend>{words}</Legend>
      <SearchField label="Search findings" value={q} onChange={setQ} />
      <QueryState
        query={query}
        skeleton={<RowsSkeleton rows={3} height={16} />}
      >
        {({ items }) => {
          const found = items.filter(each => each.id !== except);
          const kept =
            chosen.data && !found.some(each => each.id === value)
              ? [chosen.data]
              : [];
          const offered = [...kept, ...found.slice(0, OFFERED)];
          return (
            <>
              {offered.map(each => (
                <Choice key={each.id}>
                  <input
                    type="radio"
                    name={`${id}-finding`}
                    checked={value === each.id}
                    onChange={() => onChange(each.id)}
                  />
                  <span>
                    <SeverityMark severity={each.severity} wordless />{' '}
                    {each.title}
                  </span>
                </Choice>
              ))}
              {offered.length === 0 && <Muted>No other finding.</Muted>}
            </>
          );
        }}
      </QueryState>
    </Group>
  );
}
