import { styled } from '@mui/material/styles';
import type { PolicyState } from '@posiwid/backstage-plugin-coupling-common';
import { useId, useState, type FormEvent } from 'react';
import { messageOf, statusCodeOf } from '../../api/errors';
import { Act, Muted, Section } from '../../components';
import { dayWords } from '../../decision/calendar';
import {
  Hint,
  Input,
  Label,
  TextArea,
  Wrong,
} from '../../decision/fields/styled';
import { Buttons, Solid } from '../../review/fields';
import { count } from '../../words';
import type { Read } from './draft';
import { PreviewResult } from './PreviewResult';
import { usePreview, useSetPolicy } from './queries';

const Form = styled('form')({ maxWidth: 760 });

const MAX_COMMENT = 2_000;

/** The announced version that saving would take the place of. */
function Replaces(props: { state: PolicyState }) {
  const announced = props.state.versions.filter(
    ({ state }) => state === 'announced',
  );
  return (
    <>
      {announced.map(({ version, countsFrom }) => (
        <Hint key={version}>
          Version {version}, announced for {dayWords(countsFrom)}, will be
          replaced once this one counts; what it would have changed is not in
          this one.
        </Hint>
      ))}
    </>
  );
}

function previewProblem(error: unknown): string {
  return statusCodeOf(error) === 429
    ? 'Another preview is under way. Try again in a moment.'
    : messageOf(error);
}

/** Says why, and from when; shows what it would find; saves. */
export function SaveForm(props: {
  state: PolicyState;
  read: Read;
  onSaved: () => void;
  onCancel: () => void;
}) {
  const { state, read, onSaved, onCancel } = props;
  const { overrides, problems, changed } = read;
  const id = useId();
  const [comment, setComment] = useState('');
  const [countsFrom, setCountsFrom] = useState(state.today);
  const [wrong, setWrong] = useState<string>();
  const preview = usePreview();
  const set = useSetPolicy();
  const isWrong = Object.keys(problems).length > 0;
  const isOfThis =
    JSON.stringify(preview.variables) === JSON.stringify(overrides);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWrong) {
      setWrong('Something above cannot be read yet');
    } else if (comment.trim() === '') {
      setWrong('Say why, for those who come after');
    } else if (countsFrom < state.today) {
      setWrong(`A policy counts from ${dayWords(state.today)} or later`);
    } else {
      setWrong(undefined);
      set.mutate(
        {
          after: state.position,
          overrides,
          comment: comment.trim(),
          countsFrom,
        },
        { onSuccess: ({ overtaken }) => !overtaken && onSaved() },
      );
    }
  };

  return (
    <Section title="Save" aside={`${count(changed.length, 'value')} changed`}>
      <Form onSubmit={submit} noValidate aria-label="Save the policy">
        <Label htmlFor={`${id}-why`}>Why</Label>
        <TextArea
          id={`${id}-why`}
          rows={2}
          maxLength={MAX_COMMENT}
          value={comment}
          onChange={event => setComment(event.target.value)}
        />
        <Label htmlFor={`${id}-from`}>Counts from</Label>
        <Input
          id={`${id}-from`}
          type="date"
          min={state.today}
          value={countsFrom}
          aria-describedby={`${id}-hint`}
          onChange={event => setCountsFrom(event.target.value)}
        />
        <Hint id={`${id}-hint`}>
          Today at the next analysis, or a later day: announced now, counts
          then. Days begin in UTC.
        </Hint>
        <Replaces state={state} />
        <div role="alert">
          {set.data?.overtaken && !set.isPending && (
            <Wrong>
              Somebody else set version {state.position} in the meantime, and
              nothing of yours was kept. Your changes are still here, now over
              theirs: look at them again, then save.
            </Wrong>
          )}
          {set.isError && <Wrong>{messageOf(set.error)}</Wrong>}
          {wrong && <Wrong>{wrong}</Wrong>}
        </div>
        <Buttons style={{ margin: '10px 0' }}>
          <Solid type="submit" disabled={set.isPending || changed.length === 0}>
            {set.isPending ? 'Saving…' : 'Save'}
          </Solid>
          <Act
            type="button"
            disabled={preview.isPending || isWrong || changed.length === 0}
            onClick={() => preview.mutate(overrides)}
          >
            {preview.isPending ? 'Analysing the catalog…' : 'Preview'}
          </Act>
          <Act type="button" onClick={onCancel}>
            Cancel
          </Act>
        </Buttons>
      </Form>
      <div aria-live="polite">
        {preview.isError && <Wrong>{previewProblem(preview.error)}</Wrong>}
        {preview.data && !isOfThis && (
          <Muted>You changed something since this preview.</Muted>
        )}
        {preview.data && <PreviewResult preview={preview.data} />}
      </div>
    </Section>
  );
}
