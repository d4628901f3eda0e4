import type {
  Appended,
  Entry,
  Journal,
  NewEntry,
  SinceOptions,
} from './Journal';

/** A journal that tells what this replica appended, once it would survive a crash. What was there before is not told again. */
export class AnnouncingJournal implements Journal {
  /**
   * @param onAppended - must not throw: what it does can no longer change what was kept
   */
  constructor(
    private readonly journal: Journal,
    private readonly onAppended: (entries: readonly Entry[]) => void,
  ) {}

  async append(entries: readonly NewEntry[]): Promise<Appended> {
    const answer = await this.journal.append(entries);
    if (answer.result === 'appended') this.onAppended(answer.entries);
    return answer;
  }

  read(streams: readonly string[]): Promise<Entry[]> {
    return this.journal.read(streams);
  }

  since(sequence: number, options?: SinceOptions): Promise<Entry[]> {
    return this.journal.since(sequence, options);
  }

  head(): Promise<number> {
    return this.journal.head();
  }
}
