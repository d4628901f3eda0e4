import { styled } from '@mui/material/styles';
import { Link } from 'react-router-dom';
import { tokensOf } from '../theme/tokens';

/** Below this width of the page itself (not the window) columns fold. */
export const NARROW = 900;

/** The sheet that every page of this plugin stands on. */
export const Sheet = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    containerType: 'inline-size',
    background: t.surface,
    color: t.text,
    fontFamily: theme.typography.fontFamily,
    fontSize: 13,
    lineHeight: 1.4,
    minHeight: '100%',
    '& *, & *::before, & *::after': { boxSizing: 'border-box' },
  };
});

/** Page margins. */
export const Margins = styled('div')({
  padding: '8px 28px 24px',
  [`@container (max-width: ${NARROW}px)`]: { padding: '8px 16px 20px' },
});

export const Muted = styled('span')(({ theme }) => ({
  color: tokensOf(theme).muted,
  // On paper all else is black, whatever the theme: twice the class outweighs what says so.
  '@media print': { '&&, && *': { color: '#595959 !important' } },
}));

/** Said to screen readers only. */
export const Unseen = styled('span')({
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  padding: 0,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
});

/** Opens the thing it names: text colour, dotted underline. */
export const DottedLink = styled(Link)(({ theme }) => {
  const t = tokensOf(theme);
  return {
    color: 'inherit',
    textDecoration: `underline dotted 1px ${t.faint}`,
    textUnderlineOffset: 3,
    '&:hover': { color: t.accent, textDecorationStyle: 'solid' },
    '&:focus-visible': { outline: `2px solid ${t.accent}`, outlineOffset: 2 },
  };
});

/** Goes somewhere else: a team, an action. */
export const AccentLink = styled(Link)(({ theme }) => {
  const t = tokensOf(theme);
  return {
    color: t.accent,
    // Between words in grey, colour alone would not say that it is a link (WCAG 1.4.1).
    textDecoration: 'underline',
    textDecorationColor: t.faint,
    textUnderlineOffset: 3,
    '&:hover': { textDecorationColor: 'currentColor' },
    '&:focus-visible': { outline: `2px solid ${t.accent}`, outlineOffset: 2 },
  };
});

/** A button that reads like a link. */
export const Act = styled('button')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    font: 'inherit',
    fontWeight: 600,
    color: t.accent,
    background: 'none',
    border: 0,
    padding: 0,
    cursor: 'pointer',
    whiteSpace: 'nowrap',
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${t.accent}`, outlineOffset: 2 },
    '&:disabled': {
      color: t.muted,
      cursor: 'default',
      textDecoration: 'none',
    },
  };
});

/** A number or name that opens something in place: looks like `DottedLink`. */
export const DottedButton = styled('button')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    font: 'inherit',
    color: 'inherit',
    background: 'none',
    border: 0,
    padding: 0,
    cursor: 'pointer',
    textAlign: 'inherit',
    textDecoration: `underline dotted 1px ${t.faint}`,
    textUnderlineOffset: 3,
    '&:hover': { color: t.accent, textDecorationStyle: 'solid' },
    '&:focus-visible': { outline: `2px solid ${t.accent}`, outlineOffset: 2 },
  };
});

/**
 * A table column that folds away. The cell stays, without width, because a row that spans all columns would otherwise
 * leave room for those that are not there.
 */
export const folded = {
  width: 0,
  padding: 0,
  fontSize: 0,
  overflow: 'hidden',
  '& *': { display: 'none' },
} as const;

/** A table ruled like a report. Give columns their widths in the page. */
export const Ruled = styled('table')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    borderCollapse: 'collapse',
    width: '100%',
    fontSize: 13,
    lineHeight: '17px',
    '& th': {
      fontWeight: 400,
      fontSize: 11.5,
      color: t.muted,
      textAlign: 'left',
      padding: '4px 12px 3px 0',
      verticalAlign: 'bottom',
      whiteSpace: 'nowrap',
    },
    '& td': {
      padding: '4px 12px 4px 0',
      verticalAlign: 'top',
      borderTop: `1px solid ${t.line}`,
    },
    '& th:last-child, & td:last-child': { paddingRight: 0 },
    '& th.n, & td.n': {
      textAlign: 'right',
      fontVariantNumeric: 'tabular-nums',
    },
    '& .m': { color: t.muted },
  };
});
