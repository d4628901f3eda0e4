import { styled } from '@mui/material/styles';
import { useId, useState } from 'react';
import { Act, Unseen } from '../../components/styled';
import { RowsSkeleton } from '../../components/Skeletons';
import { QueryState } from '../../components/States';
import { nameOf } from '../../refs';
import { tokensOf } from '../../theme/tokens';
import { count } from '../../words';
import { useCouplingProposal } from '../queries';
import { useEntitySource } from './useEntitySource';

const Snippet = styled('pre')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    margin: '6px 0',
    padding: '8px 10px',
    background: t.raised,
    color: t.text,
    border: `1px solid ${t.line}`,
    fontSize: 12,
    lineHeight: '17px',
    overflowX: 'auto',
    '&:focus-visible': { outline: `2px solid ${t.accent}`, outlineOffset: 2 },
  };
});

const Acts = styled('div')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 18,
  '& a': { color: tokensOf(theme).accent, fontWeight: 600 },
}));

const Note = styled('p')(({ theme }) => ({
  margin: '6px 0 0',
  color: tokensOf(theme).muted,
}));

/** A coupling that was seen and is not declared: opens the lines of the catalog file that would declare it. */
export function ProposeYaml(props: {
  from: string;
  to: string;
  /** Names the coupling in the button, where several stand together. */
  named?: boolean;
}) {
  const { from, to, named } = props;
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const act = isOpen ? 'Hide the YAML' : 'Propose the YAML';
  return (
    <>
      <Act
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-label={`${act} for ${nameOf(from)}, which calls ${nameOf(to)}`}
        onClick={() => setOpen(!isOpen)}
      >
        {act}
        {named && ` for ${nameOf(from)}`}
      </Act>
      {isOpen && (
        <div id={id}>
          <Proposal from={from} to={to} />
        </div>
      )}
    </>
  );
}

function Proposal(props: { from: string; to: string }) {
  const { from, to } = props;
  const query = useCouplingProposal({ from, to });
  const source = useEntitySource(from);
  return (
    <QueryState
      query={query}
      skeleton={<RowsSkeleton rows={5} height={16} />}
      notFound={
        <Note>
          There is nothing to propose: the last analysis has it declared, or
          does not know both ends.
        </Note>
      }
    >
      {({ yaml, hidden, field }) => (
        <>
          <Snippet
            tabIndex={0}
            aria-label={`Lines for the file of ${nameOf(from)}`}
          >
            {yaml}
          </Snippet>
          <Acts>
            <Copy text={yaml} />
            {source && (
              <a href={source} target="_blank" rel="noopener noreferrer">
                Open the file
              </a>
            )}
          </Acts>
          <Note>
            {field} as the last analysis read it
            {hidden > 0 &&
              `, without ${count(
                hidden,
                'entry',
                'entries',
              )} that you may not see`}
            ; add the marked line and keep what the file has. Say that it is
            soft if its loss is borne.
          </Note>
        </>
      )}
    </QueryState>
  );
}

function Copy(props: { text: string }) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
      setSaid('Copied');
    } catch {
      // Without a secure context browsers offer no clipboard.
      setSaid('Select the text to copy it');
    }
    setTimeout(() => setSaid(''), 2_500);
  };
  return (
    <>
      <Act type="button" onClick={copy}>
        {said || 'Copy'}
      </Act>
      <Unseen role="status">{said}</Unseen>
    </>
  );
}
