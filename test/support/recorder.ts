/** A sink that checks what it is sent as the store does, keeps each id once, and is away as often as a test wants. */
import { readObservations } from '@posiwid/coupling-engine';
import type { ObservationSink } from '@posiwid/backstage-plugin-coupling-node';

export function recorder(source: string) {
  let kept: object[] = [];
  const problems: string[] = [];
  const store = { failures: 0 };
  const sink: ObservationSink = {
    async send(observations) {
      if (store.failures > 0) {
        store.failures -= 1;
        throw new Error('connection to postgres with password=hunter2 failed');
      }
      const sent = observations.map(value => ({
        source,
        ...(value as object),
      }));
      const read = readObservations(
        [...kept, ...sent].map(value => ({ value })),
      );
      const stored = read.observations.length - kept.length;
      kept = read.observations;
      problems.push(...read.problems.map(({ message }) => message));
      return { stored, unchanged: read.repeated, problems: [] };
    },
    problem: message => {
      problems.push(message);
    },
  };
  return {
    sink,
    problems,
    store,
    observations: () => kept,
    forget() {
      kept = [];
      problems.length = 0;
    },
  };
}

export type Recorder = ReturnType<typeof recorder>;
