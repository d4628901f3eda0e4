import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  expect,
  test,
  type Browser,
  type Locator,
  type Page,
} from '@playwright/test';
import {
  drawer,
  expectNoTrouble,
  findingRows,
  headline,
  openAt,
} from './pages';
import {
  copyOfHarbor,
  startOwnPortal,
  until,
  type OwnPortal,
} from './support/portalOf';

/**
 * Reviews as their facilitator holds them: a series, a packet, a meeting in two browsers, five decisions, minutes. Then the catalog
 * changes, what was accepted is worse, and it is on the next agenda. The portal is one of its own, with a catalog to be edited.
 */

/** Starting a portal takes longer than a test may. */
test.describe.configure({ mode: 'serial', timeout: 240_000 });

const REVIEWS = '/coupling/reviews';
/** What is accepted, and gets worse. */
const SHARED = /^feature-flags: \d+ of \d+ entities in \d+ teams fail with it/;
const REASON = /Lapsed: it reaches \d+ and reached \d+/i;
const DECISIONS = [
  { key: 'a', say: 'known since March', said: /accepted/ },
  { key: 's', say: '', said: /assigned/ },
  { key: 'p', say: '', said: /planned/ },
  { key: 'd', say: 'nobody of them is here', said: /put off|deferred/ },
  { key: 'r', say: 'a test system', said: /disputed/ },
];

const room = (page: Page) => page.getByRole('dialog', { name: /the meeting/ });
const item = (page: Page) => room(page).getByRole('heading', { level: 2 });

async function visible(of: Locator): Promise<number> {
  const shown = await Promise.all((await of.all()).map(one => one.isVisible()));
  return shown.filter(Boolean).length;
}

async function another(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
  });
  return context.newPage();
}

/** The text of what a click on a button downloads, and its name. */
async function downloaded(
  page: Page,
  button: RegExp,
): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const file = await download;
  return {
    name: file.suggestedFilename(),
    text: readFileSync(await file.path(), 'utf8'),
  };
}

const harbor = copyOfHarbor();
let portal: OwnPortal;
let review: string;

/** Has the catalog read the file of an entity now, and not in some minutes. */
async function readAgain(entityRef: string): Promise<void> {
  const { backstageIdentity } = await portal.get('/api/auth/guest/refresh');
  const { ok } = await fetch(`${portal.url}/api/catalog/refresh`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${backstageIdentity.token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ entityRef }),
  });
  expect(ok).toBe(true);
}

const open = (page: Page, path: string) => openAt(page, portal.url, path);

test.beforeAll(async () => {
  test.setTimeout(600_000);
  portal = await startOwnPortal({
    catalog: harbor.catalog,
    entities: harbor.entities,
    config: {},
  });
  await portal.analysed();
});

test.afterAll(async () => {
  await portal?.stop();
  rmSync(harbor.folder, { recursive: true });
});

test('a facilitator makes a series and finds what is on the agenda of its first meeting', async ({
  page,
}) => {
  await open(page, REVIEWS);
  await page.getByRole('button', { name: 'Make the series' }).click();
  await page.getByRole('button', { name: 'Call the next review' }).click();
  await expect(page).toHaveURL(/review=/);
  review = new URL(page.url()).searchParams.get('review')!;
  await expect(
    page.getByRole('button', { name: 'Start the meeting' }),
  ).toBeVisible();
  await expect(page.getByText(/new since/).first()).toBeVisible();
  await expectNoTrouble(page);
});

