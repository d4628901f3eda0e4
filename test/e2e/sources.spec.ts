import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { entityPath, EVIDENCE_PATH, openAt, promiseRow } from './pages';
import { cdEvent, sender } from './support/cdEvents';
import { startOwnPortal, until, type OwnPortal } from './support/portalOf';
import { hasPrometheus, ScrapedExporter } from './support/prometheus';

/**
 * Evidence from real sources, from what they send to what a page says: a pipeline that sends CDEvents, and a Prometheus that
 * scrapes an exporter. The portal is one of its own: nothing was observed of what it has in its catalog.
 */

const SECRET = 'a secret of this test';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const before = (ms: number) => new Date(Date.now() - ms);

/** Starting a portal takes longer than a test may. */
test.describe.configure({ mode: 'serial', timeout: 180_000 });

let portal: OwnPortal;
let scraped: ScrapedExporter | undefined;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  scraped = hasPrometheus()
    ? await ScrapedExporter.start({ 'orders-api reports': 40 })
    : undefined;
  portal = await startOwnPortal({
    catalog: join(__dirname, 'fixtures', 'orders.yaml'),
    entities: 7,
    config: {
      'coupling.cdevents.secret': SECRET,
      // Time does not pass in a test: minutes have to do for days.
      'coupling.policy.territory.minDays': 1,
      ...(scraped && {
        'coupling.prometheus': [
          {
            url: scraped.url,
            window: { seconds: 5 },
            delay: { seconds: 1 },
            lookBack: { seconds: 30 },
            schedule: {
              frequency: { seconds: 5 },
              timeout: { seconds: 30 },
            },
          },
        ],
      }),
    },
  });
});

test.afterAll(async () => {
  await portal?.stop();
  await scraped?.stop();
});

const observations = async (source: string): Promise<number> => {
  const { sources } = await portal.get('/api/coupling/v1/evidence');
  return (
    sources.find((one: { source: string }) => one.source === source)
      ?.observations ?? 0
  );
};

const openTab = (page: Page, kind: string, name: string) =>
  openAt(page, portal.url, `${entityPath({ kind, name })}/coupling`);

test('before anything was seen, a promise is unproven', async ({ page }) => {
  await portal.analysed();
  await openTab(page, 'system', 'orders');
  for (const claim of ['recovers within 1h', 'change-failure-rate'])
    await expect(promiseRow(page, 'Orders', claim)).toContainText('unproven');
});

test('a pipeline sends CDEvents, and the page of the system says contradicted', async ({
  page,
}) => {
  const pipeline = sender(portal.url, SECRET);
  const environment = { id: 'production' };
  const deployments = Array.from({ length: 13 }, (_, i) =>
    cdEvent(
      `service.${i % 3 === 2 ? 'rolledback' : 'deployed'}`,
      'orders-api',
      // The first is older than the promise looks back.
      before(i === 0 ? 40 * DAY : (28 - 2 * i) * DAY),
      { environment, artifactId: `pkg:oci/orders-api@${i}` },
    ),
  );
  for (const event of deployments)
    expect(await pipeline.binary(event)).toBe(202);

  const incident = (name: string, id: string, service: string, ago: number) =>
    cdEvent(`incident.${name}`, id, before(ago), {
      environment,
      service: { id: service },
    });
  const incidents = [
    incident('detected', 'inc-1', 'orders-api', 100 * DAY),
    incident('resolved', 'inc-1', 'orders-api', 100 * DAY - 10 * MINUTE),
    incident('detected', 'inc-2', 'orders-api', DAY),
    incident('reported', 'inc-2', 'billing', DAY - MINUTE),
    incident('resolved', 'inc-2', 'orders-api', DAY - 180 * MINUTE),
  ];
  for (const event of incidents)
    expect(await pipeline.structured(event)).toBe(202);

  const sent = deployments.length + incidents.length;
  await until(
    'all of it was stored',
    async () => (await observations('cdevents')) >= sent,
  );
  // Sent again, in the other way: nothing changes.
  expect(await pipeline.structured(deployments[3])).toBe(202);
  expect(await pipeline.binary(incidents[2])).toBe(202);
  await portal.analysed();
  expect(await observations('cdevents')).toBe(sent);

  await openTab(page, 'system', 'orders');
  const recovers = promiseRow(page, 'Orders', 'recovers within 1h over 90d');
  await expect(recovers).toContainText('contradicted');
  await expect(recovers).toContainText('stock-db');
  await expect(promiseRow(page, 'Orders', 'change-failure-rate')).toContainText(
    'contradicted',
  );
});

test('who does not know the secret is refused, and says nothing', async () => {
  const stranger = sender(portal.url, 'another secret');
  const event = cdEvent('service.deployed', 'billing', before(DAY), {});
  expect(await stranger.binary(event)).toBe(401);
  expect(await stranger.structured(event)).toBe(401);
  const known = await observations('cdevents');
  await portal.analysed();
  expect(await observations('cdevents')).toBe(known);
});

test('a Prometheus is asked, and what nobody declared is a finding', async ({
  page,
}) => {
  test.skip(!scraped, 'prometheus is not on the PATH');
  await until(
    'four windows of calls were stored',
    async () => (await observations('prometheus')) >= 4,
    90,
  );
  await portal.analysed();
  await openAt(page, portal.url, '/coupling/risks?rule=undeclared-coupling');
  await expect(page.locator('tbody').first()).toContainText(
    'orders-api calls reports',
  );
  await openTab(page, 'component', 'orders-api');
  await expect(page.locator('main')).toContainText('orders-api calls reports');
});

test('the page of evidence shows both sources at work', async ({ page }) => {
  await openAt(page, portal.url, EVIDENCE_PATH);
  const sources = page.getByRole('table', { name: 'Sources of evidence' });
  await expect(sources.getByText('cdevents', { exact: true })).toBeVisible();
  await expect(sources).toContainText(/deployments/);
  if (scraped)
    await expect(
      sources.getByText('prometheus', { exact: true }),
    ).toBeVisible();
});
