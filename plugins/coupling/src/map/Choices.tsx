import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { tokensOf } from '../theme/tokens';

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
      // As wide as the word it shows, where browsers can do that.
      fieldSizing: 'content',
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

/** One of a few words, as a select that reads like text. */
export function Choices<T extends string>(props: {
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
