import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { Act, Unseen } from '../components/styled';
import { tokensOf } from '../theme/tokens';

const Code = styled('pre')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    margin: '6px 0',
    padding: '8px 12px',
    borderLeft: `3px solid ${t.line}`,
    background: t.raised,
    color: t.text,
    fontSize: 12,
    lineHeight: '17px',
    overflowX: 'auto',
    maxWidth: 620,
    '&:focus-visible': { outline: `2px solid ${t.accent}`, outlineOffset: 2 },
  };
});

/** Lines to copy, with a button that does so. */
export function Example(props: { text: string; label: string }) {
  const { text, label } = props;
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied');
    } catch {
      // Without a secure context browsers offer no clipboard.
      setSaid('Select and copy it');
    }
    setTimeout(() => setSaid(''), 2_500);
  };
  return (
    <>
      {/* A long line is scrolled to, so the keyboard has to get there. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <Code tabIndex={0} role="group" aria-label={label}>
        {text}
      </Code>
      <Act type="button" onClick={copy}>
        {said || 'Copy'}
      </Act>
      <Unseen role="status">{said}</Unseen>
    </>
  );
}

/** The annotations that state a purpose, with promises that can be held against evidence. */
export const PURPOSE_EXAMPLE = `metadata:
  annotations:
    posiwid.dev/purpose: Take an order from any shopper, even with a region gone.
    posiwid.dev/claims: |
      availability >= 99.95% over 30d
      recovers within 1h over 90d
      survives loss of zone
      deploys independently
`;

/** Nothing is stated yet: how to do it. */
export function StatePurpose() {
  return (
    <>
      <p style={{ margin: '2px 0' }}>
        What is it for, and what can others rely on? Say so in its{' '}
        <code>catalog-info.yaml</code>; the next analysis holds each promise
        against what was observed.
      </p>
      <Example
        text={PURPOSE_EXAMPLE}
        label="Annotations that state a purpose"
      />
    </>
  );
}
