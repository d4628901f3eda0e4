import type { ObservationKind } from '@posiwid/coupling-engine';
import type { Knex } from 'knex';

/** Rows of the tables of evidence. Whole numbers of PostgreSQL that may be large arrive as text. */
export type Whole = number | string;

export interface StateTable {
  id: number;
  revision: Whole;
  observations: Whole;
}

export interface SourceTable {
  id: number;
  key: string;
  source: string;
  received_at: string | null;
  refused_at: string | null;
  accepted_at: string | null;
  refused: Whole;
}

export interface CountTable {
  source_id: number;
  kind: ObservationKind;
  observations: Whole;
  first_at: string;
  last_at: string;
}

/** `state` of an observation. */
export const AS_SENT = 0;
export const SUM_OF_DAY = 1;
/** Kept without its body, so that the same one sent again is known. */
export const SUMMED_UP = 2;

export interface ObservationTable {
  seq: Whole;
  key: string;
  digest: string;
  source_id: number;
  id: string;
  kind: ObservationKind;
  state: number;
  at: string;
  received_at: string;
  body: string | null;
}

export interface ProblemTable {
  seq: Whole;
  of: string;
  at: string;
  message: string;
}

export interface CollectorTable {
  id: string;
  checkpoint: string | null;
  spoke_at: string | null;
  run_at: string | null;
  ok_at: string | null;
  retry_at: string | null;
  failures: number;
  stored: Whole;
  unchanged: Whole;
  refused: Whole;
}

/** The only row of `evidence_state`. */
const STATE = 1;

export interface State {
  revision: number;
  observations: number;
}

/**
 * The state, locked until the transaction ends. Whoever writes observations begins with this: the bound on their number is exact,
 * and two writers of the same observations wait for each other instead of for ever.
 */
export async function lockState(tx: Knex.Transaction): Promise<State> {
  const row = await tx<StateTable>('evidence_state')
    .where({ id: STATE })
    .forUpdate()
    .first();
  return stateOf(row);
}

export async function readState(db: Knex): Promise<State> {
  return stateOf(
    await db<StateTable>('evidence_state').where({ id: STATE }).first(),
  );
}

/** Another revision, with so many observations more. */
export async function changeState(
  tx: Knex.Transaction,
  more: number,
): Promise<void> {
  await tx<StateTable>('evidence_state')
    .where({ id: STATE })
    .update({
      revision: tx.raw('"revision" + 1'),
      observations: tx.raw('"observations" + ?', [more]),
    } as never);
}

function stateOf(row: StateTable | undefined): State {
  return {
    revision: Number(row?.revision ?? 0),
    observations: Number(row?.observations ?? 0),
  };
}
