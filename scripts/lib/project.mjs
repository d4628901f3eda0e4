import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { step } from './log.mjs';
import { run } from './processes.mjs';
import { digest, onceFor } from './stamp.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(
  /[\\/]$/,
  '',
);
export const DATA = join(ROOT, '.portal');

function manifests() {
  return ['packages', 'plugins'].flatMap(folder =>
    readdirSync(join(ROOT, folder))
      .sort()
      .map(name => `${folder}/${name}/package.json`),
  );
}

/** Installs what the lockfile says, when it says something else than the last time. */
export async function install(env) {
  const wanted = digest(ROOT, [
    'yarn.lock',
    '.yarnrc.yml',
    'package.json',
    ...manifests(),
  ]);
  await onceFor(join(ROOT, 'node_modules', '.lockfile-stamp'), wanted, () =>
    step(
      'Installing packages as the lockfile says (a few minutes the first time)',
      () =>
        run('yarn', ['install', '--immutable'], {
          cwd: ROOT,
          env,
          what: 'Installing packages',
          logFile: join(DATA, 'logs', 'install.log'),
        }),
    ),
  );
}

const PAGES_STAMP = join(ROOT, 'packages', 'app', 'dist', '.source-stamp');

/** What the pages are built of. */
function pageSources() {
  return digest(ROOT, [
    'yarn.lock',
    'app-config.yaml',
    'packages/app',
    'packages/coupling-engine/src',
    'plugins/coupling',
    'plugins/coupling-common',
  ]);
}

/** Builds the pages, when one of their sources is not as it was the last time. */
export async function buildPages(env) {
  await onceFor(PAGES_STAMP, pageSources(), () =>
    step('Building the pages (a minute the first time)', () =>
      run('yarn', ['workspace', 'app', 'build'], {
        cwd: ROOT,
        env,
        what: 'Building the pages',
        logFile: join(DATA, 'logs', 'build.log'),
      }),
    ),
  );
}

/** Builds every package, the pages among them. */
export async function buildAll(env) {
  rmSync(PAGES_STAMP, { force: true });
  await onceFor(PAGES_STAMP, pageSources(), () =>
    run('yarn', ['backstage-cli', 'repo', 'build', '--all'], {
      cwd: ROOT,
      env,
      what: 'Building every package',
    }),
  );
}
