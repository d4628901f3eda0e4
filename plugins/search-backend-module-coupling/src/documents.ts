/** What is put into the search: findings, interfaces, series and reviews, each with a link to its page. */
import type {
  Finding,
  Interface,
  ReviewSummary,
  SeriesView,
} from '@posiwid/backstage-plugin-coupling-common';
import type { IndexableDocument } from '@backstage/plugin-search-common';

export type CouplingDocument = IndexableDocument & {
  kind: 'finding' | 'interface' | 'series' | 'review';
  severity?: string;
  category?: string;
  standing?: string;
};

export function findingDocument(
  finding: Finding,
  page: string,
): CouplingDocument {
  const { id, title, summary, severity, category, subjects, chain } = finding;
  const refs = [...new Set([...subjects, ...chain])];
  const standing = finding.standing?.state;
  return {
    kind: 'finding',
    title,
    // Subjects, chain and teams: what else is named in a finding is not for everybody who may see it.
    text: [
      `${capital(severity)} finding, ${category.replaceAll('-', ' ')}.`,
      summary,
      namedAs('In it', refs),
      namedAs('Teams', finding.teams),
    ]
      .filter(Boolean)
      .join(' '),
    location: linkTo(page, 'risks', { finding: id }),
    severity,
    category,
    ...(standing && { standing }),
    authorization: { resourceRef: resourceRefOf(refs, id) },
  };
}

export function interfaceDocument(
  { provider, consumers, consumerTeams, contractText }: Interface,
  page: string,
): CouplingDocument {
  const users = consumers.map(({ entity }) => entity.ref);
  const refs = [provider.ref, ...users];
  const teams = [...provider.teams, ...consumerTeams].map(({ ref }) => ref);
  const name = provider.title ?? provider.name;
  return {
    kind: 'interface',
    title: `Interface of ${name}`,
    text: [
      namedAs(`${provider.name} is needed by`, users),
      namedAs('Teams', teams),
      contractText && `Contract: ${contractText}`,
    ]
      .filter(Boolean)
      .join(' '),
    location: linkTo(page, 'interfaces', {
      q: provider.name,
      open: provider.ref,
    }),
    authorization: {
      resourceRef: resourceRefOf([...new Set(refs)], provider.name),
    },
  };
}

export function seriesDocument(
  { id, settings, nextAt }: SeriesView,
  page: string,
): CouplingDocument {
  return {
    kind: 'series',
    title: settings.name,
    text: [
      'Series of architecture reviews.',
      ...nextAt.slice(0, 1).map(at => `Meets next on ${dayOf(at)}.`),
    ].join(' '),
    location: linkTo(page, 'reviews', { series: id }),
  };
}

export function reviewDocument(
  { settings }: SeriesView,
  { id, number, state, startedAt, plannedAt }: ReviewSummary,
  page: string,
): CouplingDocument {
  const day = dayOf(startedAt ?? plannedAt);
  return {
    kind: 'review',
    title: `${settings.name}, no. ${number}`,
    text: `Architecture review of ${day}: ${state.replace('-', ' ')}`,
    location: linkTo(page, 'reviews', { review: id }),
  };
}

/** No entity can have this kind: the catalog allows letters and digits only. */
const NO_KIND = 'coupling-finding';

/**
 * The entity by which `catalog.entity.read` is decided. It is asked about one entity a document; what names several is given one that
 * cannot be in the catalog, so that only those find it who may read everything, whatever it is.
 */
export function resourceRefOf(refs: readonly string[], id: string): string {
  return refs.length === 1 ? refs[0] : `${NO_KIND}:default/${id}`;
}

/** `Teams: checkout, payments.`: names as people know them, each once; nothing when there are none. */
function namedAs(what: string, refs: readonly string[]): string {
  const names = refs.map(ref => ref.slice(ref.lastIndexOf('/') + 1));
  return names.length === 0
    ? ''
    : `${what}: ${[...new Set(names)].join(', ')}.`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function dayOf(at: string): string {
  return at.slice(0, 'YYYY-MM-DD'.length);
}

function linkTo(
  page: string,
  path: string,
  query: Record<string, string>,
): string {
  return `${page}/${path}?${new URLSearchParams(query)}`;
}
