import { expect, test, type Browser, type Page } from '@playwright/test';
import { drawer, entityPath, expectNoTrouble, headline, open } from './pages';
import { PortalApi } from './support/portalApi';
import { until } from './support/portalOf';

/**
 * What reaches people between two meetings, in the portal where they are: notifications, pages that change while they are open, search,
 * the home page, a team's page, an agenda that is put together from where a finding is open, and the actions of assistants.
 */

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

/** The team of whoever is signed in. */
const TEAM = 'group:default/checkout';
const ELSEWHERE = 'group:default/data-platform';

const DAY = 24 * 60 * 60 * 1000;
const inDays = (days: number) =>
  new Date(Date.now() + days * DAY).toISOString().slice(0, 'YYYY-MM-DD'.length);

interface Finding {
  id: string;
  title: string;
}

let api: PortalApi;
/** Three findings that name the team and that other tests do not look at, and one that does not. */
let given: Finding;
let ending: Finding;
let watched: Finding;
let foreign: Finding;
let series: string;

test.beforeAll(async () => {
  api = await PortalApi.signIn(process.env.PORTAL_URL!);
  const { items } = await api.get(
    `coupling/v1/findings?team=${TEAM}&severity=medium&limit=20`,
  );
  [given, ending, watched] = items;
  const others = await api.get(
    'coupling/v1/findings?severity=medium&limit=100',
  );
  foreign = others.items.find(
    ({ teams }: { teams: string[] }) =>
      teams.length > 0 && !teams.includes(TEAM),
  );
  series = `between-${Date.now()}`;
  await api.send('PUT', `coupling/v1/series/${series}`, {
    after: 0,
    settings: {
      name: 'Review between meetings',
      cadence: 'FREQ=MONTHLY;BYDAY=4WE',
      startsAt: '2026-01-28T09:00:00.000Z',
      timezone: 'Europe/Berlin',
      minutes: 60,
      itemMinutes: 8,
      scope: {},
      facilitator: 'user:default/mara.lindqvist',
      participants: [TEAM],
      delegates: [],
      minSeverity: 'critical',
      moves: 0,
    },
  });
});

test.afterAll(async () => {
  const { version, settings } = await api.get(`coupling/v1/series/${series}`);
  await api.send('PUT', `coupling/v1/series/${series}`, {
    after: version,
    settings,
    retired: true,
  });
});

async function another(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
  });
  return context.newPage();
}

const findingPath = ({ id }: Finding) => `/coupling/risks?finding=${id}`;

test('a team is told what it was given, and the notification leads there', async ({
  page,
}) => {
  await api.decide(foreign.id, {
    kind: 'assign',
    team: ELSEWHERE,
    due: inDays(9),
  });
  // Up to here everything is known.
  await api.run('coupling', 'coupling-notices');
  await api.decide(foreign.id, { kind: 'assign', team: TEAM, due: inDays(3) });
  await api.run('coupling', 'coupling-notices');
  await until('the notification came', async () => {
    const { notifications } = await api.get('notifications/notifications');
    return notifications.some(
      ({ payload }: { payload: { scope?: string } }) =>
        payload.scope === `coupling:digest:${TEAM}`,
    );
  });
  await page.goto(`${process.env.PORTAL_URL}/`);
  await page
    .getByRole('link', { name: /Notifications/ })
    .first()
    .click();
  const told = page.getByRole('link', {
    name: /^Checkout: .*1 assigned to you/,
  });
  await expect(told.first()).toBeVisible({ timeout: 30_000 });
  await told.first().click();
  await expect(page).toHaveURL(/coupling\/risks\?team=.*checkout/);
  await expect(headline(page)).toContainText(/Checkout/);
  await expectNoTrouble(page);
});

test("a team's page says what it has to do next, by day", async ({ page }) => {
  await api.decide(given.id, { kind: 'assign', team: TEAM, due: inDays(5) });
  await api.decide(ending.id, {
    kind: 'accept',
    reason: 'until the next release',
    until: inDays(20),
  });
  await open(
    page,
    `${entityPath({ kind: 'group', name: 'checkout' })}/coupling`,
  );
  const rows = page
    .getByRole('table', { name: 'To do next' })
    .getByRole('row')
    .filter({ has: page.getByRole('button') });
  // One that does not name the team is there, too.
  await expect(rows.filter({ hasText: foreign.title })).toContainText(
    'in 3 days',
  );
  await expect(rows.filter({ hasText: given.title })).toContainText(
    'in 5 days',
  );
  await expect(rows.filter({ hasText: ending.title })).toContainText(
    'in 20 days',
  );
  await rows
    .filter({ hasText: given.title })
    .getByRole('button', { name: given.title })
    .click();
  await expect(drawer(page)).toContainText('Assigned');
  await expectNoTrouble(page);
});

test('the home page has what is open for the teams of who is signed in', async ({
  page,
}) => {
  await page.goto(`${process.env.PORTAL_URL}/`);
  await expect(page.getByText("My team's coupling risks")).toBeVisible();
  const worst = page.getByRole('list', { name: 'Worst first' });
  const first = worst.getByRole('link').first();
  await expect(first).toBeVisible({ timeout: 30_000 });
  const title = (await first.textContent())!;
  await first.click();
  await expect(drawer(page)).toContainText(title);
});

