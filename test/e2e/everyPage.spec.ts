/**
 * What must hold of every page: it says what it is about, without an error; nothing is cut off; everybody can use it. Leaves a
 * picture of each in test-results/screens.
 */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import {
  CLAIM_PATH,
  consoleErrors,
  ENTITIES,
  entityPath,
  EVIDENCE_PATH,
  expectNoTrouble,
  findingRows,
  headline,
  open,
  promiseRow,
  SCORECARD_PATH,
  STORIES,
  TABS,
} from './pages';

const PAGES: { name: string; path: string; says?: RegExp }[] = [
  ...TABS.map(({ name, path, headline: says }) => ({
    name,
    path: path as string,
    says,
  })),
  {
    name: 'Map of one entity',
    path: '/coupling/map?entity=component:default/identity',
  },
  { name: 'A claim of redundancy', path: CLAIM_PATH },
  { name: 'One scorecard', path: SCORECARD_PATH },
  {
    name: 'Scorecard of the platform',
    path: '/coupling/scorecards?ref=platform',
  },
  { name: 'Evidence', path: EVIDENCE_PATH },
  { name: 'Policy', path: '/coupling/policy' },
  { name: 'Page of a component', path: entityPath(ENTITIES[0]) },
  {
    name: 'Coupling tab of a component',
    path: `${entityPath(ENTITIES[0])}/coupling`,
  },
  {
    name: 'Coupling tab of a system',
    path: `${entityPath({ kind: 'system', name: 'checkout' })}/coupling`,
  },
];

// Widths and colours do not depend on each other: each of both is seen once.
const SCREENS = [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 768 },
] as const;

/** How many pixels a page is wider than its window. */
const overflow = (page: Page) =>
  page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );

/** Violations that keep somebody from using the page; the portal's own navigation is not ours to judge here. */
async function graveViolations(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .exclude('nav')
    // The tabs of the page header come from the framework.
    .exclude('[role=tablist]')
    // The letter in a frame is a picture of the kind, which the link's name says as a word.
    .disableRules('label-content-name-mismatch')
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes[0].html.slice(0, 160)} (${nodes.length})`,
    );
}

for (const { colorScheme, width } of SCREENS) {
  test.describe(`${colorScheme}, ${width} wide`, () => {
    test.use({ colorScheme, viewport: { width, height: 900 } });

    for (const { name, path, says } of PAGES) {
      test(`${name} is not cut off and can be used by everybody`, async ({
        page,
      }) => {
        const errors = consoleErrors(page);
        await open(page, path);
        await expect(headline(page)).toContainText(says ?? /\w/);
        await expectNoTrouble(page);
        expect(errors).toEqual([]);
        const file = `${name.replace(/ /g, '-')}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: `test-results/screens/${file}` });
        expect(await overflow(page)).toBeLessThanOrEqual(1);
        expect(await graveViolations(page)).toEqual([]);
      });
    }

    test('an open promise can be used by everybody', async ({ page }) => {
      const [{ title, claim }] = STORIES;
      await open(page, SCORECARD_PATH);
      await promiseRow(page, title, claim).getByRole('button').click();
      await expect(page.getByRole('dialog')).toContainText('Observations');
      expect(await graveViolations(page)).toEqual([]);
    });

    test('an open finding can be used by everybody', async ({ page }) => {
      await open(page, '/coupling/risks');
      await findingRows(page).first().click();
      await expect(page.getByRole('dialog')).toContainText('Evidence');
      expect(await graveViolations(page)).toEqual([]);
    });
  });
}
