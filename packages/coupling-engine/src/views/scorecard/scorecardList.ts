/** Everything that states a purpose or makes promises, most contradicted first. */
import type { Analysis } from '../../analysis';
import type { Finding } from '../../findings/types';
import { count, number } from '../../model/words';
import type { Verdict } from '../../purpose/types';
import { addVerdicts, belongsTo, byVerdict, rowOf } from './rows';
import type { ScorecardList, ScorecardRow, VerdictCounts } from './types';
import type { PageOptions, TeamOption, ViewOptions } from '../types';
import { matches, Viewer } from '../viewer';

const DEFAULT_LIMIT = 25;

export interface ScorecardListOptions<F extends Finding>
  extends ViewOptions<F>,
    TeamOption,
    PageOptions {
  kinds?: readonly ScorecardRow['kind'][];
  /** Only rows with a promise of one of these verdicts. */
  verdicts?: readonly Verdict[];
}

export function scorecardList<F extends Finding>(
  analysis: Analysis,
  options: ScorecardListOptions<F> = {},
): ScorecardList {
  const viewer = new Viewer(analysis, options);
  const { teams, kinds, verdicts, q } = options;
  const { offset = 0, limit = DEFAULT_LIMIT } = options;
  const concerned = analysis.purpose.stated.filter(stated =>
    belongsTo(viewer, stated, teams),
  );
  const seen = concerned.filter(({ ref }) => viewer.visible(ref));
  const rows = seen
    .filter(({ kind }) => !kinds?.length || kinds.includes(kind))
    .filter(
      ({ claims }) =>
        !verdicts?.length ||
        claims.some(({ verdict }) => verdicts.includes(verdict)),
    )
    .map(stated => rowOf(viewer, stated))
    .filter(({ ref, title }) => matches({ ref, name: title }, q))
    .sort(byVerdict);
  const sums = addVerdicts(rows);
  const unstated = unstatedIn(viewer, teams);
  return {
    items: rows.slice(offset, offset + limit),
    total: rows.length,
    hidden: concerned.length - seen.length,
    headline: headlineOf(rows.length, sums),
    verdicts: sums,
    unstated: unstated.missing,
    omissions: [
      ...(unstated.missing === 0
        ? []
        : [
            {
              what: 'no-purpose',
              ...unstated,
              text: `${number(unstated.missing)} of ${count(
                unstated.of,
                'entity',
                'entities',
              )} that others depend on say nothing of what they are for`,
            },
          ]),
      ...(analysis.purpose.observations === 0 && rows.length > 0
        ? [
            {
              what: 'no-observations',
              missing: rows.length,
              of: rows.length,
              text: 'nothing was observed: only what is declared can speak against a promise',
            },
          ]
        : []),
    ],
  };
}

/** Entities that others depend on and that state no purpose. */
function unstatedIn(
  viewer: Viewer,
  teams: ReadonlySet<string> | undefined,
): { missing: number; of: number } {
  const { model, structure } = viewer.analysis;
  let [missing, of] = [0, 0];
  model.entities.forEach(({ facts }, entity) => {
    if (structure.fanIn[entity] === 0) return;
    if (!viewer.belongsTo(entity, teams) || !viewer.canSee(entity)) return;
    of += 1;
    if (facts.purpose === undefined) missing += 1;
  });
  return { missing, of };
}

function headlineOf(rows: number, verdicts: VerdictCounts): string {
  if (rows === 0) return 'Nothing here says what it is for';
  const { contradicted, kept, unproven, expired } = verdicts;
  const all = contradicted + kept + unproven + expired;
  if (all === 0) {
    return `${count(
      rows,
      'purpose is',
      'purposes are',
    )} stated, and no promise`;
  }
  const promises = count(all, 'promise');
  if (contradicted > 0) {
    return `${number(contradicted)} of ${promises} ${
      contradicted === 1 ? 'is' : 'are'
    } contradicted by what is observed or declared`;
  }
  return kept === all
    ? `What was promised was seen to be kept: ${promises}`
    : `${number(kept)} of ${promises} ${
        kept === 1 ? 'was' : 'were'
      } seen to be kept; nothing speaks against the others`;
}
