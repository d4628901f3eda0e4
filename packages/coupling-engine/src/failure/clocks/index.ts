import type { Model, Problem } from '../../model/types';
import type { Structure } from '../../structure/types';
import type { Policy } from '../../policy';
import type { Clocks } from '../types';

/** Every stated schedule over one week, and where several meet. */
export function clocksOf(_input: {
  model: Model;
  structure: Structure;
  policy: Policy;
  at?: string;
  problems: Problem[];
}): Clocks {
  return { from: '1970-01-05T00:00:00.000Z', schedules: [], coincidences: [] };
}
