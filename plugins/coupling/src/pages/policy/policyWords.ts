/** The policy in words. */
import type {
  PolicyField,
  PolicyPreview,
  PolicyState,
  PolicyVersion,
} from '@posiwid/backstage-plugin-coupling-common';
import { dayWords } from '../../decision/calendar';
import { count } from '../../words';
import { isSame, keyOf, overrideAt, type Required } from './draft';

/** Parts of the policy in the order of a reader's interest; what is not listed comes last, under its own key. */
const GROUPS: Record<string, string> = {
  acceptance: 'What may be accepted',
  requiredMechanisms: 'What couplings have to have',
  hub: 'When something shared is a hub',
  singlePath: 'When a path is the only one',
  splitPath: 'When a path crosses too many owners',
  saturation: 'When a downstream may be full for all',
  sameChange: 'When one change reaches many',
  sameClock: 'When jobs coincide',
  drillAgeDays: 'How long a drill counts',
  territory: 'When what was seen is worth raising',
  availability: 'Availability where nothing better is known',
  placeholderOwners: 'Owners that stand for nobody',
  inertTypes: 'What is inert at run time',
  disabledRules: 'Rules that are switched off',
};

export interface Group {
  key: string;
  title: string;
  fields: PolicyField[];
}

export function groupsOf(fields: readonly PolicyField[]): Group[] {
  const byKey = new Map<string, PolicyField[]>();
  for (const key of Object.keys(GROUPS)) byKey.set(key, []);
  for (const field of fields) {
    const [key] = field.path;
    byKey.set(key, [...(byKey.get(key) ?? []), field]);
  }
  return [...byKey]
    .filter(([, found]) => found.length > 0)
    .map(([key, found]) => ({
      key,
      title: GROUPS[key] ?? key,
      fields: found,
    }));
}

/** What a field is called: acceptance limits say of which severity. */
export function labelOf({ path, about }: PolicyField): string {
  return path[0] === 'acceptance'
    ? `${capital(path[1])}: ${about.charAt(0).toLowerCase()}${about.slice(1)}`
    : about;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A value as it is read. */
export function valueWords(kind: PolicyField['kind'], value: unknown): string {
  switch (kind) {
    case 'switch':
      return value ? 'yes' : 'no';
    case 'mechanisms':
      return (
        (value as Required[])
          .map(({ mechanism, on }) => `${mechanism} on ${placeWords(on)}`)
          .join(', ') || 'none'
      );
    case 'texts':
    case 'patterns':
      return (value as string[]).join(', ') || 'none';
    case 'count':
      return Number(value).toLocaleString('en');
    default:
      return String(value);
  }
}

function placeWords(on: string): string {
  switch (on) {
    case 'all':
      return 'all hard couplings';
    case 'across-teams':
      return 'couplings across teams';
    default:
      return on.startsWith('type:')
        ? `couplings to ${on.slice('type:'.length)}`
        : `couplings of ${on.slice(on.indexOf('/') + 1)}`;
  }
}

/** The page in a sentence. */
export function policyHeadline({ counts, versions }: PolicyState): string {
  const counting = versions.find(({ version }) => version === counts);
  return counting
    ? `Version ${counting.version} of the policy counts, since ${dayWords(
        counting.countsFrom,
      )}`
    : 'The policy is what app-config says';
}

export function sourcesSentence(fields: readonly PolicyField[]): string {
  const from = (source: PolicyField['source']) =>
    fields.filter(field => field.source === source).length;
  return `${count(fields.length, 'value')}: ${from(
    'default',
  )} as released, ${from('app-config')} from app-config, ${from(
    'version',
  )} set here.`;
}

/** `Would raise 6 findings, retire 2, worsen 1`. */
export function previewSentence(preview: PolicyPreview): string {
  const { raised, retired, worse, better } = preview;
  const parts = [
    [raised.total, 'raise'],
    [retired.total, 'retire'],
    [worse.total, 'worsen'],
    [better.total, 'ease'],
  ].filter(([n]) => n !== 0);
  return parts.length === 0
    ? 'Would change no finding that you may see'
    : `Would ${parts.map(([n, verb]) => `${verb} ${n}`).join(', ')}`;
}

/** What a version says otherwise than the one before it, or than app-config. */
export function changesIn(
  { overrides }: PolicyVersion,
  before: PolicyVersion | undefined,
  fields: readonly PolicyField[],
): string[] {
  return fields.flatMap(field => {
    const was = overrideAt(before?.overrides, field.path) ?? field.configured;
    const is = overrideAt(overrides, field.path) ?? field.configured;
    return isSame(was, is)
      ? []
      : [
          `${keyOf(field)}: ${valueWords(field.kind, was)} → ${valueWords(
            field.kind,
            is,
          )}`,
        ];
  });
}

export const STATE_WORDS: Record<PolicyVersion['state'], string> = {
  counts: 'counts',
  announced: 'announced',
  past: 'counted before',
  replaced: 'replaced before it counted',
};
