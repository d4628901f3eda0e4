import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import type {
  PolicyChange,
  PolicyField,
  PolicyPreview,
  PolicyState,
} from '@posiwid/backstage-plugin-coupling-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { renderPage } from '../../__testUtils__/renderPage';
import { answer, BASE_URL, refuse, server } from '../../__testUtils__/server';
import { PolicyPage } from './PolicyPage';

registerMswTestHooks(server);

function field(
  path: string,
  kind: PolicyField['kind'],
  value: unknown,
  more: Partial<PolicyField> = {},
): PolicyField {
  return {
    path: path.split('.'),
    kind,
    about: `About ${path}`,
    value,
    configured: value,
    standard: value,
    source: 'default',
    ...more,
  };
}

const POLICY: PolicyState = {
  fields: [
    field('hub.minFails', 'count', 5, {
      configured: 4,
      standard: 3,
      source: 'version',
      version: 2,
    }),
    field('hub.minShare', 'share', 0.1),
    field('drillAgeDays', 'count', 200, {
      standard: 365,
      source: 'app-config',
    }),
    field('acceptance.critical.secondPerson', 'switch', false),
    field('requiredMechanisms', 'mechanisms', [], {
      choices: ['timeout', 'bulkhead'],
    }),
    field('disabledRules', 'texts', []),
  ],
  versions: [
    {
      version: 3,
      overrides: { hub: { minFails: 5 }, drillAgeDays: 90 },
      comment: 'drills once a season',
      countsFrom: '2999-01-01',
      at: '2026-03-03T10:00:00.000Z',
      by: 'user:default/ivo',
      state: 'announced',
    },
    {
      version: 2,
      overrides: { hub: { minFails: 5 } },
      comment: 'small hubs are noise',
      countsFrom: '2026-03-02',
      at: '2026-03-02T10:00:00.000Z',
      by: 'user:default/mara',
      state: 'counts',
    },
    {
      version: 1,
      overrides: {},
      comment: 'nothing yet',
      countsFrom: '2026-03-01',
      at: '2026-03-01T10:00:00.000Z',
      by: 'user:default/mara',
      state: 'past',
    },
  ],
  counts: 2,
  position: 3,
  today: '2026-03-04',
  mayUpdate: true,
};

const PREVIEW: PolicyPreview = {
  at: '2026-03-04T10:00:00.000Z',
  raised: { total: 1, bySeverity: { high: 1 } },
  retired: { total: 1, bySeverity: { low: 1 } },
  worse: { total: 1, bySeverity: { critical: 1 } },
  better: { total: 0, bySeverity: {} },
  items: (
    [
      ['new-1', 'raised', 'high', undefined],
      ['worse-1', 'worse', 'critical', 'high'],
      ['gone-1', 'retired', 'low', undefined],
    ] as const
  ).map(([id, change, severity, before]) => ({
    id,
    rule: 'hub',
    category: 'shared-dependency' as const,
    title: `Finding ${id}`,
    summary: '',
    teams: [],
    change,
    severity,
    ...(before && { before }),
  })),
  more: 0,
  hidden: 2,
};

async function startEditing() {
  renderPage(<PolicyPage />, '/');
  await userEvent.click(
    await screen.findByRole('button', { name: 'Change it' }),
  );
}

async function retype(label: string, text: string) {
  const input = screen.getByRole('textbox', { name: label });
  await userEvent.clear(input);
  await userEvent.type(input, text);
}

/** Answers each PUT by what it is given and keeps what was sent. */
function takeChanges(...answers: { status: number; body: object }[]) {
  const sent: PolicyChange[] = [];
  server.use(
    http.put(`${BASE_URL}/v1/policy`, async ({ request }) => {
      sent.push((await request.json()) as PolicyChange);
      const { status, body } = answers[sent.length - 1];
      return HttpResponse.json(body as {}, { status });
    }),
  );
  return sent;
}

