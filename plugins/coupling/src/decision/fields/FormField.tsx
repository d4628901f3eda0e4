import type { Finding } from '@posiwid/backstage-plugin-coupling-common';
import { useId } from 'react';
import { today } from '../calendar';
import type { Field } from '../forms';
import type { Control } from './control';
import { FindingField } from './FindingField';
import { MoveField } from './MoveField';
import { Hint, Input, Label, TextArea, Wrong } from './styled';
import { TeamSelect } from './TeamSelect';

/** One field of a form with its label, what it expects, and what is wrong with it. */
export function FormField(props: {
  field: Field;
  finding: Finding;
  value: string;
  problem: string | undefined;
  onChange: (value: string) => void;
}) {
  const { field, finding, value, problem, onChange } = props;
  const id = useId();
  const described = [
    problem && `${id}-problem`,
    field.hint && `${id}-hint`,
  ].filter(Boolean);
  const control: Control = {
    id,
    name: field.name,
    value,
    onChange,
    'aria-invalid': problem !== undefined || undefined,
    'aria-describedby': described.join(' ') || undefined,
    'aria-required': field.required || undefined,
  };
  const words = `${field.label}${field.required ? '' : ' (if any)'}`;
  return (
    <div>
      {field.as === 'move' || field.as === 'finding' ? null : (
        <Label htmlFor={id}>{words}</Label>
      )}
      <FieldControl
        as={field.as}
        control={control}
        words={words}
        finding={finding}
      />
      {problem && <Wrong id={`${id}-problem`}>{problem}</Wrong>}
      {field.hint && <Hint id={`${id}-hint`}>{field.hint}</Hint>}
    </div>
  );
}

function FieldControl(props: {
  as: Field['as'];
  control: Control;
  words: string;
  finding: Finding;
}) {
  const { as, control, words, finding } = props;
  const { onChange, ...rest } = control;
  switch (as) {
    case 'team':
      return <TeamSelect control={control} first={finding.teams} />;
    case 'move':
      return (
        <MoveField
          control={control}
          words={words}
          moves={finding.interventions.map(({ text }) => text)}
        />
      );
    case 'finding':
      return (
        <FindingField control={control} words={words} except={finding.id} />
      );
    case 'lines':
      return (
        <TextArea
          {...rest}
          rows={3}
          onChange={event => onChange(event.target.value)}
        />
      );
    case 'day':
      return (
        <Input
          {...rest}
          type="date"
          min={today()}
          onChange={event => onChange(event.target.value)}
        />
      );
    default:
      return (
        <Input
          {...rest}
          type="text"
          autoComplete="off"
          onChange={event => onChange(event.target.value)}
        />
      );
  }
}
