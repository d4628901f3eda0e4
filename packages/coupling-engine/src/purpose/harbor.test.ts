import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
// The examples are no package.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import {
  CAUSES,
  generate,
  type Cause,
} from '../../../../examples/observations/generate';
import { evidenceOf, readObservations } from '../evidence';
import { buildModel } from '../model/build-model';
import { DEFAULT_POLICY } from '../policy';
import { structureOf } from '../structure';
import { purposeOf } from '.';

const AT = '2026-11-01T00:00:00.000Z';
const SEEDS = Array.from({ length: 50 }, (_, i) => i + 1);
const FOLDER = join(__dirname, '../../../../examples/harbor');

const model = buildModel(
  readdirSync(FOLDER)
    .filter(name => name.endsWith('.yaml'))
    .flatMap(name =>
      parseAllDocuments(readFileSync(join(FOLDER, name), 'utf8')),
    )
    .map(document => ({ entity: document.toJS() })),
  DEFAULT_POLICY,
);
const structure = structureOf(model);
const refs = new Set(model.entities.map(({ ref }) => ref));

/** Verdicts of a generated year, and the name of the coupling that each contradicted claim comes down to. */
function year(seed: number, without: Cause[] = []) {
  const { observations, problems } = readObservations(
    generate({ seed, without }).map(value => ({ value })),
    { at: AT },
  );
  expect(problems).toEqual([]);
  const evidence = evidenceOf(observations, ref => refs.has(ref));
  expect(evidence.unknown).toEqual([]);
  const { stated } = purposeOf({
    model,
    structure,
    policy: DEFAULT_POLICY,
    evidence,
    at: AT,
    problems: [],
  });
  return (system: string, claim: string) => {
    const { claims } = stated.find(
      ({ ref }) => ref === `system:default/${system}`,
    )!;
    const judged = claims.find(({ claim: text }) => text.startsWith(claim))!;
    const culprit = judged.indicts?.way.slice(-1)[0];
    return culprit === undefined
      ? judged.verdict
      : `${judged.verdict}: ${model.entities[culprit].name}`;
  };
}

const STORIES: [Cause, string, string, string][] = [
  [
    'control-plane',
    'checkout',
    'availability',
    'contradicted: service-registry',
  ],
  ['control-plane', 'checkout', 'recovers', 'contradicted: service-registry'],
  ['control-plane', 'payments', 'recovers', 'contradicted: service-registry'],
  ['library', 'storefront', 'deploys', 'contradicted: retail-client'],
  ['rollbacks', 'delivery', 'no freeze', 'contradicted: deploy-controller'],
  [
    'rollbacks',
    'delivery',
    'change-failure-rate',
    'contradicted: deploy-controller',
  ],
];

/** Verdicts of all stories over the seeds, as `verdict` to the number of seeds. */
function tally(
  without: Cause[],
  [, system, claim]: (typeof STORIES)[number],
  years: ReturnType<typeof year>[],
) {
  const counts: Record<string, number> = {};
  for (const verdictOf of years) {
    const verdict = verdictOf(system, claim);
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  return { without, counts };
}

describe('a year of Harbor', () => {
  const all = SEEDS.map(seed => year(seed));

  it.each(STORIES)(
    '%s: %s, %s: contradicted, and the coupling named',
    (...story) => {
      expect(tally([], story, all).counts).toEqual({
        [story[3]]: SEEDS.length,
      });
    },
  );

  it.each(CAUSES)(
    'without %s its claims are kept and the others as before',
    cause => {
      const seeds = SEEDS.slice(0, 10);
      const years = seeds.map(seed => year(seed, [cause]));
      for (const story of STORIES) {
        const expected = story[0] === cause ? 'kept' : story[3];
        expect({ story, ...tally([cause], story, years) }).toEqual({
          story,
          without: [cause],
          counts: { [expected]: seeds.length },
        });
      }
    },
  );

  it('without any of them, with as many events, nothing observed is contradicted', () => {
    const full = generate({ seed: 3 }).length;
    const quiet = generate({ seed: 3, without: [...CAUSES] }).length;
    expect(Math.abs(full - quiet) / full).toBeLessThan(0.1);
    const years = SEEDS.map(seed => year(seed, [...CAUSES]));
    for (const story of STORIES) {
      expect(tally([], story, years).counts).toEqual({ kept: SEEDS.length });
    }
  });

  it('is the same for the same seed', () => {
    expect(JSON.stringify(generate({ seed: 9 }))).toBe(
      JSON.stringify(generate({ seed: 9 })),
    );
    expect(JSON.stringify(generate({ seed: 9 }))).not.toBe(
      JSON.stringify(generate({ seed: 10 })),
    );
  });
});
