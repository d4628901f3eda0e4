import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import type { Finding } from '@posiwid/backstage-plugin-coupling-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findings } from '../__fixtures__/harbor';
import { renderPage } from '../__testUtils__/renderPage';
import { server } from '../__testUtils__/server';
import { CouplingProvider } from '../api/CouplingProvider';
import { PutOnAgenda } from './PutOnAgenda';
import {
  FakeMeetings,
  manyFindings,
  settings,
} from './__testUtils__/fakeMeetings';

registerMswTestHooks(server);

const [finding] = findings;

const inDrawer = (of: Finding) => (
  <CouplingProvider>
    <PutOnAgenda finding={of} />
  </CouplingProvider>
);
const openMenu = async () =>
  userEvent.click(
    await screen.findByRole('button', { name: 'Put on an agenda' }),
  );
const choose = (name = 'Architecture review') =>
  userEvent.click(screen.getByRole('button', { name }));
const lastEdit = (fake: FakeMeetings) => {
  const edits = fake.said('edited');
  return edits[edits.length - 1]?.edit;
};

describe('putting a finding on the agenda of the next review', () => {
  it('calls the review when nobody has, and can be undone', async () => {
    const fake = new FakeMeetings(manyFindings(2)).serve();
    fake.setSeries('architecture', { after: 0, settings: settings() });
    renderPage(inDrawer(finding), '/');
    await openMenu();
    await choose();
    expect(await screen.findByText(/On the agenda of/)).toHaveTextContent(
      /On the agenda of Architecture review, Wed 25 Nov 2026, 3 items\./,
    );
    expect(
      screen.getByRole('link', { name: 'Architecture review' }),
    ).toHaveAttribute('href', expect.stringContaining('review=architecture.1'));
    expect(lastEdit(fake)).toMatchObject({ added: [finding.id] });
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText(/Taken off the agenda/)).toBeVisible();
    expect(lastEdit(fake)).toMatchObject({ added: [], removed: [] });
  });

  it('leaves what others change at the same time, and takes off again what somebody had taken off', async () => {
    const fake = FakeMeetings.called([...manyFindings(2), finding]).serve();
    fake.happen({
      kind: 'edited',
      edit: { removed: [finding.id, 'risk-1'], order: ['risk-2'] },
    });
    renderPage(inDrawer(finding), '/');
    await openMenu();
    await choose();
    await screen.findByText(/On the agenda of/);
    expect(lastEdit(fake)).toEqual({
      added: [finding.id],
      removed: ['risk-1'],
      order: ['risk-2'],
    });
    fake.happen({
      kind: 'edited',
      edit: { added: [finding.id, 'other'], removed: [] },
    });
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByText(/Taken off the agenda/);
    expect(lastEdit(fake)).toEqual({ added: ['other'], removed: [finding.id] });
  });

  it('says where it is already, and which review has begun', async () => {
    const fake = FakeMeetings.called([...manyFindings(2), finding]).serve();
    renderPage(inDrawer(finding), '/');
    await openMenu();
    const menu = screen.getByRole('list', { name: 'Next reviews' });
    expect(
      await within(menu).findByText('has it already, as item 3'),
    ).toBeVisible();
    expect(fake.said('edited')).toEqual([]);
  });

  it('says so when the review has begun meanwhile', async () => {
    const fake = FakeMeetings.called(manyFindings(2)).serve();
    renderPage(inDrawer(finding), '/');
    await openMenu();
    fake.happen({ kind: 'started' });
    await choose();
    expect(await screen.findByText(/The review has begun/)).toBeVisible();
  });

  it('is not offered to who may not run reviews, nor for what is gone', async () => {
    const fake = FakeMeetings.called(manyFindings(2)).serve();
    const gone = { ...finding, status: 'resolved' as const };
    const first = renderPage(inDrawer(gone), '/');
    const asked = jest.fn();
    server.events.on('response:mocked', asked);
    await waitFor(() => expect(asked).toHaveBeenCalled());
    expect(screen.queryByRole('button')).toBeNull();
    first.unmount();
    fake.mayRun = false;
    asked.mockClear();
    renderPage(inDrawer(finding), '/');
    await waitFor(() => expect(asked).toHaveBeenCalled());
    expect(screen.queryByRole('button', { name: /agenda/ })).toBeNull();
  });
});
