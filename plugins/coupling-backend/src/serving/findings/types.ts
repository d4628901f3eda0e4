import type { Finding } from '@posiwid/backstage-plugin-coupling-common';
import type { FindingRecord } from '../../lifecycle';

/** A finding as it is answered, with its record. */
export interface ServedFinding {
  dto: Finding;
  record: FindingRecord;
}
