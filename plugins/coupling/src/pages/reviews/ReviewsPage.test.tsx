import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { queryOf, renderPage } from '../../__testUtils__/renderPage';
import { refuse, server } from '../../__testUtils__/server';
import {
  FakeMeetings,
  manyFindings,
} from '../../review/__testUtils__/fakeMeetings';
import { PRINTED } from '../../review/print';
import { ReviewsPage } from './ReviewsPage';

registerMswTestHooks(server);

const REVIEW = '/?review=architecture.1';

describe('the list of series', () => {
  it('makes the first series in one form', async () => {
    const fake = new FakeMeetings(manyFindings(2)).serve();
    renderPage(<ReviewsPage />, '/');
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await userEvent.clear(name);
    await userEvent.type(name, 'Platform & data review');
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'How often' }),
      'Every two weeks',
    );
    await userEvent.type(
      screen.getByRole('combobox', { name: 'Facilitator' }),
      'user:default/mara{Enter}',
    );
    await userEvent.type(
      screen.getByRole('combobox', { name: /Participants/ }),
      'payments{Enter}',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Make the series' }),
    );
    expect(
      await screen.findByRole('heading', {
        name: /Platform & data review meets on .*2 items, 1 lapsed, 1 worse/,
      }),
    ).toBeVisible();
    const made = fake.series.get('platform-data-review')!;
    expect(made.settings).toMatchObject({
      name: 'Platform & data review',
      cadence: expect.stringMatching(/^FREQ=WEEKLY;INTERVAL=2;BYDAY=WE$/),
      facilitator: 'user:default/mara',
      participants: ['group:default/payments'],
      minutes: 60,
    });
    expect(queryOf(screen.getByTestId('url')).get('series')).toBe(made.id);
  });

  it('opens with what the next review is about, and leads to it', async () => {
    FakeMeetings.called(manyFindings(9)).serve();
    renderPage(<ReviewsPage />, '/');
    expect(
      await screen.findByRole('heading', {
        name: /The next review is on .*: 9 items, 1 lapsed, 1 worse, 7 new/,
      }),
    ).toBeVisible();
    const row = within(
      screen.getByRole('table', { name: 'Series of reviews' }),
    ).getByRole('row', { name: /Architecture review/ });
    expect(row).toHaveTextContent(
      'every fourth Wednesday of the month, 60 min',
    );
    expect(row).toHaveTextContent('every finding');
  });

  it('retires a series after asking', async () => {
    const fake = FakeMeetings.called(manyFindings(1)).serve();
    renderPage(<ReviewsPage />, '/?series=architecture');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Retire' }),
    );
    const ask = within(await screen.findByRole('dialog'));
    await userEvent.click(ask.getByRole('button', { name: 'Retire' }));
    await waitFor(() =>
      expect(fake.series.get('architecture')!.retired).toBe(true),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'Architecture review is retired',
      }),
    ).toBeVisible();
  });

  it('offers nothing to who may not run reviews, and says which permission it takes', async () => {
    const fake = new FakeMeetings([]).serve();
    fake.mayRun = false;
    renderPage(<ReviewsPage />, '/');
    expect(await screen.findByText('coupling.review.run')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Make the series' }),
    ).toBeNull();
  });

  it('has a state for a failure, for who may not read, and for what is not there', async () => {
    refuse('/v1/series', 400, 'not readable');
    renderPage(<ReviewsPage />, '/').unmount();
    renderPage(<ReviewsPage />, '/');
    expect(await screen.findByText('not readable')).toBeVisible();
    refuse('/v1/reviews/r1', 403, 'no');
    renderPage(<ReviewsPage />, '/?review=r1');
    expect(await screen.findByText(/You may not read/)).toBeVisible();
    refuse('/v1/reviews/r2', 404, 'none');
    renderPage(<ReviewsPage />, '/?review=r2');
    expect(await screen.findByText('There is no such review')).toBeVisible();
  });
});

