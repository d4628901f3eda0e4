import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type Page } from '@playwright/test';
import { mb, median, ms, type Bench, type Row, type Skipped } from './bench';

const TEAMS = 200;
/** Each component needs one thing that is gone, which is one finding. */
const COMPONENTS = 5000;
const RUNS = 5;
const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const PAINT_MS = 1500;
const CHUNK_MB = 0.3;
const FRAME_MS = 50;

const bench: Bench = {
  title: `pages in a browser, ${COMPONENTS} findings, ${TEAMS} teams`,
  async run(note): Promise<(Row | Skipped)[]> {
    if (!existsSync(CHROMIUM)) {
      return [
        { skipped: `no browser at ${CHROMIUM}; CHROMIUM_PATH names one` },
      ];
    }
    const folder = mkdtempSync(join(tmpdir(), 'coupling-pages-'));
    const { buildPages } = await import('../../scripts/lib/project.mjs');
    const { freePort, startPortal } = await import(
      '../../scripts/lib/portal.mjs'
    );
    const { stopAll, stopOnSignals } = await import(
      '../../scripts/lib/processes.mjs'
    );
    stopOnSignals();
    let browser: Browser | undefined;
    try {
      await buildPages(process.env);
      note('starting a portal, loading and analysing its catalog');
      const portal = startPortal({
        env: process.env,
        port: await freePort(0),
        dataDir: folder,
        catalog: catalogIn(folder),
      });
      await portal.ready();
      await portal.catalogLoaded(COMPONENTS + TEAMS);
      await portal.analysed();
      browser = await chromium.launch({
        executablePath: CHROMIUM,
        args: ['--no-sandbox', '--disable-gpu'],
      });
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
      });
      // The compiler that runs this file wraps named functions in a helper, which a page does not have.
      await context.addInitScript('globalThis.__name = f => f');
      const page = await context.newPage();
      return [
        await firstChunk(page, portal.url),
        await risksPainted(page, portal.url),
        await matrixScrolled(page, portal.url),
      ];
    } finally {
      await browser?.close();
      await stopAll();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
export default bench;

/** Components spread over the teams, each needing three others and one thing that the catalog does not have. */
function catalogIn(folder: string) {
  const group = (i: number) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: `team-${i}` },
    spec: { type: 'team', children: [] },
  });
  const component = (i: number) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: `service-${i}` },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: `team-${i % TEAMS}`,
      dependsOn: [
        ...[1, 7, 31].map(
          step => `component:service-${(i * 17 + step) % COMPONENTS}`,
        ),
        `component:gone-${i}`,
      ],
    },
  });
  const entities = [
    ...Array.from({ length: TEAMS }, (_, i) => group(i)),
    ...Array.from({ length: COMPONENTS }, (_, i) => component(i)),
  ];
  const file = join(folder, 'catalog.yaml');
  writeFileSync(
    file,
    entities.map(entity => JSON.stringify(entity)).join('\n---\n'),
  );
  return {
    locations: [{ type: 'file', target: file }],
    kinds: ['Component', 'Group', 'Location'],
  };
}

/** What the browser fetches to show the first page of the plugin, the portal itself being there. */
async function firstChunk(page: Page, url: string): Promise<Row> {
  await page.goto(`${url}/settings`);
  await page.waitForLoadState('networkidle');
  const bodies: Promise<Buffer>[] = [];
  page.on('response', response => {
    if (/\.js$/.test(new URL(response.url()).pathname)) {
      bodies.push(response.body());
    }
  });
  await page.getByRole('link', { name: 'Coupling' }).first().click();
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  await page.waitForLoadState('networkidle');
  page.removeAllListeners('response');
  const sizes = (await Promise.all(bodies)).map(
    body => gzipSync(body).length / 1e6,
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return {
    what: `scripts of the Overview page, ${sizes.length} files, gzipped`,
    ours: mb(total),
    bound: { text: `under ${CHUNK_MB} MB`, held: total < CHUNK_MB },
  };
}

/** From the start of the navigation until the first row of findings stands there, the browser's cache being warm. */
async function risksPainted(page: Page, url: string): Promise<Row> {
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    await page.goto(`${url}/coupling/risks`, { waitUntil: 'commit' });
    const time = await page.waitForFunction(() =>
      document.querySelector('tbody tr') ? performance.now() : false,
    );
    // The first one warms the cache.
    if (run > 0) times.push(Number(await time.jsonValue()));
  }
  const time = median(times);
  return {
    what: `first rows of Risks, whole page loaded anew, median of ${RUNS}`,
    ours: ms(time),
    bound: { text: `under ${PAINT_MS} ms`, held: time < PAINT_MS },
  };
}

/** The matrix scrolled down and to the right, a step a frame. */
async function matrixScrolled(page: Page, url: string): Promise<Row> {
  await page.goto(`${url}/coupling/map`);
  await page.getByRole('grid').waitFor();
  await page.waitForLoadState('networkidle');
  const frames = await page.evaluate(async () => {
    const scrolls = (element: Element) =>
      element.scrollHeight > element.clientHeight + 100 &&
      getComputedStyle(element).overflowY !== 'visible';
    let area: Element | null = document.querySelector('[role=grid]');
    while (area && !scrolls(area)) area = area.parentElement;
    const target = area ?? document.scrollingElement!;
    const lengths: number[] = [];
    let last = performance.now();
    for (let frame = 0; frame < 180; frame++) {
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      lengths.push(now - last);
      last = now;
      target.scrollBy(frame % 3 === 0 ? 40 : 0, 40);
    }
    return lengths;
  });
  const slow = frames.filter(frame => frame > FRAME_MS).length;
  return {
    what: `longest of ${frames.length} frames while the matrix scrolls, ${slow} above ${FRAME_MS} ms`,
    ours: ms(Math.max(...frames)),
    bound: { text: `none above ${FRAME_MS} ms`, held: slow === 0 },
  };
}
