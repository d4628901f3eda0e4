import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
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
import { DEFAULT_POLICY } from '../policy/policy';
import { structureOf } from '../structure';
import { purposeOf } from '.';

const SEEDS = Array.from({ length: 50 }, (_, i) => i + 1);
/** Verdicts that may be wrong, of a hundred. */
const MOST_WRONG = 0.02;
const FOLDER = join(__dirname, '../../../../examples/harbor');

/** What a system beside the stories would promise: it has incidents and deployments, and no part in any of the three. */
const CONTROL = {
  system: 'shipping',
  claims: [
    'deploys independently',
    'recovers within 1h over 90d',
    'availability >= 99.5% over 30d',
  ],
};

const entities = readdirSync(FOLDER)
  .filter(name => name.endsWith('.yaml'))
  .flatMap(name => parseAllDocuments(readFileSync(join(FOLDER, name), 'utf8')))
  .map(document => document.toJS())
  .map(entity =>
    entity.kind === 'System' && entity.metadata.name === CONTROL.system
      ? withClaims(entity, CONTROL.claims)
      : entity,
  );
const model = buildModel(
  entities.map(entity => ({ entity })),
  DEFAULT_POLICY,
);
const structure = structureOf(model);
const refs = new Set(model.entities.map(({ ref }) => ref));

function withClaims(
  entity: { metadata: object },
  claims: readonly string[],
): object {
  const annotations = { 'posiwid.dev/claims': claims.join('; ') };
  return { ...entity, metadata: { ...entity.metadata, annotations } };
}

/** A day of another weekday and season for each seed. */
function endOf(seed: number): string {
  return new Date(Date.UTC(2026, 0, 1) + seed * 23 * 86_400_000).toISOString();
}

type VerdictOf = (system: string, claim: string) => string;

