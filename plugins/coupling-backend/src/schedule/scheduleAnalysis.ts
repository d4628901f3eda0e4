import type {
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { AnalysisStore } from '../store/AnalysisStore';
import type { AnalysisTask } from './AnalysisTask';

const TASK_ID = 'coupling-analysis';

const ATTEMPTS = 3;
const RETRY_MS = 1_000;

/**
 * Puts the analysis on the scheduler: one replica at a time.
 *
 * @returns what starts an analysis out of turn, on whichever replica picks it up; it joins one that is under way
 */
export async function scheduleAnalysis(options: {
  scheduler: SchedulerService;
  schedule: SchedulerServiceTaskScheduleDefinition;
  task: AnalysisTask;
  store: AnalysisStore;
  logger: LoggerService;
}): Promise<() => Promise<void>> {
  const { scheduler, schedule, task, store, logger } = options;
  await scheduler.scheduleTask({
    ...schedule,
    id: TASK_ID,
    scope: schedule.scope ?? 'global',
    fn: async signal => task.run(signal),
  });

  const trigger = async (attempts: number): Promise<void> => {
    try {
      await scheduler.triggerTask(TASK_ID);
    } catch (error) {
      if (!isError(error) || error.name !== 'ConflictError') {
        throw error;
      }
      // The run that is ending sees the request by itself, unless it was made in the very last moment.
      await new Promise(resolve => setTimeout(resolve, RETRY_MS));
      const { requestedAt } = await store.runState();
      if (requestedAt !== undefined && attempts > 1) {
        await trigger(attempts - 1);
      }
    }
  };

  return async () => {
    if ((await store.runState()).running) {
      return;
    }
    await store.request(new Date().toISOString());
    // Not awaited: some schedulers answer only when the task has run.
    trigger(ATTEMPTS).catch(error =>
      logger.error('Could not start an analysis', error),
    );
  };
}
