import { typeWords } from './inert';
import type { ModelEntity } from './types';

/** Words of `spec.type` and tags that plainly say what layer a thing belongs to; the first row that has one decides. */
const LAYERS: readonly [layer: string, words: readonly string[]][] = [
  ['image', ['base-image', 'image', 'ami']],
  ['library', ['library', 'sdk', 'package', 'framework', 'client-library']],
  [
    'control plane',
    [
      'control-plane',
      'config',
      'configuration',
      'registry',
      'service-registry',
      'feature-flags',
      'scheduler',
      'orchestrator',
    ],
  ],
  ['access', ['identity', 'auth', 'access', 'sso', 'iam', 'secrets']],
  [
    'observability',
    [
      'observability',
      'monitoring',
      'telemetry',
      'logging',
      'metrics',
      'tracing',
      'status-page',
    ],
  ],
  ['delivery', ['ci', 'cd', 'pipeline', 'deployment', 'build']],
  [
    'messaging',
    ['queue', 'topic', 'stream', 'event-bus', 'broker', 'messaging'],
  ],
  [
    'data',
    [
      'database',
      'datastore',
      'db',
      'cache',
      'bucket',
      'storage',
      'object-store',
      'search-index',
      'replication',
      'warehouse',
    ],
  ],
  ['DNS', ['dns', 'nameserver', 'name-resolution']],
  [
    'network',
    ['network', 'network-device', 'gateway', 'cdn', 'load-balancer', 'proxy'],
  ],
  ['facility', ['facility', 'power', 'site']],
];

/** The layer a shared thing belongs to, read off its type, tags and facts; never off its name. */
export function layerOf({ kind, type, tags, facts }: ModelEntity): string {
  const words = new Set([
    ...typeWords(type),
    ...tags.map(tag => tag.toLowerCase()),
  ]);
  const found = LAYERS.find(([, of]) => of.some(word => words.has(word)));
  if (found) return found[0];
  if (facts.supports?.includes('observability')) return 'observability';
  if (facts.supports?.includes('deployment')) return 'delivery';
  return kind === 'api' ? 'interface' : 'service';
}