/** Verdicts of a generated year, and the name of the coupling that each contradicted claim comes down to. */
function year(seed: number, without: readonly Cause[] = []): VerdictOf {
  const at = endOf(seed);
  const kinds = ['deployment', 'incident', 'drill', 'freeze'];
  const { observations, problems } = readObservations(
    generate({ seed, without, until: at, kinds }).map(value => ({ value })),
    { at },
  );
  expect(problems).toEqual([]);
  const { stated } = purposeOf({
    model,
    structure,
    policy: DEFAULT_POLICY,
    evidence: evidenceOf(observations, ref => refs.has(ref)),
    at,
    problems: [],
  });
  return (system, claim) => {
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
  ['control-plane', 'checkout', 'availability', 'service-registry'],
  ['control-plane', 'checkout', 'recovers', 'service-registry'],
  ['control-plane', 'payments', 'recovers', 'service-registry'],
  ['library', 'storefront', 'deploys', 'retail-client'],
  ['rollbacks', 'delivery', 'no freeze', 'deploy-controller'],
  ['rollbacks', 'delivery', 'change-failure-rate', 'deploy-controller'],
];

/** One question asked of many years: how often the answer was wrong, and which wrong answers there were. */
class Count {
  asked = 0;
  readonly wrong: string[] = [];

  note(where: string, verdict: string, isRight: boolean) {
    this.asked += 1;
    if (!isRight) this.wrong.push(`${where}: ${verdict}`);
  }
}

describe('a year of Harbor, fifty times', () => {
  const lines: string[] = [];
  const all = SEEDS.map(seed => year(seed));

  /** What was wrong, when it is more than may be; says how much was in any case. */
  const tooWrong = (what: string, { asked, wrong }: Count) => {
    lines.push(
      `${what}: ${wrong.length} of ${asked} wrong ${wrong.join('; ')}`,
    );
    return wrong.length > MOST_WRONG * asked ? wrong : [];
  };

  afterAll(() => {
    process.stdout.write(`${lines.map(line => `  ${line}\n`).join('')}`);
  });

  it.each(STORIES)(
    '%s: %s, %s: contradicted, and it comes down to %s',
    (_, system, claim, coupling) => {
      const count = new Count();
      all.forEach((verdictOf, i) => {
        const verdict = verdictOf(system, claim);
        const isRight = verdict === `contradicted: ${coupling}`;
        count.note(`seed ${SEEDS[i]}`, verdict, isRight);
      });
      expect(
        tooWrong(`${system}, ${claim}, contradicted by ${coupling}`, count),
      ).toEqual([]);
    },
  );

  it.each(CAUSES)(
    'without %s its claims are kept, and the others as before',
    cause => {
      const count = new Count();
      for (const seed of SEEDS) {
        const verdictOf = year(seed, [cause]);
        for (const [of, system, claim, coupling] of STORIES) {
          const verdict = verdictOf(system, claim);
          const right = of === cause ? 'kept' : `contradicted: ${coupling}`;
          const where = `seed ${seed}, ${system}, ${claim}`;
          count.note(where, verdict, verdict === right);
        }
      }
      expect(tooWrong(`without ${cause}`, count)).toEqual([]);
    },
  );

  it('without any of them, with as many events, nothing observed is contradicted', () => {
    const full = generate({ seed: 3 }).length;
    const quiet = generate({ seed: 3, without: CAUSES }).length;
    expect(Math.abs(full - quiet) / full).toBeLessThan(0.05);
    const count = new Count();
    for (const seed of SEEDS) {
      const verdictOf = year(seed, CAUSES);
      for (const [, system, claim] of STORIES) {
        const verdict = verdictOf(system, claim);
        const where = `seed ${seed}, ${system}, ${claim}`;
        count.note(where, verdict, verdict === 'kept');
      }
    }
    expect(tooWrong('none of them', count)).toEqual([]);
  });

  it('says nothing against a system beside them, with all three there', () => {
    const count = new Count();
    all.forEach((verdictOf, i) => {
      for (const claim of CONTROL.claims) {
        const verdict = verdictOf(CONTROL.system, claim);
        const isRight = ['kept', 'unproven'].includes(verdict);
        count.note(`seed ${SEEDS[i]}, ${claim}`, verdict, isRight);
      }
    });
    expect(tooWrong('the system beside them', count)).toEqual([]);
  });
});

describe('the observations of Harbor', () => {
  const known = new Set([
    ...refs,
    ...model.systems.map(({ ref }) => ref),
    ...model.teams.map(({ ref }) => ref),
  ]);
  const read = (lines: object[]) =>
    readObservations(lines.map(value => ({ value })));

  it('can be read, all of them, and name one caller that the catalog does not have', () => {
    const { observations, problems, repeated } = read(generate());
    expect({ problems, repeated }).toEqual({ problems: [], repeated: 0 });
    expect(observations.length).toBeLessThan(20_000);
    const evidence = evidenceOf(observations, ref => known.has(ref));
    expect(evidence.unknown.map(({ ref }) => ref)).toEqual([
      'component:default/synthetic-checks',
    ]);
    expect(Object.keys(evidence.span)).toHaveLength(8);
  });

  it('say what was seen and never what it means', () => {
    const text = JSON.stringify(generate()).toLowerCase();
    for (const word of ['contradict', 'kept', 'cause', 'lock-step', 'verdict'])
      expect(text).not.toContain(word);
  });

  it('are the same for the same seed, and others for another', () => {
    const text = (seed: number) => JSON.stringify(generate({ seed }));
    expect(text(9)).toBe(text(9));
    expect(text(9)).not.toBe(text(10));
  });

  it('of a day are the same, ids included, in every year that has the day', () => {
    const of = (until: string) =>
      new Map(
        generate({ until }).map(line => [
          `${line.source} ${line.id}`,
          JSON.stringify(line),
        ]),
      );
    const earlier = of('2026-10-20T11:30:00Z');
    const later = of('2026-12-09T08:00:00Z');
    const from = '2025-12-09T08:00:00Z';
    const shared = [...earlier].filter(
      ([, text]) => JSON.parse(text).at >= from,
    );
    expect(shared.length).toBeGreaterThan(7000);
    for (const [name, text] of shared) expect(later.get(name)).toBe(text);
    const between = [...later.values()].filter(
      text => JSON.parse(text).at < '2026-10-20T11:30:00Z',
    );
    expect(between).toHaveLength(shared.length);
  });

  it('kept beside the generator are what it makes', () => {
    const file = join(FOLDER, '../observations/harbor-year.jsonl.gz');
    const made = generate()
      .map(line => `${JSON.stringify(line)}\n`)
      .join('');
    expect(gunzipSync(readFileSync(file)).toString('utf8') === made).toBe(true);
  });
});
