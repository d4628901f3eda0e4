import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { tokensOf } from '../theme/tokens';

const Bar = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'baseline',
  columnGap: 18,
  rowGap: 4,
  marginBottom: 4,
});

const Tab = styled('button')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    font: 'inherit',
    color: t.muted,
    background: 'none',
    border: 0,
    borderBottom: '2px solid transparent',
    padding: '2px 0',
    cursor: 'pointer',
    '&:hover': { color: t.text },
    '&[aria-selected="true"]': {
      color: t.text,
      fontWeight: 600,
      borderBottomColor: t.accent,
    },
    '&:focus-visible': { outline: `2px solid ${t.accent}`, outlineOffset: 2 },
  };
});

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** A few claims to choose from; arrow keys move between them. */
export function ClaimTabs(props: {
  before: ReactNode;
  label: string;
  claims: readonly { id: string; name: string }[];
  chosen: string | undefined;
  /** Id of the panel that the tabs switch. */
  panel: string;
  onChoose: (id: string) => void;
}) {
  const { before, label, claims, chosen, panel, onChoose } = props;
  const move = (event: React.KeyboardEvent, at: number) => {
    const step = STEPS[event.key];
    if (step === undefined) {
      return;
    }
    event.preventDefault();
    const to = (at + step + claims.length) % claims.length;
    onChoose(claims[to].id);
    const tabs =
      event.currentTarget.parentElement?.querySelectorAll<HTMLElement>(
        '[role="tab"]',
      );
    tabs?.[to]?.focus();
  };
  return (
    <Bar>
      <span>{before}</span>
      <Bar role="tablist" aria-label={label} style={{ margin: 0 }}>
        {claims.map(({ id, name }, i) => (
          <Tab
            key={id}
            type="button"
            role="tab"
            aria-selected={id === chosen}
            aria-controls={panel}
            tabIndex={id === chosen ? 0 : -1}
            onClick={() => onChoose(id)}
            onKeyDown={event => move(event, i)}
          >
            {name}
          </Tab>
        ))}
      </Bar>
    </Bar>
  );
}
