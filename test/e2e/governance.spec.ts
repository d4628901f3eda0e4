import {
  expect,
  test,
  type Browser,
  type Locator,
  type Page,
} from '@playwright/test';
import { expectNoTrouble, headline, open } from './pages';

/** A review as its facilitator holds it: a series, a packet, a meeting in two browsers, five decisions, minutes. */

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

const REVIEWS = '/coupling/reviews';
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

let review: string;

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
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /Markdown/ }).click();
  expect((await download).suggestedFilename()).toBe(`${review}-packet.md`);
  const minutes = page.getByText(/^\d+ min$/);
  const items = await minutes.count();
  expect(items).toBeGreaterThan(5);
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
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /MADR|decision records/i }).click();
  expect((await download).suggestedFilename()).toBe(
    `${review}-decision-records.md`,
  );
  await expectNoTrouble(page);
});

test('what was decided stands in the list of risks', async ({ page }) => {
  await open(page, '/coupling/risks?standing=accepted');
  await expect(
    page.locator('tbody').first().locator('tr').first(),
  ).toContainText(/accepted/i);
  await open(page, REVIEWS);
  await expect(headline(page)).toContainText(/review/i);
});