describe('the page of the policy', () => {
  beforeEach(() => answer('/v1/policy', POLICY));

  it('says what counts, and of each value where it comes from', async () => {
    renderPage(<PolicyPage />, '/');
    expect(
      await screen.findByRole('heading', {
        name: 'Version 2 of the policy counts, since 2 Mar 2026',
      }),
    ).toBeVisible();
    expect(
      screen.getByText(
        /6 values: 4 as released, 1 from app-config, 1 set here/,
      ),
    ).toBeVisible();
    expect(
      screen.getByText(/Version 3 is announced for 1 Jan 2999/),
    ).toBeVisible();
    const hub = within(
      screen.getByRole('table', { name: 'When something shared is a hub' }),
    );
    expect(hub.getByText('About hub.minFails').closest('tr')).toHaveTextContent(
      /5.*version 2, mara on .*small hubs are noise · app-config: 4/,
    );
    expect(hub.getByText('About hub.minShare').closest('tr')).toHaveTextContent(
      /0\.1as released/,
    );
    expect(
      screen.getByText('Critical: about acceptance.critical.secondPerson'),
    ).toBeVisible();
  });

  it('has every version with what it changed and why', async () => {
    renderPage(<PolicyPage />, '/');
    const table = await screen.findByRole('table', { name: 'Versions' });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent(
      /3.*announced.*ivo.*drills once a season.*drillAgeDays: 200 → 90/,
    );
    expect(rows[1]).toHaveTextContent(/counts.*hub\.minFails: 4 → 5/);
    expect(rows[2]).toHaveTextContent(/counted before.*changes nothing/);
  });

  it('previews a change and says what it would raise and retire', async () => {
    const asked: unknown[] = [];
    server.use(
      http.post(`${BASE_URL}/v1/policy/preview`, async ({ request }) => {
        asked.push(await request.json());
        return HttpResponse.json(PREVIEW);
      }),
    );
    await startEditing();
    await retype('About hub.minShare', '0.5');
    await userEvent.click(
      screen.getByRole('button', { name: 'Require a mechanism' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Preview' }));
    expect(
      await screen.findByText('Would raise 1, retire 1, worsen 1'),
    ).toBeVisible();
    expect(asked).toEqual([
      {
        overrides: {
          hub: { minFails: 5, minShare: 0.5 },
          requiredMechanisms: [{ mechanism: 'timeout', on: 'across-teams' }],
        },
      },
    ]);
    const table = screen.getByRole('table', {
      name: 'What would be otherwise',
    });
    expect(
      within(table).getByRole('link', { name: 'Finding gone-1' }),
    ).toHaveAttribute('href', '/coupling/risks?finding=gone-1');
    expect(within(table).queryByRole('link', { name: 'Finding new-1' })).toBe(
      null,
    );
    expect(
      within(table).getByText('Finding worse-1').closest('tr'),
    ).toHaveTextContent(/worsens.*high.*→.*critical/);
    expect(screen.getByText(/2 findings that you may not read/)).toBeVisible();
    await retype('About hub.minShare', '0.6');
    expect(
      screen.getByText('You changed something since this preview.'),
    ).toBeVisible();
  });

  it('saves what differs from app-config with a comment, and shows the new state', async () => {
    const sent = takeChanges({
      status: 201,
      body: { ...POLICY, counts: 4, position: 4 },
    });
    await startEditing();
    const save = screen.getByRole('button', { name: 'Save' });
    expect(save).toBeDisabled();
    await retype('About hub.minFails', '4');
    expect(screen.getByText(/Version 3, announced for/)).toBeVisible();
    await userEvent.click(save);
    expect(screen.getByText(/Say why/)).toBeVisible();
    await userEvent.type(screen.getByLabelText('Why'), 'back again');
    await userEvent.click(save);
    expect(
      await screen.findByRole('button', { name: 'Change it' }),
    ).toBeVisible();
    expect(sent).toEqual([
      {
        id: expect.stringMatching(/^[A-Za-z0-9_-]{8,100}$/),
        after: 3,
        overrides: {},
        comment: 'back again',
        countsFrom: '2026-03-04',
      },
    ]);
  });

  it('tells who was overtaken, keeps their changes, and saves them over the other one', async () => {
    const theirs: PolicyState = {
      ...POLICY,
      fields: POLICY.fields.map(one =>
        one.path[0] === 'drillAgeDays'
          ? { ...one, value: 30, source: 'version', version: 4 }
          : one,
      ),
      position: 4,
    };
    const sent = takeChanges(
      { status: 409, body: { message: 'no', policy: theirs } },
      { status: 201, body: { ...theirs, position: 5 } },
    );
    await startEditing();
    await retype('About hub.minShare', '0.2');
    await userEvent.type(screen.getByLabelText('Why'), 'wider');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(
      await screen.findByText(/Somebody else set version 4/),
    ).toBeVisible();
    expect(
      screen.getByRole('textbox', { name: 'About hub.minShare' }),
    ).toHaveValue('0.2');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]).toMatchObject({
      after: 4,
      overrides: { hub: { minFails: 5, minShare: 0.2 }, drillAgeDays: 30 },
    });
    expect(sent[1].id).not.toBe(sent[0].id);
  });

  it('says at the field what cannot be read, and sends nothing of it', async () => {
    await startEditing();
    await retype('About hub.minShare', '40');
    const input = screen.getByRole('textbox', { name: 'About hub.minShare' });
    expect(input).toHaveAttribute('aria-invalid', 'true');
    expect(input).toHaveAccessibleDescription(/share from 0 to 1/);
    expect(screen.getByRole('button', { name: 'Preview' })).toBeDisabled();
  });

  it('is changed with the keyboard alone', async () => {
    await startEditing();
    const box = screen.getByRole('checkbox', { name: /secondPerson/ });
    box.focus();
    await userEvent.keyboard(' ');
    expect(box).toBeChecked();
    expect(screen.getByText('1 value changed')).toBeVisible();
    screen.getByRole('button', { name: 'Cancel' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('says that a preview is under way, and what else is refused', async () => {
    refuse('/v1/policy/preview', 429, 'busy');
    await startEditing();
    await retype('About hub.minShare', '0.2');
    await userEvent.click(screen.getByRole('button', { name: 'Preview' }));
    expect(
      await screen.findByText(/Another preview is under way/),
    ).toBeVisible();
  });

  it('is for reading only without the permission, which it names', async () => {
    answer('/v1/policy', { ...POLICY, mayUpdate: false });
    renderPage(<PolicyPage />, '/');
    expect(await screen.findByText('coupling.policy.update')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Change it' })).toBeNull();
  });

  it('has a state for a failure and for readers without the permission', async () => {
    refuse('/v1/policy', 400, 'the policy is away');
    const failed = renderPage(<PolicyPage />, '/');
    expect(await screen.findByText('the policy is away')).toBeVisible();
    failed.unmount();
    refuse('/v1/policy', 403, 'no');
    renderPage(<PolicyPage />, '/');
    expect(await screen.findByText(/You may not read/)).toBeVisible();
  });
});
