import { expect, test } from '@playwright/test';
import {
  CLAIM_PATH,
  ENTITIES,
  entityPath,
  EVIDENCE_PATH,
  open,
  SCORECARD_PATH,
  TABS,
} from './pages';

/** Pictures to hold beside the sketches, in test-results/screens; and one thing they must not show: a page cut off. */
const PAGES = [
  ...TABS.map(tab => ({
    name: tab.path.split('/').pop()!,
    path: tab.path as string,
  })),
  {
    name: 'entity-map',
    path: '/coupling/map?entity=component:default/identity',
  },
  { name: 'claim', path: CLAIM_PATH },
  { name: 'scorecard', path: SCORECARD_PATH },
  { name: 'evidence', path: EVIDENCE_PATH },
  { name: 'policy', path: '/coupling/policy' },
  {
    name: 'system-tab',
    path: `${entityPath({ kind: 'system', name: 'checkout' })}/coupling`,
  },
  { name: 'entity-card', path: entityPath(ENTITIES[0]) },
  { name: 'entity-tab', path: `${entityPath(ENTITIES[0])}/coupling` },
];

// Widths and colours do not depend on each other: each of both is seen once.
const SCREENS = [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 768 },
] as const;

for (const { colorScheme, width } of SCREENS) {
  test.describe(`${colorScheme}, ${width} wide`, () => {
    test.use({ colorScheme, viewport: { width, height: 900 } });

    for (const { name, path } of PAGES) {
      test(`${name} is not cut off`, async ({ page }) => {
        await open(page, path);
        await page.screenshot({
          path: `test-results/screens/${name}-${width}-${colorScheme}.png`,
        });
        const overflow = await page.evaluate(
          () =>
            document.documentElement.scrollWidth -
            document.documentElement.clientWidth,
        );
        expect(overflow).toBeLessThanOrEqual(1);
      });
    }
  });
}
