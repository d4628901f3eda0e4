import { expect, type Page } from '@playwright/test';

/** Every way into the pages that the tests take; when a page changes, this is the one place to follow. */

/** The tabs of the Coupling page, by path, with what its headline says. */
export const TABS = [
  { name: 'Overview', path: '/coupling/overview', headline: /finding/i },
  { name: 'Risks', path: '/coupling/risks', headline: /risk/i },
  { name: 'Map', path: '/coupling/map', headline: /coupling|needs/i },
  {
    name: 'Shared dependencies',
    path: '/coupling/shared-dependencies',
    headline: /shared/i,
  },
  { name: 'Interfaces', path: '/coupling/interfaces', headline: /interface/i },
  { name: 'Scorecards', path: '/coupling/scorecards', headline: /promise/i },
  { name: 'Reviews', path: '/coupling/reviews', headline: /review/i },
] as const;

/** One claim of redundancy with its risk groups, availability and register. */
export const CLAIM_PATH =
  '/coupling/shared-dependencies?claim=spread-over:component:default/checkout-api';

/** What one system says and does. */
export const SCORECARD_PATH =
  '/coupling/scorecards?ref=system:default/checkout';

/** Where evidence comes from; no tab, a page beside them. */
export const EVIDENCE_PATH = '/coupling/evidence';

/** Promises of Harbor that what was observed contradicts, and the coupling that each comes down to. */
export const STORIES = [
  {
    system: 'checkout',
    title: 'Checkout',
    claim: 'availability >= 99.95% over 30d',
    coupling: 'service-registry',
    does: /stops whenever service-registry/i,
  },
  {
    system: 'storefront',
    title: 'Storefront',
    claim: 'deploys independently',
    coupling: 'retail-client',
    does: /deploys in step with .* that take retail-client/i,
  },
  {
    system: 'delivery',
    title: 'Delivery',
    claim: 'no freeze over 90d',
    coupling: 'deploy-controller',
    does: /discourages change on Fridays/i,
  },
] as const;

/** The row of one promise, on a scorecard or on the Coupling tab of what makes it. */
export const promiseRow = (page: Page, of: string, claim: string) =>
  page
    .getByRole('table', { name: `Promises of ${of}` })
    .getByRole('row')
    .filter({ hasText: claim });

/** The row of one system in the list of scorecards. */
export const scorecardRow = (page: Page, system: string) =>
  page
    .getByRole('table', { name: 'Scorecards', exact: true })
    .getByRole('row')
    .filter({
      has: page.getByTitle(`system:default/${system}`, { exact: true }),
    });

/** One entity of every kind that has a Coupling card and tab. */
export const ENTITIES = [
  { kind: 'component', name: 'checkout-api' },
  { kind: 'api', name: 'orders-events' },
  { kind: 'resource', name: 'orders-db' },
  { kind: 'system', name: 'checkout' },
  { kind: 'domain', name: 'commerce' },
  { kind: 'group', name: 'checkout' },
] as const;

export const entityPath = (entity: { kind: string; name: string }) =>
  `/catalog/default/${entity.kind}/${entity.name}`;

/** The one computed sentence that opens a page. */
export const headline = (page: Page) =>
  page.getByRole('heading', { level: 2 }).first();

/** The rows of findings of the Risks page; each opens in the drawer. */
export const findingRows = (page: Page) => page.locator('tbody tr[tabindex]');

/** The cell of the matrix that says how often one team needs another. */
export const mapCell = (page: Page, from: string, to: string) =>
  page.getByRole('gridcell', { name: new RegExp(`^${from} needs ${to}:`) });

export const drawer = (page: Page) => page.getByRole('dialog');

/** Words that stand on a page only when something went wrong. */
const TROUBLE =
  /This could not be read|Something went wrong|Page not found|You may not read/i;

/** Opens a page, signed in without a click, and waits until it has said what it has to say. */
export async function open(page: Page, path: string): Promise<void> {
  await openAt(page, process.env.PORTAL_URL!, path);
}

/** The same in another portal. */
export async function openAt(
  page: Page,
  portal: string,
  path: string,
): Promise<void> {
  await page.goto(new URL(path, portal).toString());
  // The frame of a page has a heading before the page has anything to say: what is waited for is the page's own.
  await expect(headline(page)).toBeVisible({ timeout: 30_000 });
  await settled(page);
}

/** No request under way and no skeleton left. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => {});
  await expect(
    page.locator('[aria-busy="true"], [role="progressbar"]'),
  ).toHaveCount(0);
}

export async function expectNoTrouble(page: Page): Promise<void> {
  await expect(page.locator('body')).not.toContainText(TROUBLE);
}

/** Collects what the browser's console calls an error, until the test ends. */
export function consoleErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', error => errors.push(String(error)));
  return errors;
}
