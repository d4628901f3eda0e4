import Autocomplete from '@mui/material/Autocomplete';
import InputBase from '@mui/material/InputBase';
import { styled } from '@mui/material/styles';
import type { EntitySummary } from '@posiwid/backstage-plugin-coupling-common';
import { useEffect, useId, useState } from 'react';
import { KindLetter, Muted } from '../../components';
import { nameOf } from '../../refs';
import { tokensOf } from '../../theme/tokens';
import { useEntitySearch } from '../queries';
import { entityName } from './entityMapWords';

const TYPING_PAUSE = 180;

const Frame = styled('span')({
  display: 'inline-flex',
  alignItems: 'baseline',
  columnGap: 6,
});

const Input = styled(InputBase)(({ theme }) => {
  const t = tokensOf(theme);
  return {
    minWidth: 108,
    maxWidth: 240,
    font: 'inherit',
    color: t.text,
    borderBottom: `1px dotted ${t.faint}`,
    '& input': {
      padding: 0,
      height: 20,
      font: 'inherit',
      // As wide as the name it shows, where browsers can do that.
      fieldSizing: 'content',
      minWidth: 108,
    },
    '& input::placeholder': { color: t.muted, opacity: 1 },
    '&:focus-within': { borderBottom: `1px solid ${t.accent}` },
  };
});

const Option = styled('li')({
  fontSize: 13,
  display: 'flex',
  alignItems: 'baseline',
  columnGap: 2,
});

/** The value after the reader has stopped typing for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** Chooses one entity by typing a part of its name, title or ref. */
export function EntityPicker(props: {
  label: string;
  value?: string;
  placeholder: string;
  onChange: (ref: string | undefined) => void;
  /** Whether the choice can be taken back. */
  clearable?: boolean;
}) {
  const { label, value, placeholder, onChange, clearable = false } = props;
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const search = useSettled(typed ?? '');
  const query = useEntitySearch(search);
  const shown = value ? nameOf(value) : '';
  const isSearching = typed !== undefined && typed.trim() !== '';
  const options = isSearching ? query.data ?? [] : [];
  const nothing = query.isError
    ? 'The search did not answer'
    : 'No such entity in the last analysis';
  return (
    <Frame>
      <label htmlFor={id}>{label}</label>
      <Autocomplete<EntitySummary, false, boolean>
        id={id}
        options={options}
        filterOptions={found => found}
        getOptionLabel={entityName}
        getOptionKey={entity => entity.ref}
        isOptionEqualToValue={(a, b) => a.ref === b.ref}
        value={null}
        inputValue={typed ?? shown}
        onInputChange={(_, text, reason) => {
          if (reason === 'input') {
            setTyped(text);
          } else if (reason === 'clear') {
            setTyped(undefined);
            onChange(undefined);
          }
        }}
        onChange={(_, chosen) => {
          setTyped(undefined);
          if (chosen) {
            onChange(chosen.ref);
          }
        }}
        onBlur={() => {
          if (clearable && typed === '') {
            onChange(undefined);
          }
          setTyped(undefined);
        }}
        loading={isSearching && (query.isFetching || search !== typed)}
        loadingText="Searching…"
        noOptionsText={isSearching ? nothing : 'Type a part of a name'}
        autoHighlight
        slotProps={{ popper: { style: { width: 320 } } }}
        renderInput={params => (
          <Input
            ref={params.InputProps.ref}
            inputProps={{
              ...params.inputProps,
              title: value,
              onFocus: (event: React.FocusEvent<HTMLInputElement>) =>
                event.target.select(),
            }}
            placeholder={placeholder}
          />
        )}
        renderOption={({ key: _key, ...optionProps }, entity) => (
          <Option key={entity.ref} {...optionProps} title={entity.ref}>
            <KindLetter kind={entity.kind} />
            <span>
              {entityName(entity)}{' '}
              <Muted>
                {entity.teams.map(team => team.title).join(', ') || 'no owner'}
              </Muted>
            </span>
          </Option>
        )}
      />
    </Frame>
  );
}
