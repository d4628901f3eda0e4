import { styled } from '@mui/material/styles';
import type {
  Finding,
  TeamSummary,
} from '@posiwid/backstage-plugin-coupling-common';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { useTeams } from '../../../api/queries';
import { Act, useTeamTitles } from '../../../components';
import { today } from '../../../decision/calendar';
import {
  Buttons,
  Choice,
  Field,
  Solid,
  TextArea,
  TextInput,
  Wrong,
} from '../../../review/fields';
import { PeoplePicker } from '../../../review/PeoplePicker';
import { sendOnEnter } from '../../../review/RemarkForm';
import { NO_OWNER } from '../../../refs';
import { tokensOf } from '../../../theme/tokens';
import {
  FORM_WORDS,
  type FormKind,
  type FormValues,
  type RoomForm,
} from './roomForm';

const Frame = styled('form')(({ theme }) => {
  const t = tokensOf(theme);
  return {
    border: `2.5px solid ${t.accent}`,
    borderRadius: 6,
    padding: '12px 16px 14px',
    display: 'grid',
    gridTemplateColumns: 'repeat(12, minmax(0, 1fr))',
    gap: '8px 14px',
    fontSize: 20,
    lineHeight: '26px',
    '& h3': {
      gridColumn: '1 / -1',
      font: 'inherit',
      fontSize: 20,
      fontWeight: 600,
      margin: 0,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    '& > *': { gridColumn: 'span 3' },
    '& > [data-wide]': { gridColumn: '1 / -1' },
    '&& label, && small': { fontSize: 16 },
    '& input, & select, & textarea': { minHeight: 40, fontSize: 20 },
    '& .most': { gridColumn: 'span 9' },
    '& .half': { gridColumn: 'span 6' },
    '@media (max-width: 1000px)': {
      '& > *, & .most, & .half': { gridColumn: '1 / -1' },
    },
  };
});

/** Kinds whose text has to be there. */
const NEEDS_TEXT: FormKind[] = [
  'accept',
  'defer',
  'dispute',
  'noted',
  'dissented',
];

const TEXT_LABELS: Partial<Record<FormKind, string>> = {
  accept: 'Why the risk is lived with',
  assign: 'Note, if any',
  defer: 'Why not today',
  dispute: 'Why it is no risk; a second person has to agree',
  done: 'What was done, if it is to be kept',
  noted: 'Note',
  dissented: 'What you see differently',
};

const DAY_LABELS: Partial<Record<FormKind, string>> = {
  accept: 'Until',
  assign: 'Due',
  plan: 'Due',
};

/** Beside a day; across the whole form where there is none. */
const TEXT_WIDTHS: Partial<Record<FormKind, string>> = {
  accept: 'most',
  defer: 'most',
  assign: 'half',
};

/** Teams to choose from: those on the chain first, every other after them. */
function TeamChoice(props: {
  id: string;
  value: string;
  finding: Finding | undefined;
  required: boolean;
  onChange: (team: string) => void;
}) {
  const { id, value, finding, required, onChange } = props;
  const teams = useTeams();
  const titleOf = useTeamTitles();
  const near = (finding?.teams ?? []).filter(team => team !== NO_OWNER);
  const others = (teams.data ?? []).filter(
    ({ ref, standing }: TeamSummary) =>
      standing !== 'placeholder' && !near.includes(ref),
  );
  const known = [...near, ...others.map(({ ref }) => ref)];
  return (
    <Choice
      id={id}
      required={required}
      value={value}
      onChange={event => onChange(event.target.value)}
    >
      <option value="">{required ? 'Choose a team' : 'No team yet'}</option>
      {value && !known.includes(value) && (
        <option value={value}>{titleOf(value)}</option>
      )}
      <optgroup label="On the chain">
        {near.map(ref => (
          <option key={ref} value={ref}>
            {titleOf(ref)}
          </option>
        ))}
      </optgroup>
      {others.length > 0 && (
        <optgroup label="Other teams">
          {others.map(({ ref, title }) => (
            <option key={ref} value={ref}>
              {title}
            </option>
          ))}
        </optgroup>
      )}
    </Choice>
  );
}

/** The form of one decision, note or dissent, in the place of the big buttons. Enter sends it, Escape closes it. */
export function DecideForm(props: {
  form: RoomForm;
  /** Number and title of the item: the room may have gone on to another. */
  about: string;
  finding: Finding | undefined;
  onSend: (values: FormValues) => void;
  onClose: () => void;
  /** Kept by the room, so that nothing typed is lost when the form is drawn anew. */
  onChange: (values: FormValues) => void;
}) {
  const { form, about, finding, onSend, onClose, onChange } = props;
  const { kind, notice } = form;
  const [values, setValues] = useState(form.values);
  const [missing, setMissing] = useState<string>();
  const frame = useRef<HTMLFormElement>(null);
  const titleId = useId();
  const movesId = useId();
  const { title, act } = FORM_WORDS[kind];

  useEffect(() => {
    const first =
      frame.current?.querySelector<HTMLElement>('[data-first]') ??
      frame.current?.querySelector<HTMLElement>('input, select, button');
    first?.focus();
    // What was written before is gone on with, not written over.
    if (first instanceof HTMLTextAreaElement) {
      first.setSelectionRange(first.value.length, first.value.length);
    }
  }, []);

  const set = <K extends keyof FormValues>(name: K, value: FormValues[K]) => {
    const next = { ...values, [name]: value };
    setValues(next);
    onChange(next);
  };
  const on = (name: Exclude<keyof FormValues, 'approvedBy'>) => ({
    value: values[name],
    onChange: (event: { target: { value: string } }) =>
      set(name, event.target.value),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (NEEDS_TEXT.includes(kind) && values.text.trim() === '') {
      setMissing('A reason is needed; one sentence is enough.');
      frame.current?.querySelector('textarea')?.focus();
      return;
    }
    onSend(values);
  };
  const hasDay = kind === 'accept' || kind === 'defer';
  const hasDue = kind === 'assign' || kind === 'plan';
  const textLabel = TEXT_LABELS[kind];
  return (
    <Frame
      ref={frame}
      aria-labelledby={titleId}
      onSubmit={submit}
      onKeyDown={event => {
        // A browser would open the list; Enter sends from every field.
        if (
          event.key === 'Enter' &&
          event.target instanceof HTMLSelectElement
        ) {
          event.preventDefault();
          event.currentTarget.requestSubmit();
        }
      }}
    >
      <h3 id={titleId}>
        {title}: {about}
      </h3>
      <Wrong>{missing ?? notice}</Wrong>
      {kind === 'plan' && (
        <div className="half">
          <Field label="Move">
            {id => (
              <>
                <TextInput
                  id={id}
                  data-first
                  list={movesId}
                  required
                  maxLength={2_000}
                  {...on('move')}
                />
                <datalist id={movesId}>
                  {finding?.interventions.map((move, i) => (
                    <option key={i} value={move.text} />
                  ))}
                </datalist>
              </>
            )}
          </Field>
        </div>
      )}
      {kind === 'plan' && (
        <div className="half">
          <Field label="Ticket or decision record, if there is one">
            {id => (
              <TextInput
                id={id}
                type="url"
                pattern="https?://.+"
                maxLength={2_000}
                placeholder="https://"
                {...on('link')}
              />
            )}
          </Field>
        </div>
      )}
      {hasDue && (
        <div className={kind === 'plan' ? 'half' : undefined}>
          <Field label="Team">
            {id => (
              <TeamChoice
                id={id}
                value={values.team}
                finding={finding}
                required={kind === 'assign'}
                onChange={team => set('team', team)}
              />
            )}
          </Field>
        </div>
      )}
      {(hasDue || hasDay) && (
        <div>
          <Field label={DAY_LABELS[kind] ?? 'To'}>
            {id => (
              <TextInput
                id={id}
                type="date"
                required={kind !== 'plan' && kind !== 'defer'}
                min={today()}
                {...on(hasDue ? 'due' : 'until')}
              />
            )}
          </Field>
        </div>
      )}
      {textLabel && (
        <div
          className={TEXT_WIDTHS[kind]}
          data-wide={TEXT_WIDTHS[kind] === undefined || undefined}
        >
          <Field label={textLabel}>
            {id => (
              <TextArea
                id={id}
                data-first={kind !== 'assign' || undefined}
                rows={1}
                maxLength={100_000}
                {...on('text')}
                onKeyDown={sendOnEnter}
              />
            )}
          </Field>
        </div>
      )}
      {kind === 'accept' && (
        <div data-wide>
          <Field label="Approved by, where the policy asks for it">
            {id => (
              <PeoplePicker
                id={id}
                label="who approved"
                value={values.approvedBy}
                onChange={approvedBy => set('approvedBy', approvedBy)}
              />
            )}
          </Field>
        </div>
      )}
      <Buttons data-wide>
        <Solid type="submit">{act}</Solid>
        <Act type="button" onClick={onClose}>
          Close
        </Act>
        <small>Enter sends, Esc closes</small>
      </Buttons>
    </Frame>
  );
}
