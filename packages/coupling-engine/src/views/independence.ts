import type { Analysis } from '../analysis';
import {
  registerOf,
  type Mechanism,
  type Register,
  type RegisterPart,
  type RegisterRow,
} from '../register';
import type { ClaimMember } from '../failure/types';
import type { Finding } from '../findings/types';
import { clean, count, list } from '../model/words';
import type {
  IndependencePart,
  IndependenceRow,
  IndependenceView,
  ViewOptions,
} from './types';
import { Viewer } from './viewer';

/** Things named in the headline. */
const MAX_NAMED = 4;
/** Longest text of a team that a row shows. */
const MAX_TEXT = 200;

const NUMBERS =
  'no,one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve'.split(
    ',',
  );

/**
 * What a set of entities share at any depth, layer by layer; or the members of a claim, by its id.
 *
 * Of refs, those that the analysis does not know or the reader may not see are left out; of a claim, its members that the
 * reader may not see. Parts that the reader may not see are counted, not named.
 *
 * @returns undefined when nothing is left to compare, or the claim is not known
 */
export function independenceView<F extends Finding>(
  analysis: Analysis,
  asked: { refs: readonly string[] } | { claim: string },
  options?: ViewOptions<F>,
): IndependenceView | undefined {
  const viewer = new Viewer(analysis, options);
  const members = membersOf(viewer, asked)?.filter(({ entity }) =>
    viewer.canSee(entity),
  );
  if (!members || members.length === 0) return undefined;
  const register = registerOf(viewer.lens, members);
  let hidden = 0;
  const rows = register.rows.map((row): IndependenceRow => {
    const seen = row.parts.filter(part => isSeen(viewer, part));
    hidden += row.parts.length - seen.length;
    return {
      layer: row.layer,
      verdict: row.verdict,
      words: row.words,
      parts: seen.map(part => describe(viewer, part)),
    };
  });
  return {
    members: members.map(({ entity, label }) => ({
      entity: viewer.summary(entity),
      label: clean(label),
    })),
    headline: headline(viewer, register, asked),
    rows,
    omissions: omissions(register),
    hidden,
  };
}

function membersOf<F extends Finding>(
  { analysis, lens }: Viewer<F>,
  asked: { refs: readonly string[] } | { claim: string },
): ClaimMember[] | undefined {
  if ('claim' in asked) {
    return analysis.independence.claims.find(({ id }) => id === asked.claim)
      ?.members;
  }
  return [...new Set(asked.refs)].flatMap(ref => {
    const entity = lens.positionOf(ref);
    return entity === undefined ? [] : [{ entity, label: lens.name(entity) }];
  });
}

/** What states a part is at the end of its way. */
function isSeen<F extends Finding>(
  viewer: Viewer<F>,
  { entity, way }: RegisterPart,
): boolean {
  return viewer.canSee(entity ?? way[way.length - 1]);
}

function describe<F extends Finding>(
  viewer: Viewer<F>,
  part: RegisterPart,
): IndependencePart {
  const { entity, team, way, mechanism, accepted } = part;
  const ref =
    team === undefined
      ? entity !== undefined && viewer.lens.ref(entity)
      : viewer.analysis.model.teams[team].ref;
  const limits = limitsOf(viewer, part, mechanism);
  return {
    name: clean(part.name),
    ...(ref ? { ref } : {}),
    members: part.members,
    by: part.by,
    ...(limits ? { mechanism: limits } : {}),
    ...(accepted ? { accepted: clean(accepted, MAX_TEXT) } : {}),
    grade: part.grade,
    way: way.filter(e => viewer.canSee(e)).map(e => viewer.lens.ref(e)),
  };
}

/** "timeout, bulkhead, stated on the coupling"; a choice among several is the first limit of all. */
function limitsOf<F extends Finding>(
  viewer: Viewer<F>,
  { choice, by, alone, members }: RegisterPart,
  mechanism: Mechanism | undefined,
): string {
  const parts = [
    ...(choice ? [`any ${choice.need} of ${choice.of} is enough`] : []),
    ...(by === 'fails' && alone.length > 0 && alone.length < members.length
      ? [`stops ${alone.length} of ${members.length} alone`]
      : []),
    ...(mechanism
      ? [
          `${mechanism.words.map(word => clean(word)).join(', ')} (${sourceOf(
            viewer,
            mechanism,
          )})`,
        ]
      : []),
  ];
  return parts.join('; ');
}

