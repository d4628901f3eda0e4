/**
 * The memory of governance: an append-only list of what people decided, in streams (one a finding, a review, a series, the
 * policy). Whatever is acknowledged is there for good, once, in one order that every replica reads.
 */
import type { JsonObject } from '@backstage/types';

export interface NewEntry {
  /** Unique; made by who appends, so that sending twice appends once. At most 200 characters. */
  id: string;
  /** `finding:<id>`, `review:<id>`, … At most 300 characters. */
  stream: string;
  /** Position of the newest entry of the stream that was known when this one was made; 0 when there was none. */
  after: number;
  /** ISO 8601. */
  at: string;
  /** Reference of a user, or `system`. */
  by: string;
  body: JsonObject;
}

export interface Entry extends Omit<NewEntry, 'after'> {
  /** From 1, without gaps, in the order of commits. */
  sequence: number;
  /** From 1, without gaps, within the stream. */
  position: number;
}

export type Appended =
  | { result: 'appended'; entries: Entry[] }
  /** All of it was there before. */
  | { result: 'repeated'; entries: Entry[] }
  /** Somebody else was first: what they appended after the stated position. Nothing was kept. */
  | { result: 'overtaken'; stream: string; since: Entry[] }
  /** The id was used for something else. Nothing was kept. */
  | { result: 'id-taken'; id: string };

export interface Journal {
  /** Appends all of these or none. Resolves when they would survive a crash. */
  append(entries: readonly NewEntry[]): Promise<Appended>;
  /** Entries of some streams, by stream and position. */
  read(streams: readonly string[]): Promise<Entry[]>;
  /** Entries after a sequence number, in order, at most `limit`; of streams that begin with `prefix` when given. */
  since(sequence: number, options?: SinceOptions): Promise<Entry[]>;
  /** Newest sequence number; 0 when there is none. */
  head(): Promise<number>;
}

export interface SinceOptions {
  prefix?: string;
  limit?: number;
}
