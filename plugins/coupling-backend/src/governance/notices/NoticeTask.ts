import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { NotificationConfig } from '../../config/notifications';
import type { SnapshotServer } from '../../serving/SnapshotServer';
import type { NoticeStore } from './NoticeStore';
import type { NoticeAnswer } from '../../serving/notices';
import type { NoticeMark, Told } from './types';
import { digestOf, noticesByKind } from './words';

export interface NoticeTaskOptions {
  config: NotificationConfig;
  /** Path of the Coupling pages in the app. */
  page: string;
  store: NoticeStore;
  snapshots: SnapshotServer;
  notifications: NotificationService;
  logger: LoggerService;
  /** Resolves when the snapshots know every decision that was taken before. */
  catchUp: () => Promise<void>;
  /** What time it is; the system's when left out. */
  clock?: () => Date;
}

type Addressed = NoticeAnswer['notices'][number];

/**
 * Tells teams what is new since they were last told. A team's mark is written after its notification was taken, so that one who dies in
 * between tells it once more rather than never; the same scope then lets the second take the place of the first.
 */
export class NoticeTask {
  private readonly clock: () => Date;

  constructor(private readonly options: NoticeTaskOptions) {
    this.clock = options.clock ?? (() => new Date());
  }

  /** @returns how many teams were told */
  async run(signal?: AbortSignal): Promise<number> {
    const { store, catchUp, snapshots } = this.options;
    await snapshots.refresh();
    const record = snapshots.current();
    // Before the first analysis there is nothing that could be news later on.
    if (!record) return 0;
    await catchUp();
    const told = await store.read();
    const { until, notices } = await this.workOut(told, record.at);
    if (!told) {
      // What was there before anybody was told anything is no news.
      await store.finish({ everybody: until, teams: {} });
      return 0;
    }
    return this.tell(told, until, notices, signal);
  }

  private async workOut(
    told: Told | undefined,
    analysedAt: string,
  ): Promise<NoticeAnswer> {
    const at = this.clock().toISOString();
    const start: NoticeMark = { at, analysedAt, sequence: 0 };
    const { body } = await this.options.snapshots.ask(
      {
        operation: 'workOutNotices',
        query: {
          told: told ?? { everybody: start, teams: {} },
          at,
          minSeverity: this.options.config.minSeverity,
        },
      },
      'everything',
    );
    return JSON.parse(new TextDecoder().decode(body));
  }

  private async tell(
    told: Told,
    until: NoticeMark,
    notices: readonly Addressed[],
    signal: AbortSignal | undefined,
  ): Promise<number> {
    const { store, logger } = this.options;
    const untold: Told['teams'] = {};
    let count = 0;
    let firstFailure: Error | undefined;
    for (const notice of notices) {
      const { team } = notice;
      try {
        signal?.throwIfAborted();
        await this.send(notice);
        await store.tell(team, until);
        count += 1;
      } catch (error) {
        untold[team] = told.teams[team] ?? told.everybody;
        firstFailure ??= error as Error;
      }
    }
    if (firstFailure) {
      logger.warn(
        `${
          Object.keys(untold).length
        } teams could not be told what is new, and are told the next time`,
        firstFailure,
      );
    }
    await store.finish({ everybody: until, teams: untold });
    return count;
  }

  private async send(notice: Addressed): Promise<void> {
    const { config, page, notifications } = this.options;
    const { minSeverity } = config;
    const words = { teamTitle: notice.title, page, minSeverity };
    const payloads =
      config.digest === 'immediate'
        ? noticesByKind(notice, words)
        : [digestOf(notice, words)];
    for (const payload of payloads) {
      await notifications.send({
        recipients: { type: 'entity', entityRef: notice.team },
        payload,
      });
    }
  }
}
