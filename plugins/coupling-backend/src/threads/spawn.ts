import { extname } from 'node:path';
import { Worker, type ResourceLimits } from 'node:worker_threads';

export interface SpawnOptions {
  workerData: unknown;
  resourceLimits?: ResourceLimits;
}

/**
 * Starts a worker thread on one of this package's own modules.
 *
 * A published package holds JavaScript. In a checkout the sources are TypeScript, and a thread inherits the transform that the
 * process was started with (`backstage-cli package start`, tsx); under jest there is none to inherit, so it is named here.
 */
export function spawn(file: string, options: SpawnOptions): Worker {
  return new Worker(file, { ...options, execArgv: execArgvFor(file) });
}

function execArgvFor(file: string): string[] | undefined {
  const inheritsTransform = process.execArgv.some(arg =>
    /^(-r|--require|--import)\b/.test(arg),
  );
  return extname(file) !== '.ts' || inheritsTransform
    ? undefined
    : [
        '--require',
        require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
      ];
}
