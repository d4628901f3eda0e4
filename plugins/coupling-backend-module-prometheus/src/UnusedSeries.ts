/** Series that could not be used, counted by why, with the first of each. */
export class UnusedSeries {
  private readonly seen = new Map<string, { count: number; such: string }>();

  add(why: string, such: string): void {
    const known = this.seen.get(why);
    if (known) known.count += 1;
    else this.seen.set(why, { count: 1, such: such.slice(0, 200) });
  }

  get told(): string[] {
    return [...this.seen].map(
      ([why, { count, such }]) => `${count} series ${why}, such as ${such}`,
    );
  }
}
