import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { nameOf } from '../../refs';
import { tokensOf } from '../../theme/tokens';
import { DEPTHS, type ChangeMap, type MapState } from '../mapUrl';
import { EntityPicker } from './EntityPicker';

const Choice = styled('span')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    whiteSpace: 'nowrap',
    '& select': {
      font: 'inherit',
      color: t.text,
      background: t.surface,
      appearance: 'none',
      border: 0,
      borderBottom: `1px dotted ${t.faint}`,
      borderRadius: 0,
      padding: 0,
      margin: '0 5px 0 6px',
      cursor: 'pointer',
    },
    '& select:focus-visible': {
      outline: `2px solid ${t.accent}`,
      outlineOffset: 2,
    },
  };
});

const Path = styled('span')({
  display: 'inline-flex',
  flexWrap: 'wrap',
  columnGap: 8,
});

const DEPTH_WORDS: Record<(typeof DEPTHS)[number], string> = {
  '1': '1 step',
  '2': '2 steps',
  '3': '3 steps',
  '4': '4 steps',
  '5': '5 steps',
  '6': '6 steps',
};

const STRENGTH_WORDS = { all: 'hard and soft', hard: 'hard only' } as const;

function Choices<T extends string>(props: {
  label: string;
  value: T;
  words: Record<T, string>;
  onChange: (value: T) => void;
}) {
  const id = useId();
  return (
    <Choice>
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        value={props.value}
        onChange={event => props.onChange(event.target.value as T)}
      >
        {(Object.keys(props.words) as T[]).map(value => (
          <option key={value} value={value}>
            {props.words[value]}
          </option>
        ))}
      </select>
      <span aria-hidden>▾</span>
    </Choice>
  );
}

/** How far the map of one entity goes, over which couplings, and a path to follow in it. */
export function EntityMapControls(props: {
  state: MapState;
  onChange: ChangeMap;
}) {
  const { state, onChange } = props;
  const focus = state.entity ? nameOf(state.entity) : '';
  return (
    <>
      <Choices
        label="Depth"
        value={state.depth}
        words={DEPTH_WORDS}
        onChange={depth => onChange({ depth })}
      />
      <Choices
        label="Couplings"
        value={state.strength}
        words={STRENGTH_WORDS}
        onChange={strength => onChange({ strength })}
      />
      <Path>
        <EntityPicker
          label="Path from"
          value={state.pathFrom}
          placeholder={state.pathTo ? focus : 'name'}
          clearable
          onChange={pathFrom => onChange({ pathFrom })}
        />
        <EntityPicker
          label="to"
          value={state.pathTo}
          placeholder={state.pathFrom ? focus : 'name'}
          clearable
          onChange={pathTo => onChange({ pathTo })}
        />
      </Path>
    </>
  );
}
