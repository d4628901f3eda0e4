/** `coupling.prometheus` of the app's configuration. What cannot be used stops the start and says key and expectation. */
import { readSchedulerServiceTaskScheduleDefinitionFromConfig } from '@backstage/backend-plugin-api';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import { PRESETS, presetQuery, type Preset } from './presets';
import { Template } from './template';
import type { CallsQuery, Source } from './types';

const KEY = 'coupling.prometheus';
const NAME = /^[a-zA-Z0-9-]+$/;

/** @throws InputError */
export function readSources(root: Config): Source[] {
  const sources = (root.getOptionalConfigArray(KEY) ?? []).map(readSource);
  const ids = sources.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) {
    throw new InputError(
      `${KEY}: expected a name of its own for each store, found ${twice} twice`,
    );
  }
  return sources;
}

function readSource(config: Config, index: number): Source {
  const at = `${KEY}[${index}]`;
  const name = readName(config, at);
  const url = readUrl(config, at);
  const queries = (config.getOptionalConfigArray('queries') ?? [undefined]).map(
    (query, i) => readQuery(query, `${at}.queries[${i}]`),
  );
  const names = queries.map(query => query.name);
  const twice = names.find((query, i) => names.indexOf(query) !== i);
  if (twice !== undefined) {
    throw new InputError(
      `${at}.queries: expected a name of its own for each query, found ${twice} twice`,
    );
  }
  return {
    id: name === undefined ? 'prometheus' : `prometheus-${name}`,
    title: name === undefined ? 'Prometheus' : `Prometheus ${name}`,
    url,
    headers: readHeaders(config),
    schedule: config.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : {
          frequency: { minutes: 10 },
          timeout: { minutes: 10 },
          initialDelay: { seconds: 10 },
        },
    windowMs: readMs(config, at, 'window', { hours: 1 }, 1000),
    delayMs: readMs(config, at, 'delay', { minutes: 2 }, 0),
    lookBackMs: readMs(config, at, 'lookBack', { days: 1 }, 0),
    maxWindows: readCount(config, at, 'maxWindows', 24),
    maxPairs: readCount(config, at, 'maxPairs', 10_000),
    timeoutMs: readMs(config, at, 'timeout', { seconds: 30 }, 1),
    partialResponse: config.getOptionalBoolean('partialResponse') ?? false,
    queries,
  };
}

function readQuery(config: Config | undefined, at: string): CallsQuery {
  const preset = config?.getOptionalString('preset');
  const name = config && readName(config, at);
  if (preset === undefined && config?.has('requests')) {
    return readOwnQuery(config, at, name);
  }
  const known = PRESETS.find(one => one === (preset ?? 'service-graph'));
  if (known === undefined || (config && preset === undefined)) {
    throw new InputError(
      `${at}: expected a preset (${PRESETS.join(
        ' or ',
      )}) or requests, PromQL of your own; found ${preset ?? 'neither'}`,
    );
  }
  return { name: name ?? known, ...readPreset(config, at, known) };
}

function readPreset(config: Config | undefined, at: string, preset: Preset) {
  const own = ['requests', 'errors', 'retries'].find(key => config?.has(key));
  if (own !== undefined) {
    throw new InputError(
      `${at}.${own}: expected nothing beside a preset; leave out preset to write PromQL of your own`,
    );
  }
  return presetQuery(preset, {
    match: config?.getOptionalString('match'),
    from: readTemplate(config, at, 'from'),
    to: readTemplate(config, at, 'to'),
    database: readTemplate(config, at, 'database'),
  });
}

function readOwnQuery(
  config: Config,
  at: string,
  name: string | undefined,
): CallsQuery {
  const from = readTemplate(config, at, 'from');
  const to = readTemplate(config, at, 'to');
  if (!from || !to || name === undefined) {
    throw new InputError(
      `${at}: expected name, from and to beside requests, e.g. to: 'component:default/{{ server }}'`,
    );
  }
  const [errors, retries] = ['errors', 'retries'].map(key =>
    config.getOptionalString(key),
  );
  return {
    name,
    requests: config.getString('requests'),
    ...(errors === undefined ? {} : { errors }),
    ...(retries === undefined ? {} : { retries }),
    from,
    to: [{ when: {}, template: to }],
    leaveOut: [],
  };
}

function readTemplate(
  config: Config | undefined,
  at: string,
  key: 'from' | 'to' | 'database',
): Template | undefined {
  const text = config?.getOptionalString(key);
  if (text === undefined) return undefined;
  try {
    return Template.parse(text);
  } catch (error) {
    throw new InputError(`${at}.${key}: ${(error as Error).message}`);
  }
}

function readName(config: Config, at: string): string | undefined {
  const name = config.getOptionalString('name');
  if (name === undefined || NAME.test(name)) return name;
  throw new InputError(
    `${at}.name: expected letters, digits and hyphens, found ${name}`,
  );
}

function readUrl(config: Config, at: string): string {
  const text = config.getString('url');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new InputError(
      `${at}.url: expected an address that begins with http`,
    );
  }
  // A password in an address ends up in logs.
  if (url.username || url.password) {
    throw new InputError(
      `${at}.url: expected no user or password in it; use headers.Authorization`,
    );
  }
  return text.replace(/\/+$/, '');
}

function readHeaders(config: Config): Record<string, string> {
  const headers = config.getOptionalConfig('headers');
  return Object.fromEntries(
    (headers?.keys() ?? []).map(key => [key, headers!.getString(key)]),
  );
}

function readMs(
  config: Config,
  at: string,
  key: string,
  standard: HumanDuration,
  least: number,
): number {
  const ms = durationToMilliseconds(
    config.has(key) ? readDurationFromConfig(config, { key }) : standard,
  );
  if (Number.isFinite(ms) && ms >= least) return ms;
  throw new InputError(
    `${at}.${key}: expected at least ${least} ms, found ${ms}`,
  );
}

function readCount(
  config: Config,
  at: string,
  key: string,
  standard: number,
): number {
  const count = config.getOptionalNumber(key) ?? standard;
  if (Number.isInteger(count) && count >= 1) return count;
  throw new InputError(
    `${at}.${key}: expected a whole number from 1, found ${count}`,
  );
}
