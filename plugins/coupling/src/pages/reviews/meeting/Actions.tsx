import { styled } from '@mui/material/styles';
import { tokensOf } from '../../../theme/tokens';
import type { FormKind } from './roomForm';

const Big = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'grid',
    gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
    gap: 14,
    '& button': {
      font: 'inherit',
      fontSize: 22,
      lineHeight: '27px',
      fontWeight: 600,
      color: t.text,
      background: 'none',
      border: `1.5px solid ${t.faint}`,
      borderRadius: 6,
      padding: '9px 14px',
      textAlign: 'left',
      display: 'grid',
      gridTemplateColumns: '46px minmax(0, 1fr)',
      alignItems: 'center',
      cursor: 'pointer',
    },
    '& button:hover': { borderColor: t.accent },
    '& button[aria-disabled]': { color: t.muted, cursor: 'default' },
    '& button:focus-visible': {
      outline: `2.5px solid ${t.accent}`,
      outlineOffset: 1,
    },
    '& small': {
      gridColumn: 2,
      fontSize: 16,
      lineHeight: '21px',
      fontWeight: 400,
      color: t.muted,
    },
    '@media (max-width: 1000px)': {
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      gap: 8,
      '& button': { padding: '6px 10px' },
    },
  };
});

const Key = styled('kbd')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    gridRow: 'span 2',
    font: 'inherit',
    fontSize: 20,
    lineHeight: '31px',
    fontWeight: 600,
    width: 33,
    height: 35,
    border: `1.5px solid ${t.muted}`,
    borderBottomWidth: 3,
    borderRadius: 5,
    textAlign: 'center',
    // The portal's own look of keys is for code.
    color: 'inherit',
    background: 'none',
    boxShadow: 'none',
    padding: 0,
  };
});

const Quiet = styled('div')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 22px',
    marginTop: 10,
    fontSize: 17,
    lineHeight: '24px',
    '& button': {
      font: 'inherit',
      color: t.accent,
      background: 'none',
      border: 0,
      padding: 0,
      cursor: 'pointer',
    },
    '& button:hover': { textDecoration: 'underline' },
    '& button:focus-visible': {
      outline: `2px solid ${t.accent}`,
      outlineOffset: 2,
    },
    '& button:disabled': { color: t.muted, cursor: 'default' },
    '& b': { fontWeight: 600, color: t.text, marginRight: 6 },
    '& [data-end]': { marginLeft: 'auto' },
  };
});

export interface QuietAct {
  key: string;
  word: string;
  act: () => void;
  disabled?: boolean;
  pressed?: boolean;
}

/** The four decisions of a meeting, each with its key; what the reader may not decide says so. */
export function BigActions(props: {
  may: (kind: FormKind) => boolean;
  hints: Record<'accept' | 'assign' | 'plan' | 'defer', string>;
  onOpen: (kind: FormKind) => void;
}) {
  const { may, hints, onOpen } = props;
  const actions = [
    { kind: 'accept', key: 'A', word: 'Accept until…' },
    { kind: 'assign', key: 'S', word: 'Assign' },
    { kind: 'plan', key: 'P', word: 'Plan' },
    { kind: 'defer', key: 'D', word: 'Defer' },
  ] as const;
  return (
    <Big role="group" aria-label="Decide">
      {actions.map(({ kind, key, word }) => {
        const allowed = may(kind);
        return (
          <button
            key={kind}
            type="button"
            aria-keyshortcuts={key}
            aria-disabled={!allowed || undefined}
            onClick={() => {
              if (allowed) onOpen(kind);
            }}
          >
            <Key aria-hidden>{key}</Key>
            {word}
            <small>{allowed ? hints[kind] : 'not yours to decide'}</small>
          </button>
        );
      })}
    </Big>
  );
}

/** Everything else, smaller. */
export function QuietActions(props: { acts: readonly QuietAct[] }) {
  return (
    <Quiet role="group" aria-label="More">
      {props.acts.map(({ key, word, act, disabled, pressed }) => (
        <button
          key={key}
          type="button"
          aria-keyshortcuts={key}
          aria-pressed={pressed}
          disabled={disabled}
          onClick={act}
        >
          <b aria-hidden>{key}</b>
          {word}
        </button>
      ))}
    </Quiet>
  );
}
