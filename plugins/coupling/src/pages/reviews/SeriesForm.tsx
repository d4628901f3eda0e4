import { useApiHolder, identityApiRef } from '@backstage/core-plugin-api';
import { styled } from '@mui/material/styles';
import type { SeriesView } from '@posiwid/backstage-plugin-coupling-common';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { messageOf, statusCodeOf } from '../../api/errors';
import { useTeams } from '../../api/queries';
import { Act, Muted, TeamTree } from '../../components';
import { Check } from '../../components/Check';
import { cadenceWords, presetRule, type Preset } from '../../review/cadence';
import {
  Buttons,
  Choice,
  Field,
  Form,
  Solid,
  TextInput,
  Wrong,
} from '../../review/fields';
import { PeoplePicker } from '../../review/PeoplePicker';
import { useSetSeries } from '../../review/queries';
import { CATEGORIES, CATEGORY_WORDS, SEVERITIES } from '../../words';
import {
  draftOf,
  idFor,
  newDraft,
  settingsOf,
  type SeriesDraft,
} from './seriesDraft';

const PRESET_WORDS: Record<Preset, string> = {
  monthly: 'Every month',
  fortnightly: 'Every two weeks',
  weekly: 'Every week',
  own: 'Another rule',
};

const Group = styled('fieldset')({
  border: 0,
  margin: 0,
  padding: 0,
  minWidth: 0,
  '& > label': { minHeight: 20 },
});

const Heading = styled('h2')({
  font: 'inherit',
  fontSize: 17,
  lineHeight: '24px',
  fontWeight: 600,
  margin: '0 0 12px',
});

/** Who is signed in; undefined until that is known, and for who is nobody. */
function useMe(): string | undefined {
  const identity = useApiHolder().get(identityApiRef);
  const { data } = useQuery({
    queryKey: ['coupling', 'me'],
    enabled: identity !== undefined,
    staleTime: Infinity,
    queryFn: async () =>
      (await identity!.getBackstageIdentity()).userEntityRef ?? null,
  });
  return data ?? undefined;
}

function Delegates(props: {
  value: SeriesDraft['delegates'];
  onChange: (value: SeriesDraft['delegates']) => void;
}) {
  const { value, onChange } = props;
  const change = (i: number, part: Partial<SeriesDraft['delegates'][number]>) =>
    onChange(value.map((each, at) => (at === i ? { ...each, ...part } : each)));
  return (
    <div data-wide style={{ display: 'grid', rowGap: 6 }}>
      {value.map((each, i) => (
        <Buttons key={i}>
          <PeoplePicker
            id={`delegate-for-${i}`}
            single
            label="who is stood in for"
            value={each.for ? [each.for] : []}
            onChange={([ref = '']) => change(i, { for: ref })}
          />
          <Muted>may be stood in for by</Muted>
          <PeoplePicker
            id={`delegate-by-${i}`}
            single
            label="who stands in"
            value={each.by ? [each.by] : []}
            onChange={([ref = '']) => change(i, { by: ref })}
          />
          <Act
            type="button"
            aria-label={`Remove stand-in ${i + 1}`}
            onClick={() => onChange(value.filter((_, at) => at !== i))}
          >
            ✕
          </Act>
        </Buttons>
      ))}
      <div>
        <Act
          type="button"
          onClick={() => onChange([...value, { for: '', by: '' }])}
        >
          Add a stand-in
        </Act>
      </div>
    </div>
  );
}

function whyNot(error: unknown): string {
  return statusCodeOf(error) === 409
    ? 'Somebody else changed this series in the meantime. Your words are still here; close the form to see theirs.'
    : messageOf(error);
}

