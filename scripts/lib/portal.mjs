import { createServer } from 'node:net';
import { join } from 'node:path';
import { Halt } from './log.mjs';
import { ROOT } from './project.mjs';
import { start, tail } from './processes.mjs';

const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/** Throws when something listens on the port already. 0 takes any free port. Returns the port. */
export function freePort(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', error =>
      reject(
        new Halt(
          error.code === 'EADDRINUSE'
            ? `Port ${port} is taken by another program.`
            : `Cannot listen on port ${port}: ${error.message}`,
          'Stop that program, or choose another port: npm start -- --port 3001',
        ),
      ),
    );
    server.listen({ port, host: '127.0.0.1' }, () => {
      const taken = server.address().port;
      server.close(() => resolve(taken));
    });
  });
}

/**
 * Starts the backend with the built pages behind one address.
 *
 * @param {{ env: NodeJS.ProcessEnv, port: number, dataDir: string, title?: string,
 *   catalog?: { locations: object[], kinds: string[] }, observations?: string, config?: Record<string, unknown> }} options
 *   `observations` is a file or folder of JSON lines; `config` is laid over everything else, keys as paths (`backend.auth.keys`)
 */
export function startPortal({
  env,
  port,
  dataDir,
  title,
  catalog,
  observations,
  config = {},
}) {
  const url = `http://localhost:${port}`;
  const settings = {
    'app.baseUrl': url,
    'app.disableStaticFallbackCache': true,
    'backend.baseUrl': url,
    'backend.listen': { host: '127.0.0.1', port },
    'backend.cors.origin': url,
    'backend.database.connection.directory': join(dataDir, 'db'),
    ...(title && { 'app.title': title }),
    ...(catalog && {
      'catalog.locations': catalog.locations,
      'catalog.rules': [{ allow: catalog.kinds }],
    }),
    'examples.observations': observations ?? '',
    ...config,
  };
  // The way `backstage-cli package start` runs a backend, without its watching of sources: nothing restarts under a reader.
  const { exited, logFile } = start(
    'node',
    [
      '--enable-source-maps',
      '--require',
      '@backstage/cli-node/config/nodeTransform.cjs',
      'src/index.ts',
    ],
    {
      cwd: join(ROOT, 'packages', 'backend'),
      env: { ...env, NODE_ENV: 'development', ...asVariables(settings) },
      logFile: join(dataDir, 'portal.log'),
    },
  );
  return new Portal(url, exited, logFile);
}

/** Backstage reads configuration from variables named APP_CONFIG_ and the path with underscores; values are JSON. */
function asVariables(settings) {
  return Object.fromEntries(
    Object.entries(settings).map(([path, value]) => [
      `APP_CONFIG_${path.replaceAll('.', '_')}`,
      JSON.stringify(value),
    ]),
  );
}

export class Portal {
  #token;
  #ended;
  #started = Date.now();

  constructor(url, exited, logFile) {
    this.url = url;
    this.logFile = logFile;
    /** Settles when the portal has ended, for whatever reason. */
    this.exited = exited;
    exited.then(code => {
      this.#ended = code;
    });
  }

  async get(path) {
    return this.#json('GET', path);
  }

  /** With a body it is sent as JSON lines. */
  async post(path, body) {
    return this.#json('POST', path, body);
  }

  async #json(method, path, body) {
    const response = await fetch(`${this.url}${path}`, {
      method,
      body,
      headers: {
        ...(this.#token && { authorization: `Bearer ${this.#token}` }),
        ...(body !== undefined && { 'content-type': 'application/x-ndjson' }),
      },
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
    return response.json();
  }

  /** Asks again and again until the answer is one; stops waiting when the portal ends or the time is up. */
  async #until(what, seconds, ask) {
    const deadline = Date.now() + seconds * 1000;
    let last;
    while (Date.now() < deadline) {
      if (this.#ended !== undefined) {
        throw new Halt(
          `The portal ended by itself (${this.#ended}) before ${what}.`,
          `${tail(this.logFile, 25)}\n\nAll of it: ${this.logFile}`,
        );
      }
      try {
        const answer = await ask();
        if (answer) return answer;
      } catch (error) {
        if (error instanceof Halt) throw error;
        last = error;
      }
      await pause(500);
    }
    throw new Halt(
      `Waited ${seconds} s, but ${what} did not happen${
        last ? ` (${last.message})` : ''
      }.`,
      `What the portal said: ${this.logFile}`,
    );
  }

  /** Waits until the backend answers, and signs in as guest. */
  async ready() {
    await this.#until('the portal answered', 240, async () => {
      const session = await this.get('/api/auth/guest/refresh');
      this.#token = session.backstageIdentity.token;
      return this.#token;
    });
  }

  /**
   * Waits until the catalog holds all that is expected, or has not grown for a while: entities that the catalog refuses
   * never arrive. Returns how many it holds.
   */
  async catalogLoaded(expected) {
    let count = -1;
    let since = Date.now();
    return this.#until('the catalog was loaded', 900, async () => {
      const { facets } = await this.get(
        '/api/catalog/entity-facets?facet=kind',
      );
      const now = facets.kind
        .filter(kind => kind.value !== 'Location')
        .reduce((sum, kind) => sum + kind.count, 0);
      if (now !== count) {
        count = now;
        since = Date.now();
      }
      const still = Date.now() - since;
      if (expected !== undefined && count >= expected)
        return still >= 1500 && { count };
      return count > 0 && still >= 12_000 && { count };
    });
  }

  /**
   * Waits until the observations of the file or folder are stored. Returns how many there are of all sources, and what could
   * not be read.
   */
  async observed() {
    return this.#until('the observations were read', 900, async () => {
      const { collectors, observations } = await this.get(
        '/api/coupling/v1/evidence',
      );
      const files = collectors.find(({ id }) => id === 'files');
      if (!files) return undefined;
      const problems = files.problems.map(({ message }) => message);
      if (files.failures > 0) {
        throw new Halt(
          `The observations could not be read: ${problems[0] ?? 'no reason'}`,
          `What the portal said: ${this.logFile}`,
        );
      }
      const isDone = Date.parse(files.lastOkAt) >= this.#started;
      return isDone && { observations, problems };
    });
  }

  /**
   * Has the catalog analysed as it is now, and returns what the analysis says of itself. A failure is tried again twice: a
   * catalog that is still loading may answer late.
   */
  async analysed() {
    let since;
    let failures = 0;
    return this.#until('the first analysis was done', 600, async () => {
      const { analysis, running, lastFailure } = await this.get(
        '/api/coupling/v1/status',
      );
      if (running) return undefined;
      if (since === undefined) {
        since = Date.now();
        await this.post('/api/coupling/v1/analyses');
        return undefined;
      }
      if (lastFailure && Date.parse(lastFailure.at) >= since) {
        failures += 1;
        if (failures === 3) {
          throw new Halt(
            `The analysis failed: ${lastFailure.message}`,
            `What the portal said: ${this.logFile}`,
          );
        }
        since = undefined;
        return undefined;
      }
      // A run that was asked for while the backend was still starting may have been lost.
      if (!analysis && Date.now() - since > 10_000) since = undefined;
      return analysis;
    });
  }
}
