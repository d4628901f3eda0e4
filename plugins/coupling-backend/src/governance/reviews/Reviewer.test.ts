import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { smallPlatform } from '../../__testUtils__/entities';
import { startGoverned } from './__testUtils__/Governed';
import { asker, MARA, REVIEW, SETTINGS } from './__testUtils__/steps';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

describe('a meeting', () => {
  it('does not begin before there is an analysis, whose agenda would be empty for good', async () => {
    const world = {
      entities: smallPlatform(),
      now: '2026-10-28T09:00:00.000Z',
    };
    const governed = await startGoverned(
      await databases.init('SQLITE_3'),
      world,
      mockServices.logger.mock(),
    );
    const { reviewer } = governed;
    const start = async (id: string) => {
      const { position } = await reviewer.review(REVIEW, asker);
      return reviewer.happen(
        REVIEW,
        { id, after: position, body: { kind: 'started', items: [] } },
        MARA,
        asker,
      );
    };
    await reviewer.setSeries('arch', { after: 0, settings: SETTINGS }, MARA);
    await reviewer.call('arch', MARA, asker);
    await expect(start('too early')).rejects.toThrow('no analysis yet');
    expect(await reviewer.review(REVIEW, asker)).toMatchObject({
      state: 'called',
    });
    await governed.analyse();
    const { review } = await start('in time');
    expect(review.state).toBe('running');
    expect(review.items.length).toBeGreaterThan(0);
    await governed.stop();
  });
});