/** Makes a series, or changes one, in one form. */
export function SeriesForm(props: {
  /** To change; a new one is made without. */
  series?: SeriesView;
  taken: readonly string[];
  onDone: (series: SeriesView) => void;
  onCancel?: () => void;
}) {
  const { series, taken, onDone, onCancel } = props;
  const me = useMe();
  const teams = useTeams();
  const set = useSetSeries();
  const [draft, setDraft] = useState<SeriesDraft>(() =>
    series ? draftOf(series) : newDraft(me, new Date()),
  );
  const [missing, setMissing] = useState<string>();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    first.current?.focus();
  }, []);
  useEffect(() => {
    if (series || !me) return;
    setDraft(before =>
      before.facilitator.length === 0
        ? { ...before, facilitator: [me] }
        : before,
    );
  }, [me, series]);

  const change = (part: Partial<SeriesDraft>) =>
    setDraft(before => ({ ...before, ...part }));
  const text = (
    name:
      | 'name'
      | 'rule'
      | 'day'
      | 'hour'
      | 'timezone'
      | 'minutes'
      | 'itemMinutes',
  ) => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) =>
      change({ [name]: event.target.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = settingsOf(draft);
    if ('missing' in read) {
      setMissing(read.missing);
      return;
    }
    setMissing(undefined);
    set.mutate(
      {
        id: series?.id ?? idFor(read.settings.name, taken),
        change: {
          after: series?.version ?? 0,
          settings: read.settings,
          ...(series?.retired && { retired: true }),
        },
      },
      { onSuccess: onDone },
    );
  };
  const rule =
    draft.preset === 'own' ? draft.rule : presetRule(draft.preset, draft.day);
  const act = series ? 'Save' : 'Make the series';
  const wrong = missing ?? (set.isError ? whyNot(set.error) : undefined);
  return (
    <section
      aria-label={series ? `Change ${series.settings.name}` : 'New series'}
    >
      <Heading>
        {series ? 'Change the series' : 'Make a series of reviews'}
      </Heading>
      <Form onSubmit={submit} noValidate={false}>
        <Field label="Name" wide>
          {id => (
            <TextInput
              id={id}
              ref={first}
              required
              maxLength={200}
              {...text('name')}
            />
          )}
        </Field>
        <Field label="How often" hint={cadenceWords(rule)}>
          {(id, hint) => (
            <Choice
              id={id}
              aria-describedby={hint}
              value={draft.preset}
              onChange={event =>
                change({ preset: event.target.value as Preset, rule })
              }
            >
              {Object.entries(PRESET_WORDS).map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </Choice>
          )}
        </Field>
        {draft.preset === 'own' && (
          <Field
            label="Rule"
            hint="A recurrence of RFC 5545, without its start"
          >
            {(id, hint) => (
              <TextInput
                id={id}
                aria-describedby={hint}
                required
                maxLength={300}
                spellCheck={false}
                {...text('rule')}
              />
            )}
          </Field>
        )}
        <Field label="First meeting">
          {id => <TextInput id={id} type="date" required {...text('day')} />}
        </Field>
        <Field label="Hour">
          {id => <TextInput id={id} type="time" required {...text('hour')} />}
        </Field>
        <Field label="Time zone" hint="Meetings keep their hour in it">
          {(id, hint) => (
            <TextInput
              id={id}
              aria-describedby={hint}
              required
              maxLength={100}
              spellCheck={false}
              {...text('timezone')}
            />
          )}
        </Field>
        <Field label="Minutes of a meeting">
          {id => (
            <TextInput
              id={id}
              type="number"
              min={5}
              max={600}
              required
              {...text('minutes')}
            />
          )}
        </Field>
        <Field label="Minutes for one item">
          {id => (
            <TextInput
              id={id}
              type="number"
              min={1}
              max={120}
              required
              {...text('itemMinutes')}
            />
          )}
        </Field>
        <Field
          label="New findings from"
          hint="Less severe ones are counted only"
        >
          {(id, hint) => (
            <Choice
              id={id}
              aria-describedby={hint}
              value={draft.minSeverity}
              onChange={event =>
                change({
                  minSeverity: event.target.value as SeriesDraft['minSeverity'],
                })
              }
            >
              {SEVERITIES.map(severity => (
                <option key={severity}>{severity}</option>
              ))}
            </Choice>
          )}
        </Field>
        <Field label="Facilitator">
          {id => (
            <PeoplePicker
              id={id}
              single
              label="facilitator"
              value={draft.facilitator}
              onChange={facilitator => change({ facilitator })}
            />
          )}
        </Field>
        <Field label="Participants: users and groups" wide>
          {id => (
            <PeoplePicker
              id={id}
              label="participants"
              value={draft.participants}
              onChange={participants => change({ participants })}
            />
          )}
        </Field>
        <Delegates
          value={draft.delegates}
          onChange={delegates => change({ delegates })}
        />
        <Group>
          <legend>Only these categories; none chosen means all</legend>
          {CATEGORIES.map(category => (
            <Check
              key={category}
              checked={draft.category.includes(category)}
              onChange={() =>
                change({
                  category: draft.category.includes(category)
                    ? draft.category.filter(each => each !== category)
                    : [...draft.category, category],
                })
              }
            >
              {CATEGORY_WORDS[category]}
            </Check>
          ))}
        </Group>
        <Group>
          <legend>Only these teams; none chosen means all</legend>
          {teams.data && (
            <TeamTree
              teams={teams.data}
              scope={{ team: draft.team, children: draft.children }}
              onChange={change}
            />
          )}
        </Group>
        <Wrong>{wrong}</Wrong>
        <Buttons data-wide>
          <Solid type="submit" disabled={set.isPending}>
            {set.isPending ? 'Saving…' : act}
          </Solid>
          {onCancel && (
            <Act type="button" onClick={onCancel}>
              Cancel
            </Act>
          )}
        </Buttons>
      </Form>
    </section>
  );
}
