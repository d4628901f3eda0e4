import { expect, test, type Page } from '@playwright/test';
import { open } from './pages';
import { bare, hasPdfToText, pagesOf } from './support/pdf';

/** The packet of a long meeting on paper: whole items, nothing of the portal, and a foot that says which page it is. */

test.setTimeout(180_000);

const NAME = 'Review "on paper", all of it';

async function callLongReview(page: Page): Promise<void> {
  await open(page, '/coupling/reviews?edit=new');
  await page.getByLabel('Name').fill(NAME);
  await page.getByLabel('New findings from').selectOption('low');
  await page.getByRole('button', { name: 'Make the series' }).click();
  await page.getByRole('button', { name: 'Call the next review' }).click();
  await expect(
    page.getByRole('button', { name: 'Start the meeting' }),
  ).toBeVisible();
}

test('the packet of a long review prints without a cut item', async ({
  page,
}) => {
  test.skip(!hasPdfToText(), 'pdftotext is not on the PATH');
  await callLongReview(page);
  await page.emulateMedia({ media: 'print' });
  const items = await page
    .getByRole('list', { name: 'Agenda' })
    .locator('> li')
    .filter({ has: page.getByRole('heading') })
    .allInnerTexts();
  expect(items.length).toBeGreaterThanOrEqual(30);
  // As the browser prints it, not as it was told to show it.
  await page.emulateMedia({ media: null });

  for (const format of ['A4', 'Letter']) {
    const pages = pagesOf(await page.pdf({ format }));
    expect(pages.length).toBeGreaterThan(3);
    for (const [n, text] of pages.entries()) {
      expect(text).toContain(`${NAME}, no. 1`);
      expect(text).toContain(`${n + 1} of ${pages.length}`);
      expect(text).not.toMatch(/Start the meeting|Take off|Catalog Import/);
    }
    const papers = pages.map(bare);
    const cut = items.filter(
      text => papers.filter(paper => paper.includes(bare(text))).length !== 1,
    );
    expect(cut, format).toEqual([]);
  }
});