test('an open finding shows what somebody else decides, by a signal and without asking again', async ({
  browser,
}) => {
  const page = await another(browser);
  const signals: string[] = [];
  page.on('websocket', socket =>
    socket.on('framereceived', ({ payload }) => signals.push(String(payload))),
  );
  await open(page, findingPath(watched));
  await expect(drawer(page)).toContainText(watched.title);
  // The list below asks nobody by itself; what comes from here on comes because of the signal.
  await page.waitForTimeout(3_000);
  await api.decide(watched.id, {
    kind: 'defer',
    reason: 'all are away',
    until: inDays(90),
  });
  await expect(drawer(page)).toContainText('Put off', { timeout: 8_000 });
  expect(
    signals.filter(
      text => text.includes('coupling:decisions') && text.includes(watched.id),
    ).length,
  ).toBeGreaterThan(0);
  await page.context().close();
});

test('a finding is put on the next agenda where it is open, an open packet shows it, and it is taken off again', async ({
  page,
  browser,
}) => {
  const called = await api.send('POST', `coupling/v1/series/${series}/reviews`);
  const packet = await another(browser);
  const signals: string[] = [];
  packet.on('websocket', socket =>
    socket.on('framereceived', ({ payload }) => signals.push(String(payload))),
  );
  await open(packet, `/coupling/reviews?review=${called.id}`);
  const onPacket = packet.getByRole('heading', { name: watched.title });
  await expect(onPacket).toHaveCount(0);

  await open(page, findingPath(watched));
  await drawer(page).getByRole('button', { name: 'Put on an agenda' }).click();
  await drawer(page)
    .getByRole('button', { name: 'Review between meetings' })
    .click();
  await expect(drawer(page)).toContainText(
    /On the agenda of Review between meetings/,
  );
  await expect(onPacket).toBeVisible();
  expect(
    signals.some(
      text => text.includes('coupling:review') && text.includes(called.id),
    ),
  ).toBe(true);
  await drawer(page).getByRole('button', { name: 'Undo' }).click();
  await expect(drawer(page)).toContainText(/Taken off the agenda/);
  await expect(onPacket).toHaveCount(0);
  await packet.context().close();
});

test('the search of the portal finds findings, interfaces and reviews, each with its page', async ({
  page,
}) => {
  await api.run('search', 'search_index_coupling');
  await api.run('search', 'search_index_coupling_review');
  const search = async (term: string, result: RegExp) => {
    await page.goto(
      `${process.env.PORTAL_URL}/search?query=${encodeURIComponent(term)}`,
    );
    const link = page.getByRole('link', { name: result }).first();
    await expect(link).toBeVisible({ timeout: 30_000 });
    await link.click();
  };
  await search('config-push one change', /^config-push: one change reaches/);
  await expect(page).toHaveURL(/coupling\/risks\?finding=/);
  await expect(drawer(page)).toContainText(/config-push: one change reaches/);

  await search(
    'Interface of service-registry',
    /^Interface of service-registry/i,
  );
  await expect(page).toHaveURL(/coupling\/interfaces\?q=service-registry/);
  await expect(
    page.getByRole('row', { expanded: true }).or(page.locator('tr.on')).first(),
  ).toContainText('service-registry');

  await search('Review between meetings', /^Review between meetings, no\. 1$/);
  await expect(page).toHaveURL(/coupling\/reviews\?review=/);
  await expect(headline(page)).toContainText('Review between meetings');
  await expectNoTrouble(page);
});

test('an assistant lists findings, explains one, reads the agenda and asks what falls', async () => {
  const { tools } = await api.mcp('tools/list');
  const ours = tools
    .filter(({ name }: { name: string }) => name.startsWith('coupling.'))
    .map(({ name, annotations }: any) => [name, annotations.readOnlyHint]);
  expect(ours.sort()).toEqual([
    ['coupling.blast-radius', true],
    ['coupling.explain-finding', true],
    ['coupling.get-agenda', true],
    ['coupling.list-findings', true],
  ]);
  const call = async (name: string, args: object) => {
    const { isError, content, structuredContent } = await api.mcp(
      'tools/call',
      {
        name: `coupling.${name}`,
        arguments: args,
      },
    );
    expect(isError, JSON.stringify(content)).toBeFalsy();
    return structuredContent;
  };
  const list = await call('list-findings', { team: TEAM, limit: 50 });
  const found = list.findings.find(({ id }: Finding) => id === given.id);
  expect(found).toMatchObject({ title: given.title, standing: 'assigned' });
  expect(found.link).toContain(`/coupling/risks?finding=${given.id}`);

  const explained = await call('explain-finding', { id: given.id });
  expect(explained.why.length).toBeGreaterThan(0);
  expect(JSON.stringify(explained.decisions)).toContain(TEAM);

  const { agenda } = await call('get-agenda', { series });
  expect(agenda.items.length).toBeGreaterThan(0);

  const radius = await call('blast-radius', {
    entity: 'component:default/service-registry',
  });
  expect(radius.fails.count).toBeGreaterThan(10);

  const unknown = await api.mcp('tools/call', {
    name: 'coupling.explain-finding',
    arguments: { id: 'no-such-finding' },
  });
  expect(unknown.isError).toBe(true);
});
