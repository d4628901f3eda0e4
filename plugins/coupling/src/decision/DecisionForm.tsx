import { styled } from '@mui/material/styles';
import type {
  Decision,
  DecisionList,
  Finding,
  OvertakenDecision,
} from '@posiwid/backstage-plugin-coupling-common';
import {
  useEffect,
  useId,
  useRef,
  useState,
  type FormEvent,
  type KeyboardEvent,
} from 'react';
import { messageOf } from '../api/errors';
import { Act, Muted } from '../components/styled';
import { tokensOf } from '../theme/tokens';
import { bodyOf, firstDraft, problemsOf, type Draft } from './draft';
import { FormField } from './fields/FormField';
import { FORMS, fieldsOf, type FieldName, type FormKind } from './forms';
import { Overtaken } from './Overtaken';
import { saidOf } from './saidOf';
import { useDecide, useDecisions } from './useDecide';
import { useDraft } from './useDraft';

export interface DecisionFormProps {
  findingId: string;
  kind: FormKind;
  finding: Finding;
  /** Position of the newest decision that the reader sees. Later ones are told of, not decided over. */
  position: number;
  /** The review in which it is decided. */
  reviewId?: string;
  /** What is taken back, or agreed with; of a dispute that stands it is known. */
  of?: Decision;
  onDone: (list: DecisionList) => void;
  onCancel: () => void;
}

const Frame = styled('form')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    borderTop: `1px solid ${t.line}`,
    borderBottom: `1px solid ${t.line}`,
    padding: '8px 0 10px',
    margin: '8px 0',
  };
});

const Title = styled('h4')({ font: 'inherit', fontWeight: 600, margin: 0 });

const Quote = styled('p')(({ theme }) => ({
  margin: '6px 0 0',
  paddingLeft: 10,
  borderLeft: `2px solid ${tokensOf(theme).faint}`,
  overflowWrap: 'anywhere',
}));

const Acts = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 18,
  marginTop: 10,
});

const Refused = styled('div')(({ theme }) => ({
  color: tokensOf(theme).warning,
  marginTop: 8,
  overflowWrap: 'anywhere',
  '&:focus': { outline: 'none' },
}));

/** Characters of a decision that are repeated before it is taken back. */
const QUOTED = 200;

function shortened(text: string): string {
  return text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text;
}

/**
 * One decision about one finding. What is typed outlives the form; Escape closes it, Control and Enter send it. When somebody
 * else decided since it was opened, it says what, keeps the text, and sends it again only when asked to.
 */
export function DecisionForm(props: DecisionFormProps) {
  const { findingId, kind, finding, reviewId, of, onDone, onCancel } = props;
  const form = FORMS[kind];
  // What the policy allows; the backend holds it against the policy either way.
  const limit = useDecisions(findingId).data?.acceptance;
  const fields = fieldsOf(kind, limit);
  const titleId = useId();
  const frame = useRef<HTMLFormElement>(null);
  const { draft, change, drop } = useDraft(
    `${findingId}.${kind}${of ? `.${of.id}` : ''}`,
    () => firstDraft(kind, finding, limit),
  );
  const [problems, setProblems] = useState<Draft>({});
  const [after, setAfter] = useState(props.position);
  const [overtaken, setOvertaken] = useState<OvertakenDecision>();
  const decide = useDecide(findingId, reviewId);

  useEffect(() => {
    frame.current
      ?.querySelector<HTMLElement>('input, textarea, select, button')
      ?.focus();
  }, []);
  useEffect(() => {
    if (overtaken || decide.isError) {
      frame.current?.querySelector<HTMLElement>('[data-focus]')?.focus();
    }
  }, [overtaken, decide.isError]);

  const send = () => {
    if (decide.isPending) return;
    const wrong = problemsOf(kind, draft, findingId, limit);
    setProblems(wrong);
    const first = fields.find(({ name }) => wrong[name] !== undefined);
    if (first) {
      focusField(frame.current, first.name);
      return;
    }
    const body = bodyOf(kind, draft, of?.id ?? disputeOf(kind, finding));
    decide.mutate(
      { body, after },
      {
        onSuccess: answer => {
          if (answer.overtaken) {
            setOvertaken(answer.body);
            setAfter(answer.body.standing.position);
          } else {
            drop();
            onDone(answer.body);
          }
        },
      },
    );
  };

  return (
    <Frame
      ref={frame}
      noValidate
      aria-labelledby={titleId}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Escape') {
          // The drawer around it stays open; what was typed is kept.
          event.stopPropagation();
          onCancel();
        } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          send();
        }
      }}
    >
      <Title id={titleId}>{form.act.replace('…', '')}</Title>
      <Muted>{form.means}</Muted>
      {of && <Quote>{shortened(saidOf(of.body))}</Quote>}
      {fields.map(field => (
        <FormField
          key={field.name}
          field={field}
          finding={finding}
          value={draft[field.name] ?? ''}
          problem={problems[field.name]}
          onChange={value => change({ [field.name]: value })}
        />
      ))}
      {overtaken && <Overtaken by={overtaken} />}
      {decide.isError && (
        <Refused role="alert" tabIndex={-1} data-focus>
          Not decided: {messageOf(decide.error)}
        </Refused>
      )}
      {decide.isPaused && (
        <div role="status">There is no network. It is sent when there is.</div>
      )}
      <Acts>
        <Act type="submit" aria-disabled={decide.isPending}>
          {wordOf(form.send, decide.isPending, overtaken !== undefined)}
        </Act>
        <Act
          type="button"
          onClick={() => {
            drop();
            onCancel();
          }}
        >
          Cancel
        </Act>
      </Acts>
    </Frame>
  );
}

function wordOf(send: string, isPending: boolean, isOvertaken: boolean) {
  if (isPending) return 'Sending…';
  return isOvertaken ? 'Decide anyway' : send;
}

/** The dispute that somebody agrees with is what the finding's standing rests on. */
function disputeOf(kind: FormKind, finding: Finding): string | undefined {
  return kind === 'second' ? finding.standing?.decisions[0] : undefined;
}

function focusField(form: HTMLElement | null, name: FieldName) {
  const field =
    form?.querySelector<HTMLElement>(`[name="${name}"]`) ??
    form?.querySelector<HTMLElement>('[aria-invalid="true"], input');
  field?.focus();
}
