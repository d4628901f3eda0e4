import type { Problem, ProblemCode } from './types';

/** Where a defect was met: the entity, and the file it was read from. */
export interface Place {
  ref?: string;
  file?: string;
  line?: number;
}

const SHOWN_LENGTH = 80;

/** Collects the defects of the map. The same defect of the same entity and key is kept once. */
export class ProblemLog {
  readonly problems: Problem[] = [];
  private readonly seen = new Set<string>();

  add(
    code: ProblemCode,
    place: Place,
    key: string | undefined,
    message: string,
  ) {
    const { ref, file, line } = place;
    if (ref !== undefined || file !== undefined) {
      const identity = JSON.stringify([code, ref, file, line, key, message]);
      if (this.seen.has(identity)) return;
      this.seen.add(identity);
    }
    const problem: Problem = { code, message };
    if (ref !== undefined) problem.ref = ref;
    if (file !== undefined) problem.file = file;
    if (line !== undefined) problem.line = line;
    if (key !== undefined) problem.key = key;
    this.problems.push(problem);
  }
}

/** A value of unknown shape as one short line that cannot break out of a terminal or a table. */
export function shown(value: unknown): string {
  let text: string | undefined;
  if (typeof value === 'string') {
    text = JSON.stringify(value.slice(0, SHOWN_LENGTH + 1));
  } else if (Array.isArray(value)) {
    return `a list of ${value.length}`;
  } else if (typeof value === 'object' && value !== null) {
    return 'an object';
  } else {
    text = String(value);
  }
  text = text.replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}
