import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { yearOfHarbor } from '../../scripts/lib/observations.mjs';
import { freePort, startPortal } from '../../scripts/lib/portal.mjs';
import { stopAll } from '../../scripts/lib/processes.mjs';

/**
 * Starts the portal as `npm start` does, with Harbor and a year of observations, on a free port and with a database that is
 * thrown away. PORTAL_URL names one that runs already.
 */
export default async function setup() {
  if (process.env.PORTAL_URL) return undefined;
  const dataDir = mkdtempSync(join(tmpdir(), 'coupling-e2e-'));
  const portal = startPortal({
    env: process.env,
    port: await freePort(0),
    dataDir,
    observations: await yearOfHarbor({ env: process.env, dataDir }),
  });
  const teardown = async () => {
    await stopAll();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await portal.ready();
    await portal.catalogLoaded();
    await portal.observed();
    await portal.analysed();
  } catch (error) {
    await teardown();
    throw error;
  }
  process.env.PORTAL_URL = portal.url;
  return teardown;
}
