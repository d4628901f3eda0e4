import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../__testUtils__/renderPage';
import { server } from '../../../__testUtils__/server';
import {
  FakeMeetings,
  manyFindings,
} from '../../../review/__testUtils__/fakeMeetings';
import { ReviewsPage } from '../ReviewsPage';

registerMswTestHooks(server);
afterEach(() => window.sessionStorage.clear());

const REVIEW = '/?review=architecture.1';
const JO = 'user:default/jo';

/** The meeting as it is open for one person. */
async function enter(fake: FakeMeetings) {
  fake.serve();
  renderPage(<ReviewsPage />, REVIEW);
  return within(await screen.findByRole('dialog', { name: /the meeting/ }));
}

const onScreen = (title: RegExp) =>
  screen.findByRole('heading', { level: 2, name: title });

it('goes through thirty items by the keyboard alone, each decided', async () => {
  const fake = FakeMeetings.called(manyFindings(30)).serve();
  renderPage(<ReviewsPage />, REVIEW);
  (await screen.findByRole('button', { name: 'Start the meeting' })).focus();
  const user = userEvent.setup({ delay: null });
  await user.keyboard('{Enter}');
  const kinds = ['accept', 'assign', 'plan', 'defer', 'dispute'] as const;
  for (let i = 1; i <= 30; i++) {
    await onScreen(new RegExp(`^thing-${i} fells`));
    switch (kinds[i % 5]) {
      case 'accept':
        await user.keyboard(`aknown ${i}{Enter}`);
        break;
      case 'assign':
        await user.keyboard('s{Enter}');
        break;
      case 'plan':
        await user.keyboard('p{Enter}');
        break;
      case 'defer':
        await user.keyboard(`dno time ${i}{Enter}`);
        break;
      default:
        await user.keyboard(`rnot so ${i}{Enter}`);
    }
    await waitFor(() =>
      expect(fake.decidedAbout(`risk-${i}`)).toEqual([
        expect.objectContaining({ kind: kinds[i % 5] }),
      ]),
    );
    await user.keyboard('j');
  }
  expect(fake.decidedAbout('risk-5')[0]).toMatchObject({ reason: 'known 5' });
  expect(fake.decidedAbout('risk-1')[0]).toMatchObject({
    team: 'group:default/runtime-platform',
  });
  expect(fake.decidedAbout('risk-2')[0]).toMatchObject({
    move: 'Serve the last good answer of thing-2',
  });
  screen.getByRole('button', { name: 'End the meeting' }).focus();
  await user.keyboard('{Enter}');
  expect(
    await screen.findByText(/Everything was decided/, { exact: false }),
  ).toBeVisible();
  await user.keyboard('{Enter}');
  expect(
    await screen.findByRole('heading', { name: 'All 30 items were decided' }),
  ).toBeVisible();
}, 240_000);

it('shows the item large, its chain, evidence, teams and move, and what the keys do', async () => {
  const fake = FakeMeetings.running(manyFindings(3));
  const room = await enter(fake);
  expect(await onScreen(/^thing-1 fells 40 of 64/)).toBeVisible();
  expect(room.getByRole('list', { name: 'Chain' })).toHaveTextContent(
    /thing-1.*Runtime Platform.*read on every request.*checkout.*40 of 64 entities fail/,
  );
  expect(room.getByText(/Retires 2 findings/)).toBeVisible();
  expect(room.getByText('So far: nobody has decided.')).toBeVisible();
  expect(room.getByRole('button', { name: /Accept until/ })).toHaveAttribute(
    'aria-keyshortcuts',
    'A',
  );
  await userEvent.click(
    await room.findByRole('button', { name: /^Checkout: not asked/ }),
  );
  expect(room.getByText('Teams on the chain: 1 of 2 here')).toBeVisible();
  await userEvent.click(room.getByRole('button', { name: /^Checkout: here/ }));
  await waitFor(() =>
    expect(fake.said('attendance')).toEqual([
      { kind: 'attendance', who: 'group:default/checkout', here: true },
      { kind: 'attendance', who: 'group:default/checkout', here: false },
    ]),
  );
  await userEvent.keyboard('e');
  expect(room.getByText(/Everything that reads thing-1/)).toBeVisible();
  await userEvent.keyboard('?');
  const help = within(
    await screen.findByRole('dialog', { name: 'Keys of the meeting' }),
  );
  expect(help.getByText('assign to a team')).toBeVisible();
});

it('follows the others: another item and what they decide, said to screen readers too', async () => {
  const fake = FakeMeetings.running(manyFindings(3));
  const room = await enter(fake);
  await onScreen(/^thing-1 fells/);
  fake.happen({ kind: 'went-to', key: 'risk-2' }, JO);
  fake.decide('risk-1', { kind: 'defer', reason: 'later' }, JO);
  expect(await onScreen(/^thing-2 fells/)).toBeVisible();
  expect(room.getByRole('status', { name: 'Item' })).toHaveTextContent(
    /^Item 2 of 3: thing-2 fells .*high, lapsed/,
  );
  await waitFor(() =>
    expect(room.getByRole('status', { name: 'Decisions' })).toHaveTextContent(
      'Item 1: put off: later, jo',
    ),
  );
  expect(
    room.getByRole('list', { name: 'Said and decided so far' }),
  ).toHaveTextContent(/1 thing-1: put off: later/);
});

