import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { entityPath } from './pages';
import { PortalApi } from './support/portalApi';
import { startOwnPortal, type OwnPortal } from './support/portalOf';

/** A person who may read the catalog and nothing of couplings; and one who is nobody. */

let portal: OwnPortal;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  portal = await startOwnPortal({
    catalog: join(__dirname, 'fixtures', 'orders.yaml'),
    entities: 7,
    config: { 'examples.deny': ['coupling.*'] },
  });
});

test.afterAll(() => portal?.stop());

const OBSERVATION = JSON.stringify({
  source: 'test',
  id: '1',
  kind: 'deployment',
  at: '2026-03-01T10:00:00Z',
  entity: 'orders-api',
  outcome: 'succeeded',
});

const API = '/api/coupling/v1';
const READS = [
  '/findings',
  '/scorecards',
  '/scorecards/by-ref?ref=system:default/orders',
  '/observations',
  '/evidence',
];

test('without the permission nothing is read, and nothing can be sent', async () => {
  for (const path of READS)
    await expect(portal.get(`${API}${path}`), path).rejects.toThrow('403');
  await expect(portal.post(`${API}/observations`, OBSERVATION)).rejects.toThrow(
    '403',
  );
});

test('an assistant sees none of the actions', async () => {
  const api = await PortalApi.signIn(portal.url);
  const { tools } = await api.mcp('tools/list');
  const names = tools.map(({ name }: { name: string }) => name);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name: string) => name.startsWith('coupling.'))).toEqual(
    [],
  );
  const { isError } = await api.mcp('tools/call', {
    name: 'coupling.list-findings',
    arguments: {},
  });
  expect(isError).toBe(true);
});

test('the search finds no finding', async () => {
  const api = await PortalApi.signIn(portal.url);
  for (const task of ['coupling', 'coupling_review', 'software_catalog'])
    await api.run('search', `search_index_${task}`);
  const { results } = await api.get('search/query?term=orders');
  const types = results.map(({ type }: { type: string }) => type);
  expect(types).toContain('software-catalog');
  expect(types.filter((type: string) => type.startsWith('coupling'))).toEqual(
    [],
  );
});

test('without a name neither', async () => {
  for (const path of READS) {
    const { status } = await fetch(`${portal.url}${API}${path}`);
    expect(status, path).toBe(401);
  }
  const { status } = await fetch(`${portal.url}${API}/observations`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: OBSERVATION,
  });
  expect(status).toBe(401);
});

test('the portal has no page, no tab and no card of couplings', async ({
  page,
}) => {
  const path = entityPath({ kind: 'system', name: 'orders' });
  await page.goto(`${portal.url}${path}`);
  await expect(page.getByRole('heading', { name: 'Orders' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Coupling' })).toHaveCount(0);
  await expect(page.getByRole('tab', { name: 'Coupling' })).toHaveCount(0);
  await expect(page.getByText('Promises contradicted')).toHaveCount(0);
  for (const hidden of ['/coupling/scorecards', '/coupling/evidence']) {
    await page.goto(`${portal.url}${hidden}`);
    await expect(page.getByText(/page not found/i).first()).toBeVisible();
    await expect(page.locator('body')).not.toContainText('Promises');
  }
});
