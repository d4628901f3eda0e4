import { styled } from '@mui/material/styles';
import { tokensOf } from '../theme/tokens';

const Label = styled('label')({ whiteSpace: 'nowrap' });

const Select = styled('select')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    font: 'inherit',
    color: t.text,
    background: 'transparent',
    border: 0,
    borderBottom: `1px dotted ${t.faint}`,
    padding: '0 2px',
    maxWidth: 220,
    // As wide as the word it shows, where browsers can do that.
    fieldSizing: 'content',
    colorScheme: theme.palette.mode,
    cursor: 'pointer',
    '& option': { color: 'initial' },
    '&:focus-visible': { outline: `2px solid ${t.accent}` },
  };
});

/** One value out of a few, as a word in the head of a page. */
export function SelectWord(props: {
  label: string;
  value: string;
  options: readonly { value: string; title: string }[];
  onChange: (value: string) => void;
}) {
  const { label, value, options, onChange } = props;
  return (
    <Label>
      {label}{' '}
      <Select value={value} onChange={event => onChange(event.target.value)}>
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </Select>
    </Label>
  );
}
