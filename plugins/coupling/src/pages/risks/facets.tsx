/** One filter of the rail: its values to choose from, each with the count it would give. */
import { styled } from '@mui/material/styles';
import type { Count } from '@posiwid/backstage-plugin-coupling-common';
import type { ReactNode } from 'react';
import { Check } from '../../components/Check';
import { Num } from '../../components/Num';
import { tokensOf } from '../../theme/tokens';
import { count } from '../../words';

export const Facet = styled('fieldset')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    border: 0,
    margin: '0 0 9px',
    padding: 0,
    minWidth: 0,
    '& legend': {
      display: 'block',
      width: '100%',
      fontSize: 12,
      fontWeight: 600,
      padding: '5px 0 2px',
      borderTop: `1px solid ${t.line}`,
    },
    '&:first-of-type legend': { borderTopColor: t.rule },
  };
});

export const Row = styled('div')(({ theme }) => ({
  display: 'flex',
  alignItems: 'baseline',
  columnGap: 8,
  padding: '2px 0',
  lineHeight: '16px',
  '&[data-off]': { color: tokensOf(theme).muted },
}));

export function counts(
  facet: readonly Count[] | undefined,
): Map<string, number> {
  return new Map(facet?.map(each => [each.value, each.count]));
}

export function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value)
    ? values.filter(each => each !== value)
    : [...values, value];
}

/** A list of values to choose several of, each with what it would give. */
export function Choices<T extends string>(props: {
  title: string;
  values: readonly T[];
  chosen: readonly T[];
  facet: readonly Count[] | undefined;
  word: (value: T) => ReactNode;
  onToggle: (value: T) => void;
  onOnly: (value: T) => void;
}) {
  const { title, values, chosen, facet, word, onToggle, onOnly } = props;
  const known = counts(facet);
  if (values.length === 0) {
    return null;
  }
  return (
    <Facet>
      <legend>{title}</legend>
      {values.map(value => {
        const n = known.get(value) ?? 0;
        return (
          <Row key={value} data-off={n === 0 || undefined}>
            <Check
              checked={chosen.includes(value)}
              onChange={() => onToggle(value)}
            >
              {word(value)}
            </Check>
            {facet && (
              <Num
                value={n}
                onClick={n > 0 ? () => onOnly(value) : undefined}
                label={`Only this: ${count(n, 'finding')}`}
              />
            )}
          </Row>
        );
      })}
    </Facet>
  );
}
