import { styled } from '@mui/material/styles';
import { useId, type PropsWithChildren, type ReactNode } from 'react';
import { tokensOf } from '../theme/tokens';

const Frame = styled('section')({ '& + &': { marginTop: 22 } });

const Rule = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    borderTop: `1px solid ${t.rule}`,
    padding: '6px 0 5px',
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'baseline',
    columnGap: 16,
  };
});

const Title = styled('h3')({
  font: 'inherit',
  fontSize: 13,
  fontWeight: 600,
  margin: 0,
});

const Aside = styled('div')(({ theme }) => ({ color: tokensOf(theme).muted }));

/** A part of a page under a heavy rule, as in a report. */
export function Section(
  props: PropsWithChildren<{ title: string; aside?: ReactNode }>,
) {
  const id = useId();
  return (
    <Frame aria-labelledby={id}>
      <Rule>
        <Title id={id}>{props.title}</Title>
        {props.aside && <Aside>{props.aside}</Aside>}
      </Rule>
      {props.children}
    </Frame>
  );
}
