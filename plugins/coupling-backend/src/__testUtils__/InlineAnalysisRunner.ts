import {
  DEFAULT_POLICY,
  type Observation,
  type Policy,
} from '@posiwid/coupling-engine';
import type { AnalysisRun, AnalysisRunner } from '../analysis/AnalysisRunner';
import { produce } from '../analysis/produce';
import type { FindingRow } from '../store/AnalysisStore';

/** Runs the engine where it is called: for tests that are not about the thread. */
export class InlineAnalysisRunner implements AnalysisRunner {
  start(
    { policy }: { policy: Policy } = { policy: DEFAULT_POLICY },
  ): AnalysisRun {
    const entities: unknown[] = [];
    const history: FindingRow[] = [];
    const observations: Observation[] = [];
    return {
      addEntities: page => entities.push(...page),
      addHistory: rows => history.push(...rows),
      addObservations: bodies =>
        observations.push(...bodies.map(body => JSON.parse(body))),
      finish: async order =>
        produce({
          entities,
          history,
          observations,
          order,
          settings: { policy },
        }),
      compare: async () => [],
      discard: async () => {},
    };
  }
}