it('tells the second of two who decide at once what the first decided, and keeps their words', async () => {
  const fake = FakeMeetings.running(manyFindings(2));
  const room = await enter(fake);
  await onScreen(/^thing-1 fells/);
  await userEvent.keyboard('amy own long reason');
  fake.decide(
    'risk-1',
    { kind: 'assign', team: 'group:default/checkout', due: '2026-12-16' },
    JO,
  );
  await userEvent.keyboard('{Enter}');
  expect(
    await room.findByText(
      /Somebody decided item 1 first. jo: assigned to Checkout/,
    ),
  ).toBeVisible();
  const reason = room.getByRole('textbox', { name: /Why the risk/ });
  expect(reason).toHaveValue('my own long reason');
  expect(reason).toHaveFocus();
  expect(fake.decidedAbout('risk-1')).toHaveLength(1);
  // Now that they know, it is theirs to send.
  await userEvent.keyboard(', still{Enter}');
  await waitFor(() =>
    expect(fake.decidedAbout('risk-1')[1]).toMatchObject({
      kind: 'accept',
      reason: 'my own long reason, still',
    }),
  );
});

it('goes on when a note came in between, and says so when somebody went elsewhere', async () => {
  const fake = FakeMeetings.running(manyFindings(4));
  const room = await enter(fake);
  await onScreen(/^thing-1 fells/);
  fake.happen({ kind: 'noted', key: 'risk-1', text: 'a word' }, JO);
  await userEvent.keyboard('j');
  expect(await onScreen(/^thing-2 fells/)).toBeVisible();
  await waitFor(() => expect(fake.review().current).toBe('risk-2'));
  fake.happen({ kind: 'went-to', key: 'risk-4' }, JO);
  await userEvent.keyboard('j');
  expect(
    await room.findByText(/Somebody else went to another item/),
  ).toBeVisible();
  expect(await onScreen(/^thing-4 fells/)).toBeVisible();
});

it('keeps what was done while the network is down, and sends it once, with the same id', async () => {
  const fake = FakeMeetings.running(manyFindings(3));
  const room = await enter(fake);
  await onScreen(/^thing-1 fells/);
  fake.down = true;
  await userEvent.keyboard('akept over the gap{Enter}');
  expect(await room.findByText(/Not connected, trying again/)).toBeVisible();
  expect(
    room.getByRole('list', { name: 'Said and decided so far' }),
  ).toHaveTextContent(/kept over the gap.*not sent yet/);
  // The meeting goes on.
  await userEvent.keyboard('j');
  expect(await onScreen(/^thing-2 fells/)).toBeVisible();
  expect(fake.decidedAbout('risk-1')).toEqual([]);
  // It is back, and loses the first answer on top.
  fake.loseAnswers = 1;
  fake.down = false;
  await waitFor(() => expect(fake.review().current).toBe('risk-2'), {
    timeout: 20_000,
  });
  await waitFor(() => expect(room.queryByText(/Not connected/)).toBeNull(), {
    timeout: 20_000,
  });
  expect(fake.decidedAbout('risk-1')).toHaveLength(1);
  const [first, second] = fake.arrived;
  expect(second).toBe(first);
});

it('is read only for who may not run it, with note and dissent', async () => {
  const fake = FakeMeetings.running(manyFindings(2));
  fake.mayRun = false;
  const room = await enter(fake);
  await onScreen(/^thing-1 fells/);
  expect(room.queryByRole('button', { name: /Accept until/ })).toBeNull();
  expect(room.queryByRole('button', { name: 'End the meeting' })).toBeNull();
  await userEvent.keyboard('ajsp');
  expect(room.queryByRole('textbox')).toBeNull();
  await userEvent.keyboard('xI see it growing{Enter}');
  await waitFor(() =>
    expect(fake.said('dissented')).toEqual([
      { kind: 'dissented', key: 'risk-1', text: 'I see it growing' },
    ]),
  );
  expect(fake.said('went-to')).toEqual([]);
});

it('closes a form with Escape and gives the focus back to the item', async () => {
  const room = await enter(FakeMeetings.running(manyFindings(2)));
  const title = await onScreen(/^thing-1 fells/);
  await userEvent.keyboard('n');
  expect(room.getByRole('textbox', { name: 'Note' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  expect(room.queryByRole('textbox')).toBeNull();
  expect(title).toHaveFocus();
});

it('counts the time of the item by the clock of the backend', async () => {
  const fake = FakeMeetings.running(manyFindings(2));
  const real = fake.review.bind(fake);
  fake.review = () => ({
    ...real(),
    // The backend is an hour ahead of this machine.
    now: new Date(Date.now() + 3_600_000).toISOString(),
    currentSince: new Date(Date.now() + 3_600_000 - 400_000).toISOString(),
  });
  const room = await enter(fake);
  expect(room.getByRole('timer')).toHaveTextContent(
    /6:4\d of 8:00 on this item/,
  );
  await act(async () => {});
});
