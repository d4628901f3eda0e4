import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { Act } from '../components/styled';
import { Buttons, Field, Form, Solid, TextArea } from './fields';

/** Enter sends, Shift and Enter begins a line. */
export function sendOnEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (
    event.key === 'Enter' &&
    !event.shiftKey &&
    !event.nativeEvent.isComposing
  ) {
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }
}

/** One text with a button. */
export function RemarkForm(props: {
  label: string;
  act: string;
  onSend: (text: string) => void;
  onCancel: () => void;
}) {
  const { label, act, onSend, onCancel } = props;
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') onSend(text.trim());
  };
  return (
    <Form onSubmit={submit} className="coupling-on-screen">
      <Field label={label} wide>
        {id => (
          <TextArea
            id={id}
            rows={2}
            required
            // The reader has just asked for this field.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            maxLength={100_000}
            value={text}
            onChange={event => setText(event.target.value)}
            onKeyDown={sendOnEnter}
          />
        )}
      </Field>
      <Buttons>
        <Solid type="submit">{act}</Solid>
        <Act type="button" onClick={onCancel}>
          Cancel
        </Act>
      </Buttons>
    </Form>
  );
}
