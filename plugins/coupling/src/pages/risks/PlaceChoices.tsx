import { styled } from '@mui/material/styles';
import type { Count } from '@posiwid/backstage-plugin-coupling-common';
import { useState } from 'react';
import { Check } from '../../components/Check';
import { Num } from '../../components/Num';
import { Act, Muted } from '../../components/styled';
import { nameOf } from '../../refs';
import { tokensOf } from '../../theme/tokens';
import { count } from '../../words';
import { Facet, Row, toggled } from './facets';

/** Values shown before the rest is asked for, and from how many on they can be searched. */
const SHOWN = 5;
const SEARCHABLE = 12;

const List = styled('div')({ maxHeight: 220, overflowY: 'auto' });

const Search = styled('input')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    font: 'inherit',
    width: '100%',
    color: t.text,
    background: 'transparent',
    border: 0,
    borderBottom: `1px solid ${t.faint}`,
    padding: '2px 0',
    marginBottom: 3,
    '&::placeholder': { color: t.muted, opacity: 1 },
    '&:focus-visible': { outline: `2px solid ${t.accent}` },
  };
});

interface Place {
  value: string;
  title: string;
  count: number;
}

/** Those with findings, most first; what is chosen and has none stands last. */
export function placesOf(
  facet: readonly Count[],
  chosen: readonly string[],
): Place[] {
  const places = facet.map(({ value, count: n, title }) => ({
    value,
    title: title || nameOf(value),
    count: n,
  }));
  const known = new Set(places.map(({ value }) => value));
  return [
    ...places,
    ...chosen
      .filter(value => !known.has(value))
      .map(value => ({ value, title: nameOf(value), count: 0 })),
  ];
}

/**
 * The systems or domains of a catalog to choose from: a few at first, all of them on demand, with a search where there are
 * many. Nothing where no finding is in any.
 */
export function PlaceChoices(props: {
  title: 'System' | 'Domain';
  chosen: readonly string[];
  facet: readonly Count[] | undefined;
  onChange: (chosen: string[]) => void;
}) {
  const { title, chosen, facet = [], onChange } = props;
  const [all, setAll] = useState(false);
  const [sought, setSought] = useState('');
  const places = placesOf(facet, chosen);
  if (places.length === 0) {
    return null;
  }
  const kind = title.toLowerCase();
  const text = sought.trim().toLocaleLowerCase('en-US');
  const found = places.filter(
    place =>
      place.title.toLocaleLowerCase('en-US').includes(text) ||
      place.value.includes(text),
  );
  // One more line costs no more than the words that would offer it.
  const many = found.length > SHOWN + 1;
  const shown =
    all || !many
      ? found
      : found.filter(({ value }, i) => i < SHOWN || chosen.includes(value));
  return (
    <Facet>
      <legend>{title}</legend>
      {all && places.length > SEARCHABLE && (
        <Search
          type="search"
          aria-label={`Search ${kind}s`}
          placeholder={`Search ${kind}s`}
          value={sought}
          onChange={event => setSought(event.target.value)}
        />
      )}
      <List>
        {shown.map(place => (
          <Row key={place.value} data-off={place.count === 0 || undefined}>
            <Check
              checked={chosen.includes(place.value)}
              onChange={() => onChange(toggled(chosen, place.value))}
            >
              <span title={place.value}>{place.title}</span>
            </Check>
            <Num
              value={place.count}
              onClick={
                place.count > 0 ? () => onChange([place.value]) : undefined
              }
              label={`Only ${place.title}: ${count(place.count, 'finding')}`}
            />
          </Row>
        ))}
        {shown.length === 0 && <Muted>No {kind} by that name</Muted>}
      </List>
      {shown.length < found.length && (
        <Act type="button" onClick={() => setAll(true)}>
          {found.length - shown.length} more {kind}s
        </Act>
      )}
      {all && places.length > SHOWN + 1 && (
        <Act
          type="button"
          onClick={() => {
            setAll(false);
            setSought('');
          }}
        >
          Fewer
        </Act>
      )}
    </Facet>
  );
}
