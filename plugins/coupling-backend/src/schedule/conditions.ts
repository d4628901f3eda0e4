import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { SNAPSHOT_FORMAT } from '../analysis/snapshot';

/**
 * Everything beside the catalog, the evidence and the policy that an analysis depends on. When it is not what the last analysis was
 * made under, an unchanged catalog is analysed again.
 */
export async function conditionsOf(options: {
  ruleModules: string[];
}): Promise<object> {
  const { ruleModules } = options;
  const engine = JSON.parse(
    await readFile(
      resolvePackagePath('@posiwid/coupling-engine', 'package.json'),
      'utf8',
    ),
  );
  return {
    snapshot: SNAPSHOT_FORMAT,
    engine: engine.version,
    rules: await Promise.all(ruleModules.map(contentOf)),
    // The engine's own sources may have been edited since the last start.
    ...(process.env.NODE_ENV === 'development' && { started: Date.now() }),
  };
}

/** A hash of a module; of its path when it cannot be read, which the analysis will report. */
async function contentOf(path: string): Promise<string> {
  const content = await readFile(path).catch(() => path);
  return createHash('sha256').update(content).digest('hex');
}
