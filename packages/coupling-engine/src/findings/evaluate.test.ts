import { DEFAULT_POLICY } from '../policy/policy';
import { analyse } from '../analyse';
import {
  describeWithCatalogs,
  readCatalog,
} from '../__testUtils__/catalog-files';
import { analysed, component, groups, users } from '../__testUtils__/catalog';
import { builtInRules, evaluateRules } from '.';
import type { Finding, Rule } from './types';

const teams = groups('a', 'b', 'c', 'ops');
const world = [
  ...teams,
  component('core', { owner: 'ops' }),
  ...users(['a', 'b', 'c'], 4, () => ({ dependsOn: ['component:core'] })),
  component('orphaned', { owner: 'legacy', dependsOn: ['component:gone'] }),
  component('user', { owner: 'a', dependsOn: ['component:orphaned'] }),
];

describe('evaluateRules', () => {
  it('turns a rule that throws into a problem and goes on', () => {
    const broken: Rule = {
      id: 'broken',
      category: 'conway',
      description: 'Throws.',
      evaluate() {
        throw new Error('no such thing');
      },
    };
    const context = analysed(world);
    const { findings, problems } = evaluateRules(context, [
      broken,
      ...builtInRules,
    ]);
    expect(problems).toEqual([
      expect.objectContaining({ code: 'rule-failed', key: 'broken' }),
    ]);
    expect(findings).toEqual(context.findings);
  });

  it('leaves out rules that the policy switches off', () => {
    const { findings } = analysed(world, { disabledRules: ['hub'] });
    expect(findings.map(f => f.rule)).not.toContain('hub');
    expect(findings.length).toBeGreaterThan(0);
  });

  it('sorts worst first and gives each finding its own id', () => {
    const { findings } = analysed(world);
    const scores = findings.map(f => f.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(findings.map(f => f.id)).size).toBe(findings.length);
  });

  it('gives the same findings whatever the order of reading', () => {
    expect(analysed([...world].reverse()).findings).toEqual(
      analysed(world).findings,
    );
  });

  it('keeps the id of a finding while its figures change', () => {
    const more = [
      ...world,
      component('late', { owner: 'b', dependsOn: ['component:core'] }),
    ];
    const idOf = (entities: unknown[]) =>
      analysed(entities).findings.find(f => f.rule === 'hub')!;
    expect(idOf(more).id).toBe(idOf(world).id);
    expect(idOf(more).title).not.toBe(idOf(world).title);
  });

  it('survives names that are keys of objects, markup and control characters', () => {
    const names = ['__proto__', 'constructor', '<script>', 'a\u0000b'];
    const { findings, problems } = analysed([
      ...teams,
      ...names.map(name => component(name, { owner: name })),
      ...names.map((_, i) =>
        component(`user-${i}`, {
          owner: 'a',
          dependsOn: names.map(other => `component:${other}`),
        }),
      ),
    ]);
    expect(problems.filter(p => p.code === 'rule-failed')).toEqual([]);
    for (const { title, summary } of findings) {
      // eslint-disable-next-line no-control-regex
      expect(title + summary).not.toMatch(/[\u0000-\u001f]/);
    }
  });
});

