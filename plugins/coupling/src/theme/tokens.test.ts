import { createTheme, getContrastRatio } from '@mui/material/styles';
import { palettes } from '@backstage/theme';
import { readableOn, tokensOf } from './tokens';

const surfaces = {
  light: palettes.light.background.default,
  dark: palettes.dark.background.default,
};

describe.each(['light', 'dark'] as const)('colours in %s mode', mode => {
  const tokens = tokensOf(
    createTheme({
      palette: {
        mode,
        primary: { main: palettes[mode].primary.main },
        background: palettes[mode].background,
      },
    }),
  );

  it('keeps text that is ours at 4.5:1 or more', () => {
    for (const colour of [tokens.accent, tokens.warning]) {
      expect(getContrastRatio(colour, surfaces[mode])).toBeGreaterThanOrEqual(
        4.5,
      );
    }
  });

  it('keeps the shapes of severities at 3:1 or more', () => {
    for (const colour of Object.values(tokens.severity)) {
      expect(getContrastRatio(colour, surfaces[mode])).toBeGreaterThanOrEqual(
        3,
      );
    }
  });

  it('keeps failing apart from degrading', () => {
    expect(
      getContrastRatio(tokens.fails, tokens.degrades),
    ).toBeGreaterThanOrEqual(1.7);
  });
});

it('darkens or lightens an accent that nobody could read', () => {
  expect(
    getContrastRatio(readableOn('#ffee00', '#ffffff', false), '#ffffff'),
  ).toBeGreaterThanOrEqual(4.5);
  expect(
    getContrastRatio(readableOn('#101030', '#222222', true), '#222222'),
  ).toBeGreaterThanOrEqual(4.5);
});