test('the packet downloads as Markdown and prints with all of its items', async ({
  page,
}) => {
  await open(page, `${REVIEWS}?review=${review}`);
  const packet = await downloaded(page, /Markdown/);
  expect(packet.name).toBe(`${review}-packet.md`);
  const minutes = page.getByText(/^\d+ min$/);
  const items = await minutes.count();
  expect(items).toBeGreaterThan(5);
  expect(packet.text.match(/^#+ \d+\./gm)).toHaveLength(items);
  await page.emulateMedia({ media: 'print' });
  await expect(
    page.getByRole('button', { name: 'Start the meeting' }),
  ).toBeHidden();
  expect(await visible(minutes)).toBe(items);
});

test('five items are decided five ways by the keyboard, and a second browser follows', async ({
  page,
  browser,
}) => {
  await open(page, `${REVIEWS}?review=${review}`);
  await page.getByRole('button', { name: 'Start the meeting' }).click();
  await expect(item(page)).toBeVisible();
  const other = await another(browser);
  await open(other, `${REVIEWS}?review=${review}`);
  await expect(item(other)).toHaveText((await item(page).textContent())!);
  const shared = room(page).getByRole('button', { name: /feature-flags: / });
  await shared.click();
  await expect(item(page)).toHaveText(SHARED);
  await expect(item(other)).toHaveText(SHARED);

  for (const { key, say, said } of DECISIONS) {
    const title = (await item(page).textContent())!;
    await page.keyboard.press(key);
    const form = room(page).locator('form');
    await expect(form).toBeVisible();
    if (say !== '') await form.getByRole('textbox').last().fill(say);
    await form.getByRole('button', { name: /.+/ }).first().waitFor();
    await page.keyboard.press('Enter');
    await expect(form).toHaveCount(0);
    await expect(room(page).getByText(said).first()).toBeVisible();
    await expect(room(other).getByText(said).first()).toBeVisible();
    await page.keyboard.press('j');
    await expect(item(page)).not.toHaveText(title);
    await expect(item(other)).toHaveText((await item(page).textContent())!);
  }
  await other.context().close();
  await expectNoTrouble(page);
});

test('the meeting ends in minutes that say what was decided, at the same address', async ({
  page,
}) => {
  await open(page, `${REVIEWS}?review=${review}`);
  await page.getByRole('button', { name: 'End the meeting' }).click();
  await page.keyboard.press('Enter');
  await expect(headline(page)).toContainText(/5 of \d+|decided/);
  for (const { said } of DECISIONS)
    await expect(page.getByText(said).first()).toBeVisible();
  const minutes = await downloaded(page, /Markdown/);
  expect(minutes.name).toBe(`${review}-minutes.md`);
  expect(minutes.text).toContain('known since March');
  const records = await downloaded(page, /decision records/i);
  expect(records.name).toBe(`${review}-decision-records.md`);
  await expectNoTrouble(page);
});

test('what was decided stands in the list of risks', async ({ page }) => {
  await open(page, '/coupling/risks?standing=accepted');
  await expect(findingRows(page)).toHaveCount(1);
  await expect(findingRows(page)).toContainText('feature-flags');
  await expect(findingRows(page)).toContainText(/accepted/i);
});

test('the catalog changes, and after an analysis the acceptance has lapsed and says why', async ({
  page,
}) => {
  appendFileSync(
    join(harbor.folder, 'checkout.yaml'),
    `
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: gift-cards
spec:
  type: service
  lifecycle: production
  owner: checkout
  system: checkout
  dependsOn: [component:feature-flags]
`,
  );
  await readAgain('component:default/feature-flags');
  await until(
    'the catalog had what was added',
    async () => {
      const { items } = await portal.get(
        '/api/catalog/entities/by-query?filter=metadata.name=gift-cards&fields=relations',
      );
      return items.some(({ relations }: { relations: { type: string }[] }) =>
        relations.some(({ type }) => type === 'dependsOn'),
      );
    },
    60,
  );
  const before = await portal.get('/api/coupling/v1/status');
  await open(page, '/coupling/overview');
  await page.getByRole('button', { name: 'Analyse now' }).click();
  await until('there was a new analysis', async () => {
    const { analysis } = await portal.get('/api/coupling/v1/status');
    return analysis.at > before.analysis.at;
  });

  await open(page, '/coupling/risks?standing=lapsed');
  await expect(findingRows(page)).toHaveCount(1);
  await expect(findingRows(page)).toContainText('feature-flags');
  await expect(findingRows(page)).toContainText(REASON);
  await findingRows(page).click();
  await expect(drawer(page)).toContainText(REASON);
  await expect(drawer(page)).toContainText('known since March');
  await expectNoTrouble(page);
  await open(page, '/coupling/risks?standing=accepted');
  await expect(findingRows(page)).toHaveCount(0);
});

test('the next review begins with it', async ({ page }) => {
  await open(page, `${REVIEWS}?series=${review.replace(/\.1$/, '')}`);
  await page.getByRole('button', { name: 'Call the next review' }).click();
  await expect(page).toHaveURL(/review=/);
  const next = new URL(page.url()).searchParams.get('review')!;
  expect(next).toBe(review.replace(/1$/, '2'));
  const first = page
    .getByRole('list', { name: 'Agenda' })
    .locator('li')
    .first();
  await expect(first).toContainText('feature-flags');
  await expect(first).toContainText(REASON);
  const packet = await downloaded(page, /Markdown/);
  expect(packet.name).toBe(`${next}-packet.md`);
  expect(packet.text).toMatch(REASON);
  await expectNoTrouble(page);
});
