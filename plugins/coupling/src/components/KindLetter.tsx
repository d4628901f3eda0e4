import { styled } from '@mui/material/styles';
import { tokensOf } from '../theme/tokens';

const Frame = styled('span')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'inline-block',
    flex: 'none',
    width: 14,
    height: 14,
    border: `1px solid ${t.faint}`,
    borderRadius: 3,
    font: `600 9px/12px ${theme.typography.fontFamily}`,
    textAlign: 'center',
    color: t.muted,
    marginRight: 6,
    verticalAlign: 1,
  };
});

/** The kind of an entity as one letter in a small frame; the whole word on hover and for screen readers. */
export function KindLetter(props: { kind: string }) {
  const kind = props.kind.toLocaleLowerCase('en-US');
  return (
    <Frame role="img" title={kind} aria-label={kind || 'unknown kind'}>
      {kind === '' ? '?' : [...kind][0].toLocaleUpperCase('en-US')}
    </Frame>
  );
}
