import { expect, test } from '@playwright/test';
import {
  drawer,
  ENTITIES,
  entityPath,
  expectNoTrouble,
  findingRows,
  headline,
  mapCell,
  open,
  TABS,
} from './pages';

test('a newcomer opens /coupling and is on the overview, without signing in', async ({
  page,
}) => {
  await open(page, '/coupling');
  await expect(page).toHaveURL(/\/coupling\/overview/);
  await expect(headline(page)).toContainText(/\d/);
});

test('the tabs lead from one page to the next', async ({ page }) => {
  await open(page, '/coupling');
  for (const tab of TABS.slice(1)) {
    await page.getByRole('tab', { name: tab.name }).click();
    await expect(page).toHaveURL(new RegExp(tab.path));
    await expect(headline(page)).toContainText(tab.headline);
  }
});

test('a link with a team, child groups included, opens on that team', async ({
  page,
}) => {
  await open(page, '/coupling?team=commerce&children=1');
  await expect(page).toHaveURL(/\/coupling\/overview\?team=commerce/);
  await open(page, '/coupling/risks?team=commerce');
  await expect(headline(page)).toContainText('Commerce');
});

test('a row of Risks opens the finding, in the URL and in a drawer', async ({
  page,
}) => {
  await open(page, '/coupling/risks');
  await findingRows(page).first().click();
  await expect(page).toHaveURL(/finding=/);
  await expect(drawer(page)).toContainText('Why');
  await expect(drawer(page)).toContainText('Evidence');
  await page.keyboard.press('Escape');
  await expect(drawer(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(/finding=/);
});

test('a cell of the map opens the couplings behind it', async ({ page }) => {
  await open(page, '/coupling/map');
  await mapCell(page, 'Checkout', 'Payments').click();
  await expect(
    page.getByRole('heading', { name: 'Checkout needs Payments' }),
  ).toBeVisible();
  await expectNoTrouble(page);
});

test('the map of identity says how many fail and how many degrade', async ({
  page,
}) => {
  await open(page, '/coupling/map?entity=component:default/identity');
  await expect(headline(page)).toHaveText(
    /identity stops, 20 of 64 entities fail and 9 degrade/,
  );
});

for (const entity of ENTITIES) {
  test(`the page of a ${entity.kind} has a Coupling card and a Coupling tab`, async ({
    page,
  }) => {
    await open(page, entityPath(entity));
    await expect(
      page.getByText('Coupling', { exact: true }).first(),
    ).toBeVisible();
    await expectNoTrouble(page);
    await open(page, `${entityPath(entity)}/coupling`);
    await expect(
      page.getByRole('heading', { name: /finding/i }).first(),
    ).toBeVisible();
    await expectNoTrouble(page);
  });
}