describe('the packet before a meeting', () => {
  const titles = () =>
    within(screen.getByRole('list', { name: 'Agenda' }))
      .getAllByRole('heading')
      .map(heading => heading.textContent);

  it('has every item on paper, with its details, and marks what is beyond the time', async () => {
    FakeMeetings.called(manyFindings(30)).serve();
    renderPage(<ReviewsPage />, REVIEW);
    const heading = await screen.findByRole('heading', {
      name: /Architecture review on 25 November: 30 items/,
    });
    const paper = heading.closest(`.${PRINTED}`)!;
    expect(titles()).toHaveLength(30);
    // Folding them away on the screen takes nothing off the paper.
    await userEvent.click(screen.getByRole('button', { name: 'Titles only' }));
    for (let i = 1; i <= 30; i++) {
      expect(paper).toHaveTextContent(`thing-${i} fells`);
      expect(paper).toHaveTextContent(
        `Everything that reads thing-${i} stops with it.`,
      );
    }
    expect(paper).toHaveTextContent('Beyond the 60 minutes: 23 items');
    // What a change of the policy took away is not told as mended.
    expect(paper).toHaveTextContent(
      'No longer raised by the policy1A finding that a rule made',
    );
    expect(paper).not.toHaveTextContent('No longer found');
    expect(screen.getByText(/32 open findings that are neither/)).toBeVisible();
  });

  it('is ordered, cut, and added to by the keyboard, with a way back', async () => {
    const fake = FakeMeetings.called(manyFindings(4)).serve();
    renderPage(<ReviewsPage />, REVIEW);
    const down = await screen.findByRole('button', {
      name: /^Move down: thing-1 /,
    });
    down.focus();
    await userEvent.keyboard('{Enter}{Enter}');
    await waitFor(() => expect(fake.said('edited')).toHaveLength(2));
    expect(titles().map(title => title!.split(' ')[0])).toEqual([
      'thing-2',
      'thing-3',
      'thing-1',
      'thing-4',
    ]);
    screen.getByRole('button', { name: /^Take off: thing-3 / }).focus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(fake.review().items).toHaveLength(3));
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Put a finding on it' }),
      'identity fells',
    );
    await userEvent.click(
      await screen.findByRole('button', { name: /^Add identity fells/ }),
    );
    await waitFor(() =>
      expect(fake.review().items.map(({ item }) => item.key)).toEqual([
        'risk-2',
        'risk-1',
        'risk-4',
        'hub-91d0',
      ]),
    );
    const undo = () => screen.getByRole('button', { name: /^Undo: / });
    await userEvent.click(undo());
    await userEvent.click(undo());
    await waitFor(() =>
      expect(fake.review().items.map(({ item }) => item.key)).toEqual([
        'risk-2',
        'risk-3',
        'risk-1',
        'risk-4',
      ]),
    );
  });

  it('is called off with a reason', async () => {
    const fake = FakeMeetings.called(manyFindings(1)).serve();
    renderPage(<ReviewsPage />, REVIEW);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Call the review off' }),
    );
    await userEvent.keyboard('Nobody is here{Enter}');
    expect(
      await screen.findByRole('heading', { name: /was called off/ }),
    ).toBeVisible();
    expect(fake.said('called-off')).toEqual([
      { kind: 'called-off', reason: 'Nobody is here' },
    ]);
  });
});

describe('the minutes after a meeting', () => {
  it('say what was decided, who disagreed, who was absent, and what is carried over', async () => {
    const fake = FakeMeetings.running(manyFindings(3));
    fake.decide('risk-1', {
      kind: 'accept',
      reason: '<b>known</b> since March',
      until: '2027-01-31',
    });
    fake.decide('risk-2', {
      kind: 'assign',
      team: 'group:default/runtime-platform',
      due: '2026-12-16',
    });
    fake.happen(
      { kind: 'dissented', key: 'risk-1', text: 'It will grow' },
      'user:default/jo',
    );
    fake.happen({
      kind: 'attendance',
      who: 'group:default/checkout',
      here: false,
    });
    fake.happen({
      kind: 'attendance',
      who: 'group:default/runtime-platform',
      here: true,
    });
    fake.happen({ kind: 'ended' });
    fake.serve();
    renderPage(<ReviewsPage />, REVIEW);
    const heading = await screen.findByRole('heading', {
      name: '2 of 3 items were decided; 1 is carried over',
    });
    const paper = heading.closest(`.${PRINTED}`)!;
    await waitFor(() =>
      expect(paper).toHaveTextContent(
        /assigned to Runtime Platform, by 16 Dec/,
      ),
    );
    // What somebody wrote is text, whatever it holds.
    expect(paper).toHaveTextContent('<b>known</b> since March');
    expect(paper).toHaveTextContent('Dissent: It will grow jo');
    expect(paper).toHaveTextContent('Absent owners: Checkout (items 1, 2, 3)');
    expect(paper).toHaveTextContent('Present: Runtime Platform');
    expect(
      within(screen.getByRole('region', { name: 'Carried over' })).getByText(
        /thing-3/,
      ),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Decision records' }),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Add a note' }));
    await userEvent.keyboard('We forgot the pager{Enter}');
    expect(await screen.findByText('We forgot the pager')).toBeVisible();
  });
});
