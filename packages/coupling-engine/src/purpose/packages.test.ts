import fc from 'fast-check';
import { analyse } from '../analyse';
import { readObservations, type Observation } from '../evidence';
import { component, group } from '../__testUtils__/catalog';
import { independenceView } from '../views/independence';

const AT = '2026-06-01T00:00:00.000Z';
const HOUR = 3_600_000;
const ref = (name: string) => `component:default/${name}`;

function analysed(entities: object[], observations: Observation[]) {
  return analyse({
    entities: entities.map(entity => ({ entity })),
    observations,
    at: AT,
  });
}

let next = 0;
function seen(entity: string, purl: string, at = '2026-05-20T00:00:00Z') {
  next += 1;
  return { source: 's', id: String(next), kind: 'artifact', at, entity, purl };
}

function read(...values: object[]): Observation[] {
  const { observations, problems } = readObservations(
    values.map(value => ({ value })),
  );
  expect(problems).toEqual([]);
  return observations;
}

const packagesIn = (entities: object[], ...values: object[]) =>
  analysed(entities, read(...values)).purpose.packages;

const services = (...names: string[]) => names.map(name => component(name));

describe('packages that entities are built with', () => {
  it('are shared by two or more, with those that have the version most of them have', () => {
    const { shared, known } = packagesIn(
      services('a', 'b', 'c', 'd'),
      seen('a', 'pkg:npm/left-pad@1'),
      seen('b', 'pkg:npm/left-pad@2'),
      seen('c', 'pkg:npm/left-pad@2?x=y'),
      seen('d', 'pkg:npm/other@1'),
      seen('stranger', 'pkg:npm/other@1'),
    );
    expect(known).toBe(4);
    expect(shared).toEqual([
      {
        package: 'pkg:npm/left-pad',
        name: 'left-pad',
        isImage: false,
        users: [0, 1, 2],
        sameVersion: [1, 2],
        bumped: [],
      },
    ]);
  });

  it('are as they were seen last; what was not seen for 90 days is gone', () => {
    const { shared } = packagesIn(
      services('a', 'b', 'c'),
      seen('a', 'pkg:npm/x@1', '2026-01-20T00:00:00Z'),
      seen('a', 'pkg:npm/x@2'),
      seen('b', 'pkg:npm/x@2'),
      seen('c', 'pkg:npm/x@2', '2026-02-20T00:00:00Z'),
    );
    expect(shared).toEqual([
      expect.objectContaining({
        users: [0, 1],
        sameVersion: [0, 1],
        bumped: [0],
      }),
    ]);
  });

  it('are a library of the catalog by its name, if only one bears it and it is a library', () => {
    const users = ['a', 'b'].flatMap(name =>
      ['Client', 'twice', 'express'].map(lib =>
        seen(name, `pkg:maven/shop/${lib}@1`),
      ),
    );
    const { shared } = packagesIn(
      [
        ...services('a', 'b', 'express'),
        component('client', { type: 'library' }),
        component('twice', { type: 'library' }),
        {
          ...component('twice', { type: 'library' }),
          metadata: { name: 'twice', namespace: 'other' },
        },
      ],
      ...users,
    );
    expect(
      shared.map(({ package: purl, entity }) => [purl, entity !== undefined]),
    ).toEqual([
      ['pkg:maven/shop/Client', true],
      ['pkg:maven/shop/express', false],
      ['pkg:maven/shop/twice', false],
    ]);
  });

  it('leave out what is no package URL', () => {
    expect(
      packagesIn(
        services('a', 'b'),
        seen('a', 'left-pad'),
        seen('b', 'left-pad'),
        seen('a', 'pkg:npm'),
      ),
    ).toEqual({ shared: [], more: 0, known: 0 });
  });

  it('do not depend on the order of reading', () => {
    const values = ['a', 'b', 'c'].flatMap((name, i) =>
      [1, 2, 3].map(version => seen(name, `pkg:npm/x@${version + i}`)),
    );
    const expected = packagesIn(services('a', 'b', 'c'), ...values);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(values, { minLength: values.length }),
        shuffled => {
          expect(packagesIn(services('a', 'b', 'c'), ...shuffled)).toEqual(
            expected,
          );
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('what lock-step comes from', () => {
  /** Six that go out together at the same hours, and six that go out each at its own. */
  const together = ['a', 'b', 'c', 'd', 'e', 'f'];
  const apart = ['p', 'q', 'r', 's', 't', 'u'];
  const catalog = (...more: object[]) => [
    ...[...together, ...apart].map((name, i) =>
      component(name, { owner: `team-${i % 6}` }),
    ),
    ...[0, 1, 2, 3, 4, 5].map(i => group(`team-${i}`)),
    ...more,
  ];
  const deployments = [...together, ...apart].flatMap((entity, i) =>
    Array.from({ length: 30 }, (_, n) => ({
      source: 'ci',
      id: `${entity} ${n}`,
      kind: 'deployment',
      at: new Date(
        Date.parse('2026-01-05T09:00:00Z') +
          n * 4 * 24 * HOUR +
          (i < together.length ? 0 : (1 + ((n * 7 + i * 5) % 90)) * HOUR) +
          i * 60_000,
      ).toISOString(),
      entity,
      outcome: 'succeeded',
    })),
  );
  const everywhere = [...together, ...apart].map(name =>
    seen(name, 'pkg:oci/debian@12'),
  );
  const carried = together
    .slice(0, 5)
    .flatMap(name => [
      seen(name, 'pkg:maven/shop/client@1', '2026-05-01T00:00:00Z'),
      seen(name, 'pkg:maven/shop/client@2'),
    ]);

  it('is a library of the catalog that they were seen to be built with, though nobody declared it', () => {
    const { purpose, findings } = analysed(
      catalog(component('client', { type: 'library' })),
      read(...deployments, ...everywhere, ...carried),
    );
    expect(purpose.lockSteps).toHaveLength(1);
    const [found] = purpose.lockSteps;
    expect(found).toMatchObject({
      carries: { name: 'client', members: 5, sameVersion: 5, bumped: 5 },
    });
    const finding = findings.find(({ rule }) => rule === 'lock-step')!;
    expect(finding.title).toContain('take change from client');
    expect(finding.subjects).toContain(ref('client'));
    expect(finding.evidence.map(({ detail }) => detail)).toContain(
      '5 of 6 are built with client, 5 of them with one version; in 5 its version changed within a year',
    );
  });

  it('is no package that everything is built with', () => {
    const { purpose } = analysed(
      catalog(),
      read(...deployments, ...everywhere),
    );
    expect(purpose.lockSteps).toHaveLength(1);
    expect(purpose.lockSteps[0].carries).toBeUndefined();
  });

  it('is told of a package outside the catalog that they have and others have not', () => {
    const all = together.map(name => seen(name, 'pkg:npm/kit@3'));
    const { purpose, findings } = analysed(
      catalog(),
      read(...deployments, ...everywhere, ...all),
    );
    expect(purpose.lockSteps[0]).toMatchObject({
      carries: { name: 'kit', members: 6, sameVersion: 6, bumped: 0 },
    });
    expect(purpose.lockSteps[0].cause).toBeUndefined();
    const finding = findings.find(({ rule }) => rule === 'lock-step')!;
    expect(finding.title).not.toContain('kit');
  });
});

describe('the register of independence', () => {
  const row = (
    entities: object[],
    observations: object[],
    names: string[],
    layer: string,
  ) =>
    independenceView(analysed(entities, read(...observations)), {
      refs: names.map(ref),
    })!.rows.find(one => one.layer === layer)!;
  const names = ['a', 'b', 'c'];

  it('names an image that all are built on, and how many have one version of it', () => {
    const images = (...versions: number[]) =>
      names.map((name, i) => seen(name, `pkg:oci/debian@${versions[i]}`));
    expect(
      row(services(...names), images(12, 12, 12), names, 'image'),
    ).toMatchObject({
      verdict: 'alone',
      parts: [{ name: 'debian', by: 'changes', grade: 'observed' }],
    });
    expect(
      row(services(...names), images(12, 12, 13), names, 'image'),
    ).toMatchObject({ verdict: 'partly', words: '2 of 3 at once' });
    expect(
      row(services(...names), images(1, 2, 3), names, 'image'),
    ).toMatchObject({ verdict: 'partly', words: 'not at once' });
  });

  it('tells a library of the catalog once, declared and seen; all other packages as one part', () => {
    const entities = [
      component('a', { dependsOn: ['component:client'] }),
      ...services('b', 'c'),
      component('client', { type: 'library' }),
    ];
    const artifacts = names.flatMap(name =>
      ['client', 'x', 'y', 'z'].map(lib => seen(name, `pkg:npm/${lib}@1`)),
    );
    const { verdict, parts } = row(entities, artifacts, names, 'library');
    expect(verdict).toBe('alone');
    expect(parts.map(({ name, members }) => [name, members])).toEqual([
      ['client', [0, 1, 2]],
      ['3 other packages', [0, 1, 2]],
    ]);
  });
});

describe('same-change', () => {
  it('reaches those that were seen to be built with a library, though only one declares it', () => {
    const users = ['a', 'b', 'c', 'd', 'e', 'f'];
    const entities = [
      ...users.map((name, i) =>
        component(name, {
          owner: `team-${i % 3}`,
          ...(i === 0 ? { dependsOn: ['component:client'] } : {}),
        }),
      ),
      component('client', {
        type: 'library',
        owner: 'team-0',
        'posiwid.dev/change-pace': 'all-at-once',
      }),
      ...[0, 1, 2].map(i => group(`team-${i}`)),
    ];
    const raised = (values: object[]) =>
      analysed(entities, read(...values)).findings.filter(
        ({ rule }) => rule === 'same-change',
      );
    expect(raised([])).toEqual([]);
    const [finding] = raised(users.map(name => seen(name, 'pkg:npm/client@1')));
    expect(finding.subjects).toContain(ref('client'));
    expect(finding.evidence).toContainEqual({
      grade: 'observed',
      source: 'artifacts',
      detail: '6 entities were seen to be built with it',
    });
  });
});
