import { styled } from '@mui/material/styles';
import { nameOf } from '../../refs';
import { Choices } from '../Choices';
import { DEPTHS, type ChangeMap, type MapState } from '../mapUrl';
import { EntityPicker } from './EntityPicker';

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
        label="Strength"
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
