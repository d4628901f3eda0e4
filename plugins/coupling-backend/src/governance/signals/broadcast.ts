import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Entry } from '../journal';
import { signalsOf } from './signalsOf';

/**
 * Tells open pages what was appended. Nobody waits for it, and when it fails nothing else does: pages ask again by themselves, only
 * later.
 */
export function broadcast(
  signals: SignalsService,
  logger: LoggerService,
): (entries: readonly Entry[]) => void {
  return entries => {
    for (const signal of entries.flatMap(signalsOf)) {
      Promise.resolve()
        .then(() =>
          signals.publish({ recipients: { type: 'broadcast' }, ...signal }),
        )
        .catch(error =>
          logger.warn('Could not tell open pages of a change', error),
        );
    }
  };
}
