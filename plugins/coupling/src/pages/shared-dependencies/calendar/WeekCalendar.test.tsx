import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import type { Clocks } from '@posiwid/backstage-plugin-coupling-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../__testUtils__/renderPage';
import { server } from '../../../__testUtils__/server';
import { PageSheet } from '../../../components/PageSheet';
import { WeekCalendar } from './WeekCalendar';

registerMswTestHooks(server);

const entity = (kind: string, name: string) => ({
  ref: `${kind}:default/${name}`,
  kind,
  name,
  teams: [
    {
      ref: 'group:default/data-platform',
      title: 'Data Platform',
      standing: 'living' as const,
    },
  ],
});

const job = (name: string, expression: string, timezone = 'UTC') => ({
  entity: entity('component', name),
  by: 'needs' as const,
  expression,
  timezone,
});

const clocks: Clocks = {
  from: '2026-11-23T00:00:00.000Z',
  headline: 'Jobs start together on 2 things; most of them, 3, on orders-db',
  meetings: [
    {
      target: entity('resource', 'orders-db'),
      jobs: [
        job('nightly-export', '0 2 * * *'),
        job('search-indexer', 'TZ=Europe/Berlin 0 3 * * *', 'Europe/Berlin'),
        job('report', '0 2 * * *'),
      ],
      at: Array.from({ length: 7 }, (_, i) => i * 1440 + 120),
      fails: 11,
      findings: [],
    },
    {
      target: entity('resource', 'disk'),
      jobs: [job('sweep', '0 9 * * 3'), job('trim', '5 9 * * 3')],
      at: [2 * 1440 + 540],
      fails: 1,
      findings: [],
    },
  ],
  scheduled: 6,
  alone: 1,
  hidden: 0,
  omissions: [],
};

const calendar = (changes: Partial<Clocks> = {}) =>
  renderPage(
    <PageSheet>
      <WeekCalendar clocks={{ ...clocks, ...changes }} />
    </PageSheet>,
    '/',
  );
/** By its label: working out the roles and names of 168 cells takes seconds. */
const cell = (name: RegExp) => screen.findByLabelText(name);

describe('WeekCalendar', () => {
  it('shows how many jobs meet in each hour, in UTC', async () => {
    calendar();
    const grid = await screen.findByLabelText(/by day and hour, UTC/);
    expect(grid.querySelectorAll('[role="gridcell"]')).toHaveLength(168);
    expect(
      await cell(/Monday 02:00 UTC: 3 jobs on orders-db/),
    ).toHaveTextContent('3');
    expect(await cell(/Wednesday 09:00 UTC: 2 jobs on disk/)).toBeVisible();
    expect(await cell(/Monday 03:00 UTC: none/)).toBeEmptyDOMElement();
  });

  it('is walked and opened by keyboard, one cell in the order of tabs', async () => {
    calendar();
    const first = await cell(/Monday 02:00/);
    expect(
      screen
        .getByRole('grid')
        .querySelectorAll('[role="gridcell"][tabindex="0"]'),
    ).toHaveLength(1);
    expect(first).toHaveAttribute('tabindex', '0');
    first.focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(await cell(/Tuesday 02:00/)).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(await cell(/Tuesday 02:00/)).toHaveAttribute(
      'aria-selected',
      'true',
    );
    expect(
      screen.getByRole('heading', { name: 'Tuesday 02:00 UTC: 3 jobs' }),
    ).toBeVisible();
    expect(screen.getByText('TZ=Europe/Berlin 0 3 * * *')).toBeVisible();
    expect(screen.getByRole('link', { name: 'nightly-export' })).toBeVisible();
  });

  it('opens nothing where nothing meets', async () => {
    calendar();
    await userEvent.click(await cell(/Monday 05:00/));
    expect(screen.queryByRole('heading', { name: /Monday/ })).toBeNull();
  });

  it('says the same as a table', async () => {
    calendar();
    const button = await screen.findByRole('button', {
      name: 'Same data as a table',
    });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(button);
    const table = screen.getByRole('table', {
      name: 'Jobs that start together',
    });
    const row = within(table).getByText('orders-db').closest('tr')!;
    expect(row).toHaveTextContent('every day 02:00');
    expect(row).toHaveTextContent('11');
    expect(within(table).getByText('Wed 09:00')).toBeVisible();
  });

  it('keeps to one thing when asked', async () => {
    calendar();
    await userEvent.selectOptions(
      await screen.findByRole('combobox', { name: 'On' }),
      'disk',
    );
    expect(await cell(/Monday 02:00 UTC: none/)).toBeVisible();
    expect(await cell(/Wednesday 09:00 UTC: 2 jobs on disk/)).toBeVisible();
  });

  it('shows the time of the reader', async () => {
    calendar();
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    await userEvent.selectOptions(
      await screen.findByRole('combobox', { name: 'Time' }),
      'local',
    );
    expect(
      await screen.findByRole('grid', { name: new RegExp(timeZone) }),
    ).toBeVisible();
  });

  it('says what to state where no schedule is', async () => {
    calendar({ meetings: [], scheduled: 0, headline: 'No schedule is stated' });
    expect(await screen.findByText('No schedules stated')).toBeVisible();
    expect(screen.getByText('posiwid.dev/runs-at')).toBeVisible();
  });

  it('says that schedules meet nowhere', async () => {
    calendar({ meetings: [], scheduled: 4 });
    expect(
      await screen.findByText(/4 entities run by the clock/),
    ).toBeVisible();
  });
});
