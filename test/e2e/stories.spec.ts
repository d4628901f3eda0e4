import { expect, test } from '@playwright/test';
import {
  drawer,
  entityPath,
  EVIDENCE_PATH,
  expectNoTrouble,
  headline,
  open,
  promiseRow,
  SCORECARD_PATH,
  scorecardRow,
  settled,
  STORIES,
} from './pages';

/** What Harbor says of itself, what it was seen doing in a year, and which coupling that comes down to. */

test('the list of scorecards says of each story what it does, and names the coupling', async ({
  page,
}) => {
  await open(page, '/coupling/scorecards');
  await expect(headline(page)).toContainText(/\d+ of \d+ promises/);
  for (const { system, coupling, does } of STORIES) {
    const row = scorecardRow(page, system);
    await expect(row).toContainText(does);
    await expect(row).toContainText(/contradicted/);
    await expect(row.getByRole('link', { name: coupling })).toBeVisible();
  }
  await expectNoTrouble(page);
});

for (const { system, title, claim, coupling, does } of STORIES) {
  test(`the page of ${title} shows that "${claim}" is contradicted, and ${coupling} behind it`, async ({
    page,
  }) => {
    const path = entityPath({ kind: 'system', name: system });
    await open(page, path);
    await expect(page.getByText('Promises contradicted')).toBeVisible();
    await expect(page.getByText(does).first()).toBeVisible();
    await open(page, `${path}/coupling`);
    const row = promiseRow(page, title, claim);
    await expect(row).toContainText('contradicted');
    await expect(row).toContainText(coupling);
    await expectNoTrouble(page);
  });
}

test('a verdict lists the observations behind it, and leads to the others of its kind', async ({
  page,
}) => {
  const [{ title, claim, coupling }] = STORIES;
  await open(page, SCORECARD_PATH);
  await promiseRow(page, title, claim).getByRole('button').click();
  await expect(drawer(page)).toContainText('How it was judged');
  await expect(drawer(page)).toContainText(coupling);
  const observations = drawer(page).getByRole('table', {
    name: 'Observations',
  });
  await expect(observations.locator('tbody tr').first()).toBeVisible();
  await expect(observations).toContainText('checkout-api');
  await page.keyboard.press('Escape');
  await expect(drawer(page)).toHaveCount(0);
});

test('what is not declared and called, and what is declared and never called, are findings', async ({
  page,
}) => {
  for (const [rule, title] of [
    ['undeclared-coupling', 'labels calls order-service'],
    ['phantom-coupling', 'returns'],
  ]) {
    await open(page, `/coupling/risks?rule=${rule}`);
    await expect(page.locator('tbody').first()).toContainText(title);
  }
});

test('the page of evidence says who spoke, of what, and when', async ({
  page,
}) => {
  await open(page, EVIDENCE_PATH);
  const sources = page.getByRole('table', { name: 'Sources of evidence' });
  for (const source of ['pipeline', 'pager', 'mesh', 'files'])
    await expect(sources.getByText(source, { exact: true })).toBeVisible();
  await sources
    .getByRole('link', { name: /incidents/ })
    .first()
    .click();
  await settled(page);
  await expect(page).toHaveURL(/kind=incident/);
  await expectNoTrouble(page);
});
