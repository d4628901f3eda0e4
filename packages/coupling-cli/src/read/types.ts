import type { Problem, SourcedEntity } from '@posiwid/coupling-engine';

/** What reading a catalog gave: whatever could be read, and what could not, each with file and line. */
export interface CatalogInput {
  entities: SourcedEntity[];
  problems: Problem[];
  /** Files (or the portal, or standard input) that were opened. */
  sources: number;
  /** Files met in folders that hold no catalog entity, e.g. a workflow or a chart. Not a defect. */
  otherFiles: number;
}

/** Receives what a reader finds in one file, in order. */
export interface Collector {
  entity(entity: unknown, line?: number): void;
  problem(message: string, line?: number): void;
}

/** Reads one file. `content` is decompressed bytes in chunks; errors of the stream are thrown through it. */
export type Reader = (
  content: AsyncIterable<Buffer>,
  collector: Collector,
) => Promise<void>;