/** What must hold for every finding of every catalog. */
function expectWellFormed(finding: Finding, entities: number) {
  expect(finding.title).not.toMatch(/undefined|NaN|null|\[object/);
  expect(finding.summary).not.toMatch(/undefined|NaN|null|\[object/);
  expect(finding.interventions.length).toBeGreaterThan(0);
  expect(finding.evidence.length).toBeGreaterThan(0);
  expect(finding.why.length).toBeGreaterThan(0);
  expect(finding.related.length).toBeLessThanOrEqual(12);
  expect(finding.chain).toEqual([
    ...new Set(finding.steps.map(step => step.ref)),
  ]);
  const named = new Set([...finding.subjects, ...finding.related]);
  expect(named.size).toBeLessThanOrEqual(
    Math.max(finding.subjects.length, entities / 2),
  );
}

describeWithCatalogs('findings of real catalogs', () => {
  const CATALOGS = [
    'microservices/train-ticket.yaml',
    'microservices/otel-demo.yaml',
    'microservices/online-boutique.yaml',
    'backstage-packages/entities.yaml',
    'openedx/entities.yaml',
    'openedx/published.yaml',
    'debian/sample-1000.jsonl.gz',
  ];

  it.each(CATALOGS)('of %s are well formed, and no rule fails', name => {
    const analysis = analyse({ entities: readCatalog(name) });
    expect(analysis.problems.filter(p => p.code === 'rule-failed')).toEqual([]);
    for (const finding of analysis.findings) {
      expectWellFormed(finding, analysis.catalog.entities);
    }
  });

  it.each(CATALOGS)('of %s do not depend on what things are called', name => {
    const entities = readCatalog(name).map(({ entity }) => entity);
    const before = analyse({ entities: entities.map(entity => ({ entity })) });
    const renamed = renameAll(entities);
    const after = analyse({
      entities: renamed.entities.map(entity => ({ entity })),
      policy: {
        ...DEFAULT_POLICY,
        placeholderOwners: renamed.placeholders,
      },
    });
    const shape = ({ rule, severity, score, subjects }: Finding) =>
      `${rule} ${severity} ${score} ${subjects.length}`;
    // What ties in all figures is broken by the name; which of them is the head cannot be told otherwise.
    expect(after.findings.map(f => `${f.rule} ${f.severity}`).sort()).toEqual(
      before.findings.map(f => `${f.rule} ${f.severity}`).sort(),
    );
    expect(after.findings.map(shape).sort()).toEqual(
      before.findings.map(shape).sort(),
    );
  });
});

describeWithCatalogs('who may read a finding', () => {
  it.each([
    'microservices/train-ticket.yaml',
    'microservices/otel-demo.yaml',
    'backstage-packages/entities.yaml',
    'openedx/entities.yaml',
    'debian/sample-1000.jsonl.gz',
  ])('title and summary name only subjects, chain and teams: %s', name => {
    const { entities } = renameAll(readCatalog(name).map(e => e.entity));
    const { findings } = analyse({
      entities: entities.map(entity => ({ entity })),
    });
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) {
      const { title, summary, subjects, chain, related } = finding;
      // An owner who is not in the catalog is a name that its entity states, and so is the target of a dangling reference.
      const stated = related.filter(ref => /^(group|user):/.test(ref));
      const allowed = new Set(
        [...subjects, ...chain, ...finding.teams, ...stated].map(ref =>
          ref.slice(ref.indexOf('/') + 1),
        ),
      );
      const named = `${title} ${summary}`.match(/\bn\d+\b/g) ?? [];
      const known = named.filter(word =>
        entities.some(
          e => (e as { metadata: { name: string } }).metadata.name === word,
        ),
      );
      expect(known.filter(word => !allowed.has(word))).toEqual([]);
    }
  });
});

/** Every name of an entity replaced by a number, in names and references alike. */
function renameAll(entities: unknown[]) {
  const names = new Map<string, string>();
  const rename = (name: string) => {
    if (!names.has(name)) names.set(name, `n${names.size}`);
    return names.get(name)!;
  };
  for (const entity of entities) {
    rename((entity as { metadata: { name: string } }).metadata.name);
  }
  const inRef = (value: string) =>
    value.replace(
      /^((?:[a-z]+:)?(?:[a-z-]+\/)?)(.+)$/i,
      (whole, prefix, name) =>
        names.has(name) || /^[\w.-]+$/.test(name)
          ? prefix + rename(name)
          : whole,
    );
  const REFS = new Set([
    'owner',
    'system',
    'domain',
    'parent',
    'children',
    'memberOf',
    'dependsOn',
    'dependencyOf',
    'consumesApis',
    'providesApis',
    'subcomponentOf',
    'target',
    'alternatives',
  ]);
  const walk = (value: unknown, key?: string): unknown => {
    if (Array.isArray(value)) return value.map(item => walk(item, key));
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(
        Object.entries(value).map(([k, v]) => [k, walk(v, k)]),
      );
    }
    if (typeof value !== 'string') return value;
    if (key === 'name') return rename(value);
    return key !== undefined && REFS.has(key) ? inRef(value) : value;
  };
  const renamed = entities.map(entity => walk(entity));
  const placeholders = [...names]
    .filter(([name]) =>
      DEFAULT_POLICY.placeholderOwners.some(p => new RegExp(p, 'i').test(name)),
    )
    .map(([, to]) => `^${to}$`);
  return { entities: renamed, placeholders };
}
