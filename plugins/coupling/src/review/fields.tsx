/** Fields of forms: a label above its control, in the look of the plugin's pages. */
import { styled } from '@mui/material/styles';
import { useId, type PropsWithChildren, type ReactNode } from 'react';
import { tokensOf } from '../theme/tokens';

export const Form = styled('form')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(210px, 1fr))',
  gap: '14px 24px',
  maxWidth: 900,
  '& [data-wide]': { gridColumn: '1 / -1' },
});

const Cell = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'grid',
    rowGap: 3,
    alignContent: 'start',
    minWidth: 0,
    '& label, & legend': { color: t.muted, fontSize: 12 },
    '& small': { color: t.muted, fontSize: 12 },
  };
});

/** A control with its label; the control gets the id that the label names. */
export function Field(props: {
  label: string;
  hint?: ReactNode;
  wide?: boolean;
  children: (id: string, hintId: string | undefined) => ReactNode;
}) {
  const id = useId();
  const hintId = `${id}-hint`;
  const { label, hint, wide, children } = props;
  return (
    <Cell data-wide={wide || undefined}>
      <label htmlFor={id}>{label}</label>
      {children(id, hint ? hintId : undefined)}
      {hint && <small id={hintId}>{hint}</small>}
    </Cell>
  );
}

const control = (theme: Parameters<typeof tokensOf>[0]) => {
  const t = tokensOf(theme);
  return {
    font: 'inherit',
    width: '100%',
    minHeight: 30,
    color: t.text,
    background: 'transparent',
    border: `1px solid ${t.faint}`,
    borderRadius: 4,
    padding: '4px 8px',
    colorScheme: theme.palette.mode,
    '&:focus-visible': { outline: `2px solid ${t.accent}`, outlineOffset: 1 },
    '& option, & optgroup': { color: 'initial' },
  } as const;
};

export const TextInput = styled('input')(({ theme }) => control(theme));
export const TextArea = styled('textarea')(({ theme }) => ({
  ...control(theme),
  resize: 'vertical',
  display: 'block',
}));
export const Choice = styled('select')(({ theme }) => control(theme));

/** A button that does the thing; the others read like links. */
export const Solid = styled('button')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    font: 'inherit',
    fontWeight: 600,
    color: t.surface,
    background: t.accent,
    border: `1px solid ${t.accent}`,
    borderRadius: 6,
    padding: '6px 14px',
    cursor: 'pointer',
    '&:focus-visible': { outline: `2px solid ${t.accent}`, outlineOffset: 2 },
    '&:disabled': { opacity: 0.55, cursor: 'default' },
  };
});

const Problem = styled('p')(({ theme }) => ({
  margin: 0,
  color: tokensOf(theme).warning,
}));

/** What went wrong, said at once. */
export function Wrong(props: PropsWithChildren<{}>) {
  return props.children ? (
    <Problem role="alert" data-wide>
      {props.children}
    </Problem>
  ) : null;
}

export const Buttons = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 18,
  rowGap: 8,
  alignItems: 'center',
});