function sourceOf<F extends Finding>(
  viewer: Viewer<F>,
  { from, library }: Mechanism,
): string {
  if (from === 'coupling') return 'stated on the coupling';
  if (from === 'entity' || library === undefined) return 'stated on it';
  return viewer.canSee(library)
    ? `inherited from ${viewer.lens.name(library)}`
    : 'inherited from a library';
}

/** "The five regions share three things that alone stop them all: config-push, identity and base-image". */
function headline<F extends Finding>(
  viewer: Viewer<F>,
  register: Register,
  asked: { refs: readonly string[] } | { claim: string },
): string {
  const who = subject(viewer, register, asked);
  const { length: n } = register.members;
  if (n === 1)
    return `${who} is one thing: there is nothing to hold it against`;
  const all = n === 2 ? 'both' : 'them all';
  const { alone } = register;
  if (alone.length === 0) {
    return `${who} share nothing declared that alone stops ${all}${alsoShared(
      viewer,
      register,
      all,
    )}`;
  }
  const named = alone.filter(part => isSeen(viewer, part));
  const things = alone.length === 1 ? 'thing' : 'things';
  const verb = alone.length === 1 ? 'stops' : 'stop';
  const names =
    named.length > 0
      ? `: ${list(
          named.map(part => clean(part.name)),
          MAX_NAMED,
        )}`
      : '';
  return `${who} share ${inWords(
    alone.length,
  )} ${things} that alone ${verb} ${all}${names}`;
}

/** What else is worth a word where nothing stops all: who decides all of them, or what some of them share. */
function alsoShared<F extends Finding>(
  viewer: Viewer<F>,
  { rows, members }: Register,
  all: string,
): string {
  const party = rows
    .find(({ layer }) => layer === 'outside party')
    ?.parts.find(part => part.members.length === members.length);
  if (party && isSeen(viewer, party)) {
    return `; one outside party decides ${all}: ${clean(party.name)}`;
  }
  const some = rows.filter(({ verdict }) => verdict === 'partly');
  const layers = list(
    some.map(({ layer }) => layer),
    MAX_NAMED,
  );
  return some.length > 0 ? `; some of them share a part in ${layers}` : '';
}

function subject<F extends Finding>(
  viewer: Viewer<F>,
  { members }: Register,
  asked: { refs: readonly string[] } | { claim: string },
): string {
  const names = [...new Set(members.map(m => viewer.lens.name(m.entity)))];
  if (members.length === 1) return names[0];
  if ('claim' in asked) {
    const claim = viewer.analysis.independence.claims.find(
      ({ id }) => id === asked.claim,
    )!;
    return names.length === 1
      ? `The ${inWords(members.length)} copies of ${names[0]}`
      : `The ${inWords(members.length)} members of ${clean(claim.name)}`;
  }
  if (members.length === 2) return list(names);
  const types = new Set(
    members.map(m => viewer.analysis.model.entities[m.entity].type ?? ''),
  );
  const [type] = types;
  const plural =
    types.size === 1 && /^[a-z][a-z -]*[a-rt-xz]$/.test(type)
      ? `${type}s`
      : 'entities';
  return `The ${inWords(members.length)} ${plural}`;
}

function inWords(n: number): string {
  return NUMBERS[n] ?? count(n, '', '').trim();
}

function omissions({ rows, folded }: Register) {
  const listed = rows.reduce((sum, row) => sum + row.parts.length, 0);
  const more = rows.reduce((sum, row) => sum + row.more, 0);
  const silent = rows.filter(({ verdict }) => verdict === 'no-data');
  return [
    ...omission(
      'silent-layers',
      silent.length,
      rows.length,
      `${silent.length} of ${
        rows.length
      } layers have no fact in this catalog: ${silent
        .map(({ layer }: RegisterRow) => layer)
        .join(', ')}; that is not independence`,
    ),
    ...omission(
      'folded-parts',
      folded,
      folded + listed + more,
      `${count(
        folded,
        'thing is',
        'things are',
      )} only reached through a listed thing of the same layer, and counted with it`,
    ),
    ...omission(
      'unlisted-parts',
      more,
      folded + listed + more,
      `${count(more, 'narrower thing is', 'narrower things are')} not listed`,
    ),
  ];
}

function omission(what: string, missing: number, of: number, text: string) {
  return missing > 0 ? [{ what, missing, of, text }] : [];
}
