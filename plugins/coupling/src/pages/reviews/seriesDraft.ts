import type {
  SeriesSettings,
  SeriesView,
} from '@posiwid/backstage-plugin-coupling-common';
import {
  instantOf,
  presetOf,
  presetRule,
  wallOf,
  type Preset,
} from '../../review/cadence';

/** A series as it stands in its form. */
export interface SeriesDraft {
  name: string;
  preset: Preset;
  rule: string;
  /** First meeting on clocks of the time zone: `YYYY-MM-DD` and `HH:MM`. */
  day: string;
  hour: string;
  timezone: string;
  minutes: string;
  itemMinutes: string;
  team: string[];
  children: boolean;
  category: NonNullable<SeriesSettings['scope']['category']>;
  facilitator: string[];
  participants: string[];
  delegates: SeriesSettings['delegates'];
  minSeverity: SeriesSettings['minSeverity'];
  /** What the form does not show. */
  kept: Pick<SeriesSettings, 'moves'> & {
    scope: Pick<SeriesSettings['scope'], 'system' | 'domain'>;
  };
}

/** What a first series is likely to be: monthly, an hour at ten, the next Wednesday that comes. */
export function newDraft(me: string | undefined, now: Date): SeriesDraft {
  const first = new Date(now);
  first.setUTCDate(first.getUTCDate() + ((3 - first.getUTCDay() + 7) % 7 || 7));
  const firstDay = first.toISOString().slice(0, 10);
  return {
    name: 'Architecture review',
    preset: 'monthly',
    rule: presetRule('monthly', firstDay),
    day: firstDay,
    hour: '10:00',
    timezone: new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
    minutes: '60',
    itemMinutes: '8',
    team: [],
    children: true,
    category: [],
    facilitator: me ? [me] : [],
    participants: [],
    delegates: [],
    minSeverity: 'medium',
    kept: { moves: 3, scope: {} },
  };
}

export function draftOf({ settings }: SeriesView): SeriesDraft {
  const { scope, startsAt, timezone, cadence } = settings;
  const { day, hour } = wallOf(startsAt, timezone);
  const { system, domain } = scope;
  return {
    name: settings.name,
    preset: presetOf(cadence),
    rule: cadence,
    day,
    hour,
    timezone,
    minutes: String(settings.minutes),
    itemMinutes: String(settings.itemMinutes),
    team: scope.team ?? [],
    children: scope.children ?? true,
    category: scope.category ?? [],
    facilitator: [settings.facilitator],
    participants: settings.participants,
    delegates: settings.delegates,
    minSeverity: settings.minSeverity,
    kept: {
      moves: settings.moves,
      scope: { ...(system && { system }), ...(domain && { domain }) },
    },
  };
}

/** The settings of a draft, or what is missing in it. */
export function settingsOf(
  draft: SeriesDraft,
): { settings: SeriesSettings } | { missing: string } {
  const { name, preset, day, hour, timezone, team, category, kept } = draft;
  const [facilitator] = draft.facilitator;
  const startsAt = instantOf(day, hour, timezone);
  if (name.trim() === '') return { missing: 'The series needs a name.' };
  if (!facilitator) return { missing: 'Somebody has to facilitate it.' };
  if (!startsAt) {
    return {
      missing: 'The first meeting needs a day, an hour and a time zone.',
    };
  }
  return {
    settings: {
      name: name.trim(),
      cadence: preset === 'own' ? draft.rule.trim() : presetRule(preset, day),
      startsAt,
      timezone,
      minutes: Number(draft.minutes),
      itemMinutes: Number(draft.itemMinutes),
      scope: {
        ...kept.scope,
        ...(team.length > 0 && { team, children: draft.children }),
        ...(category.length > 0 && { category }),
      },
      facilitator,
      participants: draft.participants,
      delegates: draft.delegates.filter(
        each => each.for !== '' && each.by !== '',
      ),
      minSeverity: draft.minSeverity,
      moves: kept.moves,
    },
  };
}

/** An id for a new series: its name in letters of URLs, told apart from those that are there. */
export function idFor(name: string, taken: readonly string[]): string {
  const plain =
    name
      .normalize('NFKD')
      .toLocaleLowerCase('en-US')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50) || 'review';
  let id = plain;
  for (let n = 2; taken.includes(id); n += 1) id = `${plain}-${n}`;
  return id;
}
