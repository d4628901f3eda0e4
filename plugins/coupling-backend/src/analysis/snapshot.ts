import { deserialize, serialize } from 'node:v8';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Analysis } from '@posiwid/coupling-engine';
import type { FindingRecord } from '../lifecycle';
import type { AnalysisRecord } from '../store/AnalysisStore';

/** Changes whenever a snapshot written before could not be read any more. Part of the fingerprint, so a change re-analyses. */
export const SNAPSHOT_FORMAT = 5;

/** Below what any driver minds, and little enough for one statement not to hold up the event loop. */
const CHUNK_BYTES = 512 * 1024;

/** Everything that is needed to answer any request: stored as one blob, never changed. */
export interface Snapshot {
  record: AnalysisRecord;
  analysis: Analysis;
  /** Every finding with its history, resolved ones included. */
  findings: FindingRecord[];
}

/** The snapshot as bytes, cut in pieces. Takes a second for the largest catalogs: not for the main thread. */
export function encodeSnapshot(snapshot: Snapshot): Uint8Array[] {
  const bytes = gzipSync(serialize({ format: SNAPSHOT_FORMAT, snapshot }), {
    level: 1,
  });
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    chunks.push(Uint8Array.from(bytes.subarray(start, start + CHUNK_BYTES)));
  }
  return chunks;
}

/** The snapshot out of its pieces. Throws when it was written by another format. Not for the main thread. */
export function decodeSnapshot(chunks: Uint8Array[]): Snapshot {
  const { format, snapshot } = deserialize(gunzipSync(Buffer.concat(chunks)));
  if (format !== SNAPSHOT_FORMAT) {
    throw new Error(
      `snapshot has format ${format}, this version reads ${SNAPSHOT_FORMAT}`,
    );
  }
  return snapshot;
}
