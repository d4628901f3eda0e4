import type { Knex } from 'knex';
import type { NoticeMark, Told } from './types';

const EVERYBODY = '*';

interface Row {
  team: string;
  at: string;
  analysed_at: string;
  sequence: number | string;
}

/**
 * Up to where who was told. It lies in a table and not in the journal: a position is written over with every run and says nothing that
 * anybody did, and the journal keeps what it gets for good. It is in the same database, so a backup holds both as they were together.
 */
export class NoticeStore {
  constructor(private readonly db: Knex) {}

  /** Undefined before the first run. */
  async read(): Promise<Told | undefined> {
    const rows = await this.db<Row>('notice_marks').select();
    const everybody = rows.find(({ team }) => team === EVERYBODY);
    if (!everybody) return undefined;
    const others = rows.filter(({ team }) => team !== EVERYBODY);
    return {
      everybody: toMark(everybody),
      teams: Object.fromEntries(others.map(row => [row.team, toMark(row)])),
    };
  }

  /** One team was told, while others still have to be. */
  async tell(team: string, mark: NoticeMark): Promise<void> {
    await this.put(this.db, team, mark);
  }

  /**
   * A run is over: everybody was told, but for these, who are told the next time from where they were.
   */
  async finish({ everybody, teams }: Told): Promise<void> {
    await this.db.transaction(async trx => {
      await trx('notice_marks').delete();
      await this.put(trx, EVERYBODY, everybody);
      for (const [team, mark] of Object.entries(teams)) {
        await this.put(trx, team, mark);
      }
    });
  }

  private async put(db: Knex, team: string, mark: NoticeMark): Promise<void> {
    const { at, analysedAt, sequence } = mark;
    await db<Row>('notice_marks')
      .insert({ team, at, analysed_at: analysedAt, sequence })
      .onConflict('team')
      .merge();
  }
}

function toMark({ at, analysed_at, sequence }: Row): NoticeMark {
  return { at, analysedAt: analysed_at, sequence: Number(sequence) };
}
