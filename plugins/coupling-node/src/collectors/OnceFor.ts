/** Most subjects that are remembered; beyond that one may be told of again. */
const MAX_REMEMBERED = 10_000;

/** Says something once for each subject, so that one defect in many events is one problem and not a flood of them. */
export class OnceFor {
  readonly #told = new Set<string>();

  /** Whether this is the first time. */
  isFirst(subject: string): boolean {
    if (this.#told.has(subject)) return false;
    if (this.#told.size >= MAX_REMEMBERED) this.#told.clear();
    this.#told.add(subject);
    return true;
  }
}
