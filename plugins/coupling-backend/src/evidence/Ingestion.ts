import {
  readObservations,
  type Problem,
  type ReadObservations,
} from '@posiwid/coupling-engine';
import type {
  Ingestion as Report,
  LineProblem,
} from '@posiwid/backstage-plugin-coupling-common';
import { turn } from '../threads/turn';
import { MAX_LINE } from './lines';
import type { ObservationStore, Refusal, RefusedOf } from './ObservationStore';
import { NO_SOURCE } from './sources';

/** Lines that are stored at a time, how much text they may be, and how many of them are read in one turn of the event loop. */
const BATCH_LINES = 2_000;
const BATCH_TEXT = 2 * 1024 * 1024;
const LINES_A_TURN = 100;

/** Problems told of one ingestion; all of them are counted. */
const MAX_PROBLEMS = 100;
/** Problems remembered of one source, and sources of which refusals are counted apart, in one ingestion. */
const MAX_MESSAGES = 20;
const MAX_REFUSED_SOURCES = 100;

/** As long as the engine lets a source be. */
const MAX_SOURCE = 2000;

/** A line as it came: its text, or a value that somebody has parsed. */
export type Line = { text: string } | { value: unknown };

interface Numbered {
  line: number;
  content: Line;
}

const CODE = {
  duplicate: 'duplicate',
  full: 'full',
  expired: 'unreadable',
} as const;
const WHY: Record<Refusal, string> = {
  duplicate: 'The id was used before for something else; the first is kept',
  full: 'There is no room for more (coupling.evidence.maximum, or the number of sources)',
  expired:
    'It is older than what is kept of its kind (coupling.evidence.retention)',
};

/**
 * Takes observations in, line by line: what can be read is stored, the rest is refused with line, field and reason, and remembered
 * for its source.
 */
export class Ingestion {
  readonly report: Report = {
    stored: 0,
    unchanged: 0,
    refused: 0,
    problems: [],
  };
  private readonly refused = new Map<string, RefusedOf>();
  private batch: Numbered[] = [];
  /** The last two batches on their way into the store: one is written while the other is made ready. */
  private storing: [Promise<void>, Promise<void>] = [
    Promise.resolve(),
    Promise.resolve(),
  ];
  private text = 0;
  private line = 0;

  /** @param maxProblems - how many problems are told; all are counted */
  constructor(
    private readonly observations: ObservationStore,
    private readonly clock: () => Date = () => new Date(),
    private readonly maxProblems: number = MAX_PROBLEMS,
  ) {}

  /** The next line. Resolves early, except when enough has come together to be stored. */
  async add(content: Line): Promise<void> {
    this.line += 1;
    if ('text' in content) {
      if (content.text.trim() === '') {
        return;
      }
      if (tooLong(content.text)) {
        this.refuse(
          {
            line: this.line,
            code: 'too-long',
            message: `A line has at most ${MAX_LINE} bytes`,
          },
          NO_SOURCE,
        );
        return;
      }
      this.text += content.text.length;
    }
    this.batch.push({ line: this.line, content });
    if (this.batch.length >= BATCH_LINES || this.text >= BATCH_TEXT) {
      await this.flush();
    }
  }

  /** Stores what is left. What `report` then counts as stored would survive a crash. */
  async end(): Promise<Report> {
    try {
      await this.flush();
      await Promise.all(this.storing);
    } finally {
      const refused = [...this.refused.values()];
      this.refused.clear();
      await this.observations.noteRefused(refused, this.clock().toISOString());
    }
    return this.report;
  }

  /** Reads what has come together and hands it to the store: reading and storing go on side by side. */
  private async flush(): Promise<void> {
    const { batch } = this;
    this.batch = [];
    this.text = 0;
    if (batch.length === 0) {
      return;
    }
    const at = this.clock().toISOString();
    const read: ReadObservations = {
      observations: [],
      lines: [],
      problems: [],
      repeated: 0,
    };
    for (let start = 0; start < batch.length; start += LINES_A_TURN) {
      await turn();
      const part = readObservations(
        batch
          .slice(start, start + LINES_A_TURN)
          .map(({ line, content }) => ({ ...content, line })),
        { at },
      );
      read.observations.push(...part.observations);
      read.lines.push(...part.lines);
      read.problems.push(...part.problems);
      read.repeated += part.repeated;
    }
    const [earlier, last] = this.storing;
    await earlier;
    const storing = this.store(read, batch, at, last);
    // Whoever waits for it next is told.
    storing.catch(() => {});
    this.storing = [last, storing];
  }

  private noteUnreadable(read: ReadObservations, batch: Numbered[]): void {
    if (read.problems.length === 0) {
      return;
    }
    const contents = new Map(batch.map(({ line, content }) => [line, content]));
    for (const problem of read.problems) {
      const content = contents.get(problem.line!)!;
      this.refuse(toLineProblem(problem), sourceOf(content));
    }
  }

  /** Stores a batch, and tells of it after the one before. */
  private async store(
    read: ReadObservations,
    batch: Numbered[],
    at: string,
    before: Promise<void>,
  ): Promise<void> {
    const adding = this.observations.add(read.observations, at);
    adding.catch(() => {});
    await before;
    this.noteUnreadable(read, batch);
    const added = await adding;
    this.report.stored += added.stored;
    this.report.unchanged += added.unchanged + read.repeated;
    for (const { position, why } of added.refused) {
      this.refuse(
        { line: read.lines[position]!, code: CODE[why], message: WHY[why] },
        read.observations[position].source,
      );
    }
  }

  private refuse(problem: LineProblem, source: string): void {
    this.report.refused += 1;
    if (this.report.problems.length < this.maxProblems) {
      this.report.problems.push(problem);
    }
    const known =
      this.refused.has(source) || this.refused.size < MAX_REFUSED_SOURCES;
    const name = known ? source : NO_SOURCE;
    const of = this.refused.get(name) ?? {
      source: name,
      count: 0,
      messages: [],
    };
    this.refused.set(name, of);
    of.count += 1;
    const { line, field, message } = problem;
    of.messages.push(
      `Line ${line}${field === undefined ? '' : `, ${field}`}: ${message}`,
    );
    if (of.messages.length > MAX_MESSAGES) {
      of.messages.shift();
    }
  }
}

/** Long enough that it may have been cut. */
function tooLong(text: string): boolean {
  return text.length > MAX_LINE / 3 && Buffer.byteLength(text) > MAX_LINE;
}

function toLineProblem({ line, key, code, message }: Problem): LineProblem {
  return {
    line: line!,
    ...(key !== undefined && { field: key }),
    code: code === 'duplicate' ? 'duplicate' : 'unreadable',
    message,
  };
}

/** The source that a refused line names, as far as it can be read. */
function sourceOf(content: Line): string {
  try {
    const value: unknown =
      'text' in content ? JSON.parse(content.text) : content.value;
    const { source } = value as { source?: unknown };
    return typeof source === 'string' && source.trim() !== ''
      ? source.slice(0, MAX_SOURCE)
      : NO_SOURCE;
  } catch {
    return NO_SOURCE;
  }
}
