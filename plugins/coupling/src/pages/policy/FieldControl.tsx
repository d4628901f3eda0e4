import { styled } from '@mui/material/styles';
import type { PolicyField } from '@posiwid/backstage-plugin-coupling-common';
import { Act } from '../../components';
import { Input, Select, TextArea } from '../../decision/fields/styled';
import type { Raw, Required } from './draft';

const Row = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'baseline',
  gap: 6,
  marginBottom: 4,
  '& > select': { width: 'auto' },
  '& > input': { flex: '1 1 170px', width: 'auto' },
});

const Short = styled(Input)({ maxWidth: 130 });

/** What may stand in `on`, to be chosen or typed. */
const PLACES = ['across-teams', 'all', 'type:database', 'domain:default/'];

function MechanismRows(props: {
  id: string;
  choices: readonly string[];
  value: readonly Required[];
  onChange: (value: readonly Required[]) => void;
}) {
  const { id, choices, value, onChange } = props;
  const change = (i: number, part: Partial<Required>) =>
    onChange(value.map((row, at) => (at === i ? { ...row, ...part } : row)));
  return (
    <div role="group" aria-label="Required mechanisms">
      {value.map((row, i) => (
        <Row key={i}>
          <Select
            aria-label={`Mechanism ${i + 1}`}
            value={row.mechanism}
            onChange={event => change(i, { mechanism: event.target.value })}
          >
            {choices.map(word => (
              <option key={word}>{word}</option>
            ))}
          </Select>
          on
          <Input
            aria-label={`Couplings that have to have mechanism ${i + 1}`}
            value={row.on}
            list={`${id}-places`}
            maxLength={300}
            spellCheck={false}
            onChange={event => change(i, { on: event.target.value })}
          />
          <Act
            type="button"
            aria-label={`Remove mechanism ${i + 1}`}
            onClick={() => onChange(value.filter((_, at) => at !== i))}
          >
            ✕
          </Act>
        </Row>
      ))}
      <datalist id={`${id}-places`}>
        {PLACES.map(place => (
          <option key={place} value={place} />
        ))}
      </datalist>
      <Act
        type="button"
        onClick={() =>
          onChange([...value, { mechanism: choices[0], on: PLACES[0] }])
        }
      >
        Require a mechanism
      </Act>
    </div>
  );
}

/** The control that edits one value of the policy. */
export function FieldControl(props: {
  id: string;
  field: PolicyField;
  raw: Raw;
  label: string;
  problem?: string;
  onChange: (raw: Raw) => void;
}) {
  const { id, field, raw, label, problem, onChange } = props;
  const common = {
    'aria-label': label,
    'aria-invalid': problem !== undefined || undefined,
    'aria-describedby': problem === undefined ? undefined : `${id}-problem`,
  };
  switch (field.kind) {
    case 'mechanisms':
      return (
        <MechanismRows
          id={id}
          choices={field.choices ?? []}
          value={raw as readonly Required[]}
          onChange={onChange}
        />
      );
    case 'switch':
      return (
        <input
          {...common}
          type="checkbox"
          checked={raw === 'true'}
          onChange={event => onChange(String(event.target.checked))}
        />
      );
    case 'texts':
    case 'patterns':
      return (
        <TextArea
          {...common}
          rows={Math.min(6, String(raw).split('\n').length + 1)}
          spellCheck={false}
          value={String(raw)}
          onChange={event => onChange(event.target.value)}
        />
      );
    default:
      return (
        <Short
          {...common}
          inputMode={field.kind === 'count' ? 'numeric' : 'decimal'}
          autoComplete="off"
          value={String(raw)}
          onChange={event => onChange(event.target.value)}
        />
      );
  }
}
