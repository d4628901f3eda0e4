import type {
  TeamRef,
  TeamSummary,
} from '@posiwid/backstage-plugin-coupling-common';
import { useState } from 'react';
import { useTeams } from '../api/queries';
import { NO_OWNER, nameOf } from '../refs';
import { useCouplingPaths } from '../url/paths';
import { AccentLink, DottedButton, Muted } from './styled';

/** What is said beside a team that is not a living one. */
const STANDING_WORDS: Record<TeamRef['standing'], string | undefined> = {
  living: undefined,
  unknown: 'not in the catalog',
  empty: 'has no members',
  placeholder: 'placeholder',
};

/** Titles by ref, once for each answer: a page holds hundreds of team links. */
const titlesOf = new WeakMap<TeamSummary[], ReadonlyMap<string, string>>();

function titles(teams: TeamSummary[]): ReadonlyMap<string, string> {
  let known = titlesOf.get(teams);
  if (!known) {
    known = new Map(teams.map(team => [team.ref, team.title]));
    titlesOf.set(teams, known);
  }
  return known;
}

/** Titles of all teams by ref, for places that are given refs only. */
export function useTeamTitles(): (ref: string) => string {
  const { data } = useTeams();
  return ref =>
    (data && titles(data).get(ref)) ??
    (ref === NO_OWNER ? 'no owner' : nameOf(ref));
}

/** A team, linked to the risks that touch it. Takes what REST gives: a ref, or a ref with title and standing. */
export function TeamLink(props: { team: TeamRef | string }) {
  const { team } = props;
  const titleOf = useTeamTitles();
  const paths = useCouplingPaths();
  const ref = typeof team === 'string' ? team : team.ref;
  const title = typeof team === 'string' ? titleOf(team) : team.title;
  const standing =
    typeof team === 'string' ? undefined : STANDING_WORDS[team.standing];
  const to = paths.risks({ team: [ref] });
  return (
    <>
      {to ? (
        <AccentLink to={to} title={ref}>
          {title}
        </AccentLink>
      ) : (
        <span title={ref}>{title}</span>
      )}
      {standing && <Muted> ({standing})</Muted>}
    </>
  );
}

/** Several teams with commas; `no owner` when there is none. At most `max` are named, the rest counted until it is asked for. */
export function TeamLinks(props: {
  teams: readonly (TeamRef | string)[];
  max?: number;
}) {
  const { teams, max = 3 } = props;
  const [all, setAll] = useState(false);
  if (teams.length === 0) {
    return <TeamLink team={NO_OWNER} />;
  }
  const shown = all ? teams : teams.slice(0, max);
  const names = teams
    .slice(shown.length)
    .map(team => (typeof team === 'string' ? nameOf(team) : team.title))
    .join(', ');
  return (
    <>
      {shown.map((team, i) => (
        <span key={typeof team === 'string' ? team : team.ref}>
          {i > 0 && ', '}
          <TeamLink team={team} />
        </span>
      ))}
      {names && (
        <Muted>
          {' '}
          <DottedButton
            type="button"
            title={names}
            aria-label={`${teams.length - shown.length} more: ${names}`}
            onClick={event => {
              // A row that opens on a click stays as it is.
              event.stopPropagation();
              setAll(true);
            }}
          >
            +{teams.length - shown.length}
          </DottedButton>
        </Muted>
      )}
    </>
  );
}
