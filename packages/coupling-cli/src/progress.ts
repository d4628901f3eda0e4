import type { Sink } from './io';

/** Where a long run stands. `total` 0: not known. */
export type Report = (phase: string, done: number, total: number) => void;

const SILENT: Report = () => {};
const REDRAW_MS = 100;
const RELINE_MS = 2000;

/**
 * Progress on stderr: one line redrawn in place on a terminal; with `forced` also elsewhere, as a line for each phase
 * and every other second. Never on stdout, which belongs to the report.
 */
export class Progress {
  readonly report: Report;
  private drawn = 0;

  constructor(
    private readonly sink: Sink,
    forced: boolean,
    private readonly now: () => number = Date.now,
  ) {
    if (sink.isTTY) this.report = this.redraw();
    else this.report = forced ? this.append() : SILENT;
  }

  /** Takes the progress line off the screen; call before anything else is written. */
  clear(): void {
    if (this.drawn > 0) this.sink.write(`\r${' '.repeat(this.drawn)}\r`);
    this.drawn = 0;
  }

  private redraw(): Report {
    const due = this.ticker(REDRAW_MS);
    return (phase, done, total) => {
      if (!due(phase)) return;
      const line = describe(phase, done, total);
      this.sink.write(`\r${line.padEnd(this.drawn)}`);
      this.drawn = Math.max(this.drawn, line.length);
    };
  }

  private append(): Report {
    const due = this.ticker(RELINE_MS);
    return (phase, done, total) => {
      if (due(phase)) this.sink.write(`${describe(phase, done, total)}\n`);
    };
  }

  /** True on every new phase, and within a phase once in `interval` milliseconds. */
  private ticker(interval: number): (phase: string) => boolean {
    let last = '';
    let next = 0;
    return phase => {
      const now = this.now();
      if (phase === last && now < next) return false;
      last = phase;
      next = now + interval;
      return true;
    };
  }
}

/** Does some work with progress on stderr, and leaves the screen clean whether it succeeds or throws. */
export async function withProgress<T>(
  sink: Sink,
  forced: boolean | undefined,
  work: (report: Report) => Promise<T>,
): Promise<T> {
  const progress = new Progress(sink, forced ?? false);
  try {
    return await work(progress.report);
  } finally {
    progress.clear();
  }
}

/** The engine counts to 100 in every phase; a portal says how many entities it has; files do not say beforehand. */
function describe(phase: string, done: number, total: number): string {
  if (total === 100) return `${phase}: ${done} %`;
  const count = done.toLocaleString('en');
  if (total > 0) return `${phase}: ${count} of ${total.toLocaleString('en')}`;
  return done > 0 ? `${phase}: ${count} entities` : phase;
}
