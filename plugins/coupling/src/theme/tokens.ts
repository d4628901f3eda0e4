import {
  alpha,
  darken,
  getContrastRatio,
  lighten,
  type Theme,
  useTheme,
} from '@mui/material/styles';
import type {
  Severity,
  Verdict,
} from '@posiwid/backstage-plugin-coupling-common';
import { useMemo } from 'react';

/**
 * The colours of this plugin. Text, lines and surfaces are the portal's own; the few of ours are severities and the
 * blues of bars and matrix cells, chosen to stay apart for colour-blind readers in both modes. None is used alone: a
 * shape or a word always says the same.
 */
export interface Tokens {
  surface: string;
  /** Behind a selected or hovered row. */
  raised: string;
  /** Behind a row or cell that is open. */
  selected: string;
  line: string;
  /** The heavy rule above a section. */
  rule: string;
  text: string;
  muted: string;
  /** Shapes and lines only, never text. */
  faint: string;
  accent: string;
  /** Shapes only, never text. */
  severity: Record<Severity, string>;
  /** Shapes only, never text. */
  verdict: Record<Verdict, string>;
  /** From none to most; the last two carry `onCellDark` text. */
  cell: readonly [string, string, string, string, string, string];
  /** Text on the two strongest cells. */
  onCellDark: string;
  /** A thing that fails, and one that degrades. */
  fails: string;
  degrades: string;
  /** Text of a warning, such as a stale analysis. */
  warning: string;
}

const LIGHT = {
  faint: '#8b949e',
  severity: {
    critical: '#a4133c',
    high: '#c8551b',
    medium: '#a67c00',
    low: '#4f7a8a',
    info: '#7a8590',
  },
  verdict: {
    contradicted: '#a4133c',
    expired: '#a67c00',
    unproven: '#7a8590',
    kept: '#2f7d4f',
  },
  cell: ['#d7e3ef', '#a9c4de', '#6e9cc9', '#2f6fae', '#123f73'],
  onCellDark: '#ffffff',
} as const;

const DARK = {
  faint: '#8b949e',
  severity: {
    critical: '#ff7a95',
    high: '#ff9d66',
    medium: '#e3bd4a',
    low: '#8fbccb',
    info: '#a2abb4',
  },
  verdict: {
    contradicted: '#ff7a95',
    expired: '#e3bd4a',
    unproven: '#a2abb4',
    kept: '#6fcf97',
  },
  cell: ['#243a52', '#2b527b', '#3a72ab', '#5f9bd8', '#a9d0f7'],
  onCellDark: '#10161d',
} as const;

/** Smallest contrast of text with its surface (WCAG 2.2, 1.4.3). */
const TEXT_CONTRAST = 4.5;

/** The colour itself where it can be read on the surface, else the nearest shade of it that can. */
export function readableOn(
  colour: string,
  surface: string,
  dark: boolean,
): string {
  let shade = colour;
  for (
    let step = 1;
    step <= 10 && getContrastRatio(shade, surface) < TEXT_CONTRAST;
    step += 1
  ) {
    shade = dark ? lighten(colour, step / 10) : darken(colour, step / 10);
  }
  return shade;
}

/** The tokens of one MUI theme. */
export function tokensOf(theme: Theme): Tokens {
  const dark = theme.palette.mode === 'dark';
  const own = dark ? DARK : LIGHT;
  const surface = theme.palette.background.default;
  const accent = readableOn(theme.palette.primary.main, surface, dark);
  return {
    // Where the new frontend system paints the page, its own colour; the two differ by a shade at most.
    surface: `var(--bui-bg-app, ${surface})`,
    raised: alpha(theme.palette.text.primary, dark ? 0.07 : 0.035),
    selected: alpha(accent, dark ? 0.16 : 0.09),
    line: alpha(theme.palette.text.primary, dark ? 0.16 : 0.11),
    rule: theme.palette.text.primary,
    text: theme.palette.text.primary,
    muted: theme.palette.text.secondary,
    faint: own.faint,
    accent,
    severity: own.severity,
    verdict: own.verdict,
    // No coupling: a shade of whatever the surface is.
    cell: [alpha(theme.palette.text.primary, dark ? 0.05 : 0.028), ...own.cell],
    onCellDark: own.onCellDark,
    fails: own.cell[3],
    // On a dark page the third blue hardly stands out from the surface.
    degrades: own.cell[dark ? 2 : 1],
    warning: readableOn(own.severity.high, surface, dark),
  };
}

/** The tokens of the theme around a component. */
export function useTokens(): Tokens {
  const theme = useTheme();
  return useMemo(() => tokensOf(theme), [theme]);
}
