import { analyse } from '../../analyse';
import { ago, analysedWith } from '../../purpose/__testUtils__/judged';
import { groups, raised, resource, users } from '../../__testUtils__/catalog';

const teams = groups('a', 'b', 'net');
const member = (name: string, stated = {}) =>
  resource(name, {
    owner: 'a',
    'posiwid.dev/redundancy-group': 'pair',
    ...stated,
  });
const place = (name: string) => ({ 'posiwid.dev/failure-domain': name });
const drilled = (text: string) => ({ 'posiwid.dev/drilled': text });

function at(time: string | undefined, entities: unknown[]) {
  return analyse({
    entities: entities.map(entity => ({ entity })),
    at: time,
  }).findings.filter(({ rule }) => rule === 'untested-claim');
}

describe('untested-claim', () => {
  it('is raised when nothing shows the members apart and nobody tried', () => {
    const [found] = raised('untested-claim', [
      ...teams,
      member('one'),
      member('two'),
    ]);
    expect(found.title).toBe(
      'one and two are held to be independent, and no drill is on record',
    );
    expect(found.subjects).toEqual([
      'resource:default/one',
      'resource:default/two',
    ]);
  });

  it('is silent when they state places of their own', () => {
    expect(
      raised('untested-claim', [
        ...teams,
        member('one', place('east')),
        member('two', place('west')),
      ]),
    ).toEqual([]);
  });

  it('is raised all the same for what others are repaired with, and weighs more', () => {
    const way = (name: string, where: string) =>
      member(name, {
        ...place(where),
        'posiwid.dev/supports': 'remote-access',
      });
    const [found] = raised('untested-claim', [
      ...teams,
      way('one', 'east'),
      way('two', 'west'),
    ]);
    const [plain] = raised('untested-claim', [
      ...teams,
      member('one'),
      member('two'),
    ]);
    expect(found.score).toBeGreaterThan(plain.score);
  });

  it('weighs most where one way falls with something wide, which it names', () => {
    const [found] = raised('untested-claim', [
      ...teams,
      resource('backbone', { owner: 'net' }),
      ...users(['a', 'b'], 4, () => ({ dependsOn: ['resource:backbone'] })),
      member('vpn', {
        'posiwid.dev/supports': 'remote-access',
        dependsOn: ['resource:backbone'],
      }),
      member('out-of-band', { 'posiwid.dev/supports': 'remote-access' }),
    ]);
    expect(found.related).toContain('resource:default/backbone');
    expect(found.severity).toBe('high');
  });

  it('is silent when it was tried and held', () => {
    expect(
      raised('untested-claim', [
        ...teams,
        member('one', drilled('2026-01-10 passed')),
        member('two'),
      ]),
    ).toEqual([]);
  });

  it.each(['failed', 'partial'])('is raised for a drill that %s', outcome => {
    const [found] = raised('untested-claim', [
      ...teams,
      member('one', { ...place('east'), ...drilled(`2026-01-10 ${outcome}`) }),
      member('two', place('west')),
    ]);
    expect(found.title).toContain(outcome);
    expect(found.evidence.map(({ grade }) => grade)).toContain('tested');
  });

  it('is raised when the drill is too old, and not where the time is unknown', () => {
    const entities = [
      ...teams,
      member('one', { ...place('east'), ...drilled('2024-01-10 passed') }),
      member('two', place('west')),
    ];
    expect(at('2026-01-10T00:00:00Z', entities)[0].title).toContain('too old');
    expect(at('2024-06-10T00:00:00Z', entities)).toEqual([]);
    expect(at(undefined, entities)).toEqual([]);
  });

  describe('by what was observed', () => {
    const drill = (
      outcome: string,
      daysAgo: number,
      names: string[] = ['one', 'two'],
    ) => ({
      kind: 'drill',
      at: ago(daysAgo),
      entities: names.map(name => `resource:default/${name}`),
      induced: 'loss of one',
      outcome,
    });
    const found = (drills: object[], stated = {}) =>
      analysedWith(
        [...teams, member('one', stated), member('two')],
        drills,
      ).findings.filter(({ rule }) => rule === 'untested-claim');

    it('is silent when a drill was seen to pass', () => {
      expect(found([drill('passed', 30)])).toEqual([]);
      expect(found([drill('passed', 30, ['two'])])).toEqual([]);
    });

    it.each(['failed', 'partial'])(
      'is raised for one that was seen to be %s',
      outcome => {
        const [raisedFor] = found([drill(outcome, 30, ['one'])]);
        expect(raisedFor.title).toContain(outcome);
        expect(raisedFor.evidence).toContainEqual({
          grade: 'tested',
          source: 'test',
          at: ago(30),
          detail: `one: drill ${outcome}`,
        });
      },
    );

    it('is raised when it is too old', () => {
      expect(found([drill('passed', 400)])[0].title).toContain('too old');
    });

    it('takes the newer of what is stated and what was seen', () => {
      const stated = (daysAgo: number, outcome: string) =>
        drilled(`${ago(daysAgo).slice(0, 10)} ${outcome}`);
      const seen = (daysAgo: number, outcome: string) =>
        drill(outcome, daysAgo, ['one']);
      expect(found([seen(30, 'passed')], stated(90, 'failed'))).toEqual([]);
      expect(found([seen(90, 'failed')], stated(30, 'passed'))).toEqual([]);
      expect(
        found([seen(30, 'failed')], stated(90, 'passed'))[0].title,
      ).toContain('failed');
    });
  });

  it('leaves claims that the map contradicts to the rules that say how', () => {
    expect(
      raised('untested-claim', [
        ...teams,
        resource('backbone', { owner: 'net' }),
        member('one', { dependsOn: ['resource:backbone'] }),
        member('two', { dependsOn: ['resource:backbone'] }),
      ]),
    ).toEqual([]);
  });
});
