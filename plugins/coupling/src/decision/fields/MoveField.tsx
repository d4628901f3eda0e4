import { useState } from 'react';
import type { Control } from './control';
import { Choice, Group, Input, Legend } from './styled';

/** What is done: one of the finding's interventions, or something else in words. */
export function MoveField(props: {
  control: Control;
  words: string;
  moves: readonly string[];
}) {
  const { control, words, moves } = props;
  const { onChange, id, name, value, ...rest } = control;
  const offered = [...new Set(moves)];
  const [isOwn, setOwn] = useState(value !== '' && !offered.includes(value));
  const own = isOwn || offered.length === 0;
  return (
    <Group>
      <Legend>{words}</Legend>
      {offered.map(move => (
        <Choice key={move}>
          <input
            type="radio"
            name={`${id}-move`}
            checked={!own && value === move}
            onChange={() => {
              setOwn(false);
              onChange(move);
            }}
          />
          <span>{move}</span>
        </Choice>
      ))}
      {offered.length > 0 && (
        <Choice>
          <input
            type="radio"
            name={`${id}-move`}
            checked={own}
            onChange={() => {
              setOwn(true);
              onChange('');
            }}
          />
          <span>Something else</span>
        </Choice>
      )}
      {own && (
        <Input
          {...rest}
          id={id}
          name={name}
          type="text"
          aria-label={words}
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )}
    </Group>
  );
}
