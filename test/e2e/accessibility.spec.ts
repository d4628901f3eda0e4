import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import {
  CLAIM_PATH,
  ENTITIES,
  entityPath,
  EVIDENCE_PATH,
  findingRows,
  open,
  promiseRow,
  SCORECARD_PATH,
  STORIES,
  TABS,
} from './pages';

const PAGES = [
  ...TABS.map(tab => ({ name: tab.name, path: tab.path as string })),
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
  {
    name: 'Coupling tab of a system',
    path: `${entityPath({ kind: 'system', name: 'checkout' })}/coupling`,
  },
  {
    name: 'Coupling tab of a component',
    path: `${entityPath(ENTITIES[0])}/coupling`,
  },
];

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

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const { name, path } of PAGES) {
      test(`${name} can be used by everybody`, async ({ page }) => {
        await open(page, path);
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
