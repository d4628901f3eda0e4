import { component, groups, raised, users } from '../../__testUtils__/catalog';

const world = (stated: Record<string, string>, ...more: unknown[]) => [
  ...groups('a', 'b', 'ops'),
  component('control', { owner: 'ops', ...stated }),
  ...users(['a', 'b'], 4, () => ({ dependsOn: ['component:control'] })),
  ...more,
];
const atOnce = { 'posiwid.dev/change-pace': 'all-at-once' };
const guard = (name: string) =>
  component(name, { owner: 'ops', 'posiwid.dev/guards': 'component:control' });
/** What it says by itself, or adds to the finding about the change. */
const told = (entities: unknown[]) =>
  [...raised('missing-defence', entities), ...raised('same-change', entities)]
    .flatMap(({ evidence }) => evidence.map(({ source }) => source))
    .filter(source => /guards|kill-switch|break-glass/.test(source));

describe('missing-defence', () => {
  it('is raised for a single guard on what acts everywhere at once', () => {
    expect(told(world(atOnce, guard('audit')))).toEqual(['posiwid.dev/guards']);
    const [found] = raised('same-change', world(atOnce, guard('audit')));
    expect(found.subjects).toContain('component:default/audit');
  });

  it('is silent with a second guard, or a check of its own', () => {
    expect(told(world(atOnce, guard('audit'), guard('dry-run')))).toEqual([]);
    expect(
      told(
        world(
          { ...atOnce, 'posiwid.dev/mechanisms': 'output-validation' },
          guard('audit'),
        ),
      ),
    ).toEqual([]);
  });

  it('is raised when it is stated that no switch stops it', () => {
    expect(
      told(world({ ...atOnce, 'posiwid.dev/kill-switch': 'none' })),
    ).toEqual(['posiwid.dev/kill-switch']);
  });

  it('is raised for a hub that states no break-glass, at most medium', () => {
    const [found] = raised(
      'missing-defence',
      world({ 'posiwid.dev/break-glass': 'none' }),
    );
    expect(found.title).toBe(
      'control: nobody is authorised beforehand to override it',
    );
    expect(found.severity).toBe('medium');
  });

  it('is raised for automation that acts on many things and has no switch', () => {
    const acting = component('scaler', {
      owner: 'ops',
      'posiwid.dev/acts-on': 'component:a-0, component:a-1, component:b-0',
      'posiwid.dev/kill-switch': 'none',
    });
    const [found] = raised('missing-defence', world({}, acting));
    expect(found.subjects).toContain('component:default/a-0');
  });

  it('does not read silence as a missing defence', () => {
    expect(told(world(atOnce))).toEqual([]);
    expect(told(world({}))).toEqual([]);
  });
});
