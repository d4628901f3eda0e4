import { styled } from '@mui/material/styles';
import type { Matrix } from '@posiwid/backstage-plugin-coupling-common';
import { useState } from 'react';
import { Act, DottedButton, EntityLink, Muted } from '../../components';
import { tokensOf } from '../../theme/tokens';

const SHOWN = 3;

const Frame = styled('section')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'grid',
    gridTemplateColumns: 'minmax(128px, max-content) minmax(0, 1fr)',
    columnGap: 14,
    marginTop: 12,
    paddingTop: 7,
    borderTop: `1px solid ${t.line}`,
    fontSize: 12.5,
    lineHeight: '20px',
    '& h3': { font: 'inherit', fontWeight: 600, margin: 0 },
    '& ul': { listStyle: 'none', margin: 0, padding: 0 },
    '& .pair': { color: t.accent, textDecoration: 'none' },
  };
});

function Refs(props: { refs: readonly string[] }) {
  return (
    <>
      {props.refs.map((ref, i) => (
        <span key={ref}>
          {i > 0 && ', '}
          <EntityLink entityRef={ref} />
        </span>
      ))}
    </>
  );
}

/** The couplings in which a provider needs its user, in words; the cells they are in open on a click. */
export function AgainstTheOrder(props: {
  matrix: Matrix;
  onSelect: (from: string, to: string) => void;
}) {
  const { matrix, onSelect } = props;
  const [all, setAll] = useState(false);
  const cells = matrix.cells.filter(cell => cell.against);
  if (cells.length === 0) {
    return null;
  }
  const couplings = cells.reduce((sum, cell) => sum + cell.couplings, 0);
  const titles = new Map(matrix.rows.map(row => [row.ref, row.title]));
  const shown = all ? matrix.against : matrix.against.slice(0, SHOWN);
  const more = matrix.against.length - shown.length;
  return (
    <Frame aria-label="Against the order">
      <div>
        <h3>Against the order</h3>
        <Muted>
          {couplings.toLocaleString('en')} in{' '}
          {cells.length.toLocaleString('en')}{' '}
          {cells.length === 1 ? 'cell' : 'cells'}
        </Muted>
      </div>
      <div>
        <ul>
          {shown.map(({ from, to, entities, targets }) => (
            <li key={`${from} ${to}`}>
              <DottedButton
                type="button"
                className="pair"
                onClick={() => onSelect(from, to)}
              >
                {titles.get(from) ?? from} needs {titles.get(to) ?? to}
              </DottedButton>
              : <Refs refs={entities} />{' '}
              {entities.length === 1 ? 'needs' : 'need'} <Refs refs={targets} />
            </li>
          ))}
        </ul>
        {more > 0 && (
          <Act type="button" onClick={() => setAll(true)}>
            {more} more
          </Act>
        )}
      </div>
    </Frame>
  );
}
