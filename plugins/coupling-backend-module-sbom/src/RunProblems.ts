import type { ObservationSink } from '@posiwid/backstage-plugin-coupling-node';

const MAX_PROBLEMS = 20;

/** Tells the first of the problems of a run, and how many there are. */
export class RunProblems {
  private count = 0;

  constructor(private readonly sink: ObservationSink) {}

  add(problem: string): void {
    this.count += 1;
    if (this.count <= MAX_PROBLEMS) this.sink.problem(problem);
  }

  sum(): void {
    if (this.count > MAX_PROBLEMS) {
      this.sink.problem(`${this.count - MAX_PROBLEMS} more of the same run`);
    }
  }
}
