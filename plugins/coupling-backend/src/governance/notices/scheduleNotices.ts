import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { NotificationConfig } from '../../config/notifications';
import type { NoticeTask } from './NoticeTask';

export const NOTICES_TASK = 'coupling-notices';

/** Puts the telling of news on the scheduler: one replica at a time. */
export async function scheduleNotices(options: {
  scheduler: SchedulerService;
  config: NotificationConfig;
  task: NoticeTask;
  logger: LoggerService;
}): Promise<void> {
  const { scheduler, config, task, logger } = options;
  if (config.digest === 'off') return;
  await scheduler.scheduleTask({
    ...config.schedule,
    id: NOTICES_TASK,
    scope: 'global',
    fn: async signal => {
      const told = await task.run(signal);
      if (told > 0) logger.info(`${told} teams were told what is new`);
    },
  });
}
