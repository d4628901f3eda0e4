import { styled } from '@mui/material/styles';
import type { PropsWithChildren } from 'react';
import { tokensOf } from '../theme/tokens';

const Label = styled('label')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'flex',
    alignItems: 'baseline',
    columnGap: 7,
    minWidth: 0,
    flex: 1,
    cursor: 'pointer',
    '&:hover': { color: t.accent },
    // A long name takes a second line: names of one catalog often differ in their ends only.
    '& > span': { minWidth: 0, overflowWrap: 'anywhere' },
  };
});

const Input = styled('input')(({ theme }) => ({
  width: 12,
  height: 12,
  margin: 0,
  flex: 'none',
  // Stands in the middle of the first line of its words.
  transform: 'translateY(1.5px)',
  accentColor: tokensOf(theme).accent,
  colorScheme: theme.palette.mode,
  cursor: 'pointer',
}));

/** A small check box, or one of a group of radio buttons when it has a group name, with its words. */
export function Check(
  props: PropsWithChildren<{
    checked: boolean;
    onChange: () => void;
    group?: string;
  }>,
) {
  const { checked, onChange, group, children } = props;
  return (
    <Label>
      <Input
        type={group ? 'radio' : 'checkbox'}
        name={group}
        checked={checked}
        onChange={onChange}
      />
      <span>{children}</span>
    </Label>
  );
}
