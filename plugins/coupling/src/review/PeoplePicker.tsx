import { useApiHolder } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import Autocomplete from '@mui/material/Autocomplete';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTeams } from '../api/queries';
import { useTeamTitles } from '../components';
import { expandTeam, kindOf, nameOf } from '../refs';
import { tokensOf } from '../theme/tokens';

const PAUSE = 200;

interface Person {
  ref: string;
  title: string;
}

const Frame = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'flex',
    flexWrap: 'wrap',
    gap: 4,
    alignItems: 'center',
    border: `1px solid ${t.faint}`,
    borderRadius: 4,
    padding: '3px 6px',
    '&:focus-within': { outline: `2px solid ${t.accent}`, outlineOffset: 1 },
    '& input': {
      font: 'inherit',
      color: t.text,
      background: 'transparent',
      border: 0,
      outline: 0,
      flex: '1 1 120px',
      minWidth: 80,
      height: 22,
    },
  };
});

const Tag = styled('span')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: 5,
    padding: '0 3px 0 7px',
    borderRadius: 4,
    background: t.selected,
    '& button': {
      font: 'inherit',
      color: t.muted,
      background: 'none',
      border: 0,
      cursor: 'pointer',
    },
  };
});

/** Users and groups whose names hold a text: from the catalog, or the teams of the last analysis where there is none. */
function usePeople(typed: string): Person[] {
  const catalog = useApiHolder().get(catalogApiRef);
  const teams = useTeams();
  const text = typed.trim();
  const found = useQuery({
    queryKey: ['coupling', 'people', text],
    enabled: catalog !== undefined && text !== '',
    queryFn: async (): Promise<Person[]> => {
      const { items } = await catalog!.queryEntities({
        filter: { kind: ['User', 'Group'] },
        fullTextFilter: {
          term: text,
          fields: [
            'metadata.name',
            'metadata.title',
            'spec.profile.displayName',
            'spec.profile.email',
          ],
        },
        fields: ['kind', 'metadata', 'spec.profile'],
        limit: 20,
      });
      return items.map(entity => {
        const profile = entity.spec?.profile as
          | { displayName?: string }
          | undefined;
        return {
          ref: stringifyEntityRef(entity),
          title:
            profile?.displayName ??
            entity.metadata.title ??
            entity.metadata.name,
        };
      });
    },
  });
  if (text === '') return [];
  const wanted = text.toLocaleLowerCase('en-US');
  const among = (teams.data ?? [])
    .filter(
      ({ ref, title, standing }) =>
        standing !== 'placeholder' &&
        `${ref} ${title}`.toLocaleLowerCase('en-US').includes(wanted),
    )
    .map(({ ref, title }) => ({ ref, title }));
  const known = new Set((found.data ?? []).map(({ ref }) => ref));
  return [
    ...(found.data ?? []),
    ...among.filter(({ ref }) => !known.has(ref)),
  ].slice(0, 20);
}

/** A person as a reader names it; what stands in the catalog under another title keeps its ref beside it. */
export function usePersonTitle(): (ref: string) => string {
  const titleOf = useTeamTitles();
  return ref => (kindOf(ref) === 'group' ? titleOf(ref) : nameOf(ref));
}

/** What somebody typed as a reference: a bare name is a group. */
function typedRef(text: string): string {
  return expandTeam(text.trim());
}

/** Chooses users and groups by typing a part of their names; a reference that the catalog does not know can be typed whole. */
export function PeoplePicker(props: {
  id: string;
  value: readonly string[];
  onChange: (refs: string[]) => void;
  /** At most one. */
  single?: boolean;
  label: string;
}) {
  const { id, value, onChange, single, label } = props;
  const [typed, setTyped] = useState('');
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  const people = usePeople(settled);
  const titleOf = usePersonTitle();
  const refOf = (option: Person | string) => {
    if (typeof option !== 'string') return option.ref;
    return value.includes(option) ? option : typedRef(option);
  };
  const add = (refs: string[]) => {
    const all = [...new Set(refs)];
    onChange(single ? all.slice(-1) : all);
    setTyped('');
  };
  return (
    <Autocomplete<Person | string, true, false, true>
      id={id}
      multiple
      freeSolo
      options={people}
      filterOptions={options => options}
      filterSelectedOptions={false}
      getOptionLabel={option =>
        typeof option === 'string' ? option : option.title
      }
      value={[...value]}
      inputValue={typed}
      onInputChange={(_, text, reason) => {
        if (reason !== 'reset') setTyped(text);
      }}
      onChange={(_, chosen) => add(chosen.map(refOf))}
      onBlur={() => {
        if (typed.trim() !== '') add([...value, typedRef(typed)]);
      }}
      renderTags={() => null}
      renderOption={({ key: _key, ...optionProps }, option) =>
        typeof option === 'string' ? null : (
          <li key={option.ref} {...optionProps} style={{ fontSize: 13 }}>
            {option.title}&nbsp;
            <small>{option.ref}</small>
          </li>
        )
      }
      renderInput={params => (
        <Frame ref={params.InputProps.ref}>
          {value.map(ref => (
            <Tag key={ref} title={ref}>
              {titleOf(ref)}
              <button
                type="button"
                aria-label={`Remove ${titleOf(ref)} from ${label}`}
                onClick={() => onChange(value.filter(each => each !== ref))}
              >
                ✕
              </button>
            </Tag>
          ))}
          <input
            {...(params.inputProps as object)}
            placeholder={value.length === 0 ? 'Type a name' : ''}
          />
        </Frame>
      )}
    />
  );
}
