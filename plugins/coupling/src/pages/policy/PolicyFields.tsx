import { styled } from '@mui/material/styles';
import type {
  PolicyField,
  PolicyState,
} from '@posiwid/backstage-plugin-coupling-common';
import { useId } from 'react';
import { Muted, Ruled, Section } from '../../components';
import { Wrong } from '../../decision/fields/styled';
import { Person } from '../../decision/Person';
import { day } from '../../time';
import { tokensOf } from '../../theme/tokens';
import { keyOf, rawIn, type Draft, type Raw } from './draft';
import { FieldControl } from './FieldControl';
import { groupsOf, labelOf, valueWords } from './policyWords';

const Table = styled(Ruled)(({ theme }) => {
  const t = tokensOf(theme);
  return {
    tableLayout: 'fixed',
    '& td, & tbody th': { overflowWrap: 'anywhere', verticalAlign: 'top' },
    '& tbody th': {
      font: 'inherit',
      fontSize: 13,
      color: t.text,
      whiteSpace: 'normal',
      borderTop: `1px solid ${t.line}`,
      padding: '4px 12px 4px 0',
    },
    '& small': { display: 'block', fontSize: 11.5, color: t.muted },
    // Said once to the eye; every table says it to a screen reader.
    '&[data-headless] thead th': {
      fontSize: 0,
      lineHeight: 0,
      padding: 0,
    },
    '& .value': { width: '34%' },
    '& .source': { width: '28%' },
    '& [data-edited] .value': {
      boxShadow: `inset 2px 0 ${t.accent}`,
      paddingLeft: 8,
    },
  };
});

/** Where a value comes from: who set it, when and why. */
function Source(props: { field: PolicyField; state: PolicyState }) {
  const { field, state } = props;
  if (field.source === 'default') return <Muted>as released</Muted>;
  if (field.source === 'app-config') {
    return (
      <>
        app-config
        <small>released: {valueWords(field.kind, field.standard)}</small>
      </>
    );
  }
  const version = state.versions.find(one => one.version === field.version);
  return (
    <>
      version {field.version}
      {version && (
        <>
          , <Person entityRef={version.by} /> on {day(version.at)}
        </>
      )}
      <small>
        {version && `${version.comment} · `}app-config:{' '}
        {valueWords(field.kind, field.configured)}
      </small>
    </>
  );
}

function FieldRow(props: {
  field: PolicyField;
  state: PolicyState;
  draft: Draft | undefined;
  problem?: string;
  isChanged: boolean;
  onChange: (raw: Raw) => void;
}) {
  const { field, state, draft, problem, isChanged, onChange } = props;
  const id = useId();
  const label = labelOf(field);
  return (
    <tr data-edited={isChanged || undefined}>
      <th scope="row">
        {label}
        <small>{keyOf(field)}</small>
      </th>
      <td className="value">
        {draft ? (
          <FieldControl
            id={id}
            field={field}
            label={label}
            raw={rawIn(field, draft)}
            problem={problem}
            onChange={onChange}
          />
        ) : (
          valueWords(field.kind, field.value)
        )}
        {problem && <Wrong id={`${id}-problem`}>{problem}</Wrong>}
        {isChanged && (
          <small>counts now: {valueWords(field.kind, field.value)}</small>
        )}
      </td>
      <td className="source">
        <Source field={field} state={state} />
      </td>
    </tr>
  );
}

/** Every value of the policy with where it comes from; with a draft, in fields to be edited. */
export function PolicyFields(props: {
  state: PolicyState;
  draft?: Draft;
  problems: Readonly<Record<string, string>>;
  changed: readonly string[];
  onChange: (key: string, raw: Raw) => void;
}) {
  const { state, draft, problems, changed, onChange } = props;
  return (
    <>
      {groupsOf(state.fields).map((group, i) => (
        <Section key={group.key} title={group.title}>
          <Table aria-label={group.title} data-headless={i > 0 || undefined}>
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col" className="value">
                  Counts
                </th>
                <th scope="col" className="source">
                  Comes from
                </th>
              </tr>
            </thead>
            <tbody>
              {group.fields.map(field => {
                const key = keyOf(field);
                return (
                  <FieldRow
                    key={key}
                    field={field}
                    state={state}
                    draft={draft}
                    problem={problems[key]}
                    isChanged={changed.includes(key)}
                    onChange={raw => onChange(key, raw)}
                  />
                );
              })}
            </tbody>
          </Table>
        </Section>
      ))}
    </>
  );
}
