import { styled } from '@mui/material/styles';
import { useEffect, useState } from 'react';
import { tokensOf } from '../theme/tokens';

const Input = styled('input')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    font: 'inherit',
    width: 190,
    color: t.text,
    background: 'transparent',
    border: 0,
    borderBottom: `1px solid ${t.faint}`,
    borderRadius: 0,
    padding: '4px 0',
    '&::placeholder': { color: t.muted, opacity: 1 },
    '&:focus': {
      outline: 'none',
      borderBottomColor: t.accent,
      boxShadow: `0 1px ${t.accent}`,
    },
  };
});

/** Pause in typing after which the text is searched for; milliseconds. */
const PAUSE = 250;

/** A search field whose text belongs to somebody else; tells it after a pause in typing. */
export function SearchField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { label, value, onChange } = props;
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) {
      return undefined;
    }
    const timer = setTimeout(() => onChange(typed), PAUSE);
    return () => clearTimeout(timer);
    // Only typing starts the clock: a new `onChange` or `value` must not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [typed]);
  return (
    <Input
      type="search"
      maxLength={200}
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={event => setTyped(event.target.value)}
    />
  );
}
