import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Portal } from '../../../scripts/lib/portal.mjs';

/** A portal of one file of tests, with a catalog and settings of its own. */
export interface OwnPortal extends Portal {
  stop(): Promise<void>;
}

/**
 * @param catalog - file of entities, or a pattern of several
 * @param entities - how many there are in it, so that nobody waits for more
 */
export async function startOwnPortal(options: {
  catalog: string;
  entities: number;
  config: Record<string, unknown>;
}): Promise<OwnPortal> {
  const { freePort, startPortal } = await import(
    '../../../scripts/lib/portal.mjs'
  );
  const { stopAll } = await import('../../../scripts/lib/processes.mjs');
  const dataDir = mkdtempSync(join(tmpdir(), 'coupling-e2e-own-'));
  const portal = startPortal({
    env: process.env,
    port: await freePort(0),
    dataDir,
    title: 'A portal of a test',
    catalog: {
      locations: [{ type: 'file', target: options.catalog }],
      kinds: [
        ...['Component', 'API', 'Resource', 'System', 'Domain'],
        ...['Group', 'User', 'Location'],
      ],
    },
    config: options.config,
  });
  // What is started here runs in this worker: the portal of all the other tests belongs to another process.
  const stop = async () => {
    await stopAll();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await portal.ready();
    await portal.catalogLoaded(options.entities);
  } catch (error) {
    await stop();
    throw error;
  }
  return Object.assign(portal, { stop });
}

/** A copy of Harbor, for a test that edits it; `entities` is how many there are. */
export function copyOfHarbor(): {
  folder: string;
  catalog: string;
  entities: number;
} {
  const folder = mkdtempSync(join(tmpdir(), 'coupling-e2e-harbor-'));
  cpSync(join(__dirname, '../../../examples/harbor'), folder, {
    recursive: true,
  });
  const entities = readdirSync(folder)
    .map(file => readFileSync(join(folder, file), 'utf8'))
    .reduce((sum, text) => sum + text.match(/^kind:/gm)!.length, 0);
  return { folder, catalog: join(folder, '*.yaml'), entities };
}

/** Asks until it holds, for half a minute or so long. */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
  seconds = 30,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (await holds()) return;
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  throw new Error(`Waited ${seconds} s, but ${what} did not happen`);
}
