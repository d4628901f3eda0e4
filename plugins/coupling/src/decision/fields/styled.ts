import { styled } from '@mui/material/styles';
import { tokensOf } from '../../theme/tokens';

export const Label = styled('label')({
  display: 'block',
  fontWeight: 600,
  margin: '8px 0 2px',
});

export const Legend = styled('legend')({
  display: 'block',
  fontWeight: 600,
  margin: '8px 0 2px',
  padding: 0,
});

export const Group = styled('fieldset')({
  border: 0,
  margin: 0,
  padding: 0,
  minWidth: 0,
});

export const Hint = styled('div')(({ theme }) => ({
  color: tokensOf(theme).muted,
  marginTop: 2,
}));

export const Wrong = styled('div')(({ theme }) => ({
  color: tokensOf(theme).warning,
  marginTop: 2,
}));

/** A text area, a line, a day, or a list, all with the font and size of what they stand in. */
const control = (t: ReturnType<typeof tokensOf>, mode: 'light' | 'dark') => ({
  font: 'inherit',
  color: t.text,
  background: 'transparent',
  border: `1px solid ${t.faint}`,
  borderRadius: 2,
  padding: '4px 6px',
  width: '100%',
  minWidth: 0,
  boxSizing: 'border-box' as const,
  colorScheme: mode,
  '&:focus-visible': { outline: `2px solid ${t.accent}`, outlineOffset: 0 },
  '&[aria-invalid="true"]': { borderColor: t.warning },
});

export const Input = styled('input')(({ theme }) => ({
  ...control(tokensOf(theme), theme.palette.mode),
  '&[type="date"]': { width: 'auto' },
}));

export const TextArea = styled('textarea')(({ theme }) => ({
  ...control(tokensOf(theme), theme.palette.mode),
  resize: 'vertical',
}));

export const Select = styled('select')(({ theme }) => ({
  ...control(tokensOf(theme), theme.palette.mode),
  '& option, & optgroup': {
    color: theme.palette.text.primary,
    background: theme.palette.background.paper,
  },
}));

/** One of several, with words that wrap. */
export const Choice = styled('label')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'flex',
    alignItems: 'baseline',
    columnGap: 8,
    padding: '2px 0',
    cursor: 'pointer',
    overflowWrap: 'anywhere',
    '&:hover': { color: t.accent },
    '& input': {
      flex: 'none',
      margin: 0,
      accentColor: t.accent,
      colorScheme: theme.palette.mode,
    },
  };
});
