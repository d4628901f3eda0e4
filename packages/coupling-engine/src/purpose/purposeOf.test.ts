import { component } from '../__testUtils__/entities';
import { analyse } from '../analyse';

function claiming(claims: string) {
  const { purpose, problems } = analyse({
    entities: [
      component(
        'orders',
        {},
        { annotations: { 'posiwid.dev/claims': claims } },
      ),
    ],
  });
  return { claim: purpose.stated[0].claims[0], problems };
}

describe('a claim that names what the catalog does not have', () => {
  it.each(['survives loss of', 'isolated from'])(
    '%s something unknown is a problem, and proves nothing',
    words => {
      const { claim, problems } = claiming(`${words} component:default/gone`);
      expect(claim.verdict).toBe('unproven');
      expect(claim.working[0]).toMatch(/^The catalog does not have what/);
      expect(problems).toEqual([
        expect.objectContaining({
          code: 'dangling-ref',
          ref: 'component:default/orders',
          key: 'posiwid.dev/claims',
          message: expect.stringContaining('component:default/gone'),
        }),
      ]);
    },
  );

  it('says so of a level that nothing states to run in', () => {
    const { claim, problems } = claiming('survives loss of zone');
    expect(claim).toMatchObject({
      verdict: 'unproven',
      working: [expect.stringContaining('answers to zone')],
    });
    expect(problems).toEqual([]);
  });
});
