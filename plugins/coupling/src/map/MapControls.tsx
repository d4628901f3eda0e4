import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { Act } from '../components';
import { tokensOf } from '../theme/tokens';
import { EntityPicker } from './entity/EntityPicker';
import { LEVELS, type ChangeMap, type Level, type MapState } from './mapUrl';

const Bar = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: 20,
    rowGap: 8,
    padding: '8px 0',
    borderTop: `1px solid ${t.rule}`,
    color: t.muted,
    '& .end': { marginLeft: 'auto' },
  };
});

const Segments = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'flex',
    '& button': {
      font: 'inherit',
      color: t.muted,
      background: 'none',
      border: `1px solid ${t.line}`,
      padding: '3px 11px',
      cursor: 'pointer',
    },
    '& button + button': { borderLeft: 0 },
    '& button:hover': { color: t.text },
    '& button:focus-visible': {
      outline: `2px solid ${t.accent}`,
      outlineOffset: -1,
    },
    '& [aria-pressed="true"]': {
      color: t.text,
      fontWeight: 600,
      background: t.raised,
    },
  };
});

const LEVEL_WORDS: Record<Level, string> = {
  team: 'Teams',
  system: 'Systems',
  domain: 'Domains',
};

/** The line under the headline: what the map is of, the controls of that map, and its data as a table. */
export function MapControls(props: {
  state: MapState;
  onChange: ChangeMap;
  children?: ReactNode;
}) {
  const { state, onChange, children } = props;
  const isMatrix = state.entity === undefined;
  return (
    <Bar>
      <Segments role="group" aria-label="Map of">
        {LEVELS.map(level => (
          <button
            key={level}
            type="button"
            aria-pressed={isMatrix && state.level === level}
            onClick={() =>
              onChange({
                level,
                from: undefined,
                to: undefined,
                entity: undefined,
              })
            }
          >
            {LEVEL_WORDS[level]}
          </button>
        ))}
      </Segments>
      <EntityPicker
        label={isMatrix ? 'One entity' : 'Focus'}
        value={state.entity}
        placeholder="name"
        onChange={entity =>
          onChange({ entity, pathFrom: undefined, pathTo: undefined })
        }
      />
      {children}
      <Act
        className="end"
        type="button"
        aria-pressed={state.table}
        onClick={() => onChange({ table: !state.table })}
      >
        {state.table ? 'Same data as a picture' : 'Same data as a table'}
      </Act>
    </Bar>
  );
}
