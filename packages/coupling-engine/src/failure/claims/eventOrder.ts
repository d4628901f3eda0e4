/**
 * Events in the order of their keys, which does not depend on how a catalog numbers them: each has a place in it, so that
 * events are compared as numbers. Entities are numbered in the order of their refs, so theirs is the same; and "entity" comes
 * after all other kinds. Cost: the events that are no entities are sorted once.
 */
import { compareText } from '../../model/text';

const NEW_LINE = 10;

export class EventOrder {
  /** Events there are. */
  readonly size: number;
  private readonly entities: number;
  /** Events that are no entities, by place, and their places. */
  private readonly others: number[];
  private readonly placeOfOther: Int32Array;
  private readonly keyOf: (event: number) => string;
  /** Whether texts of keys, put together line by line, are in the order of their keys one by one. */
  private readonly isByLine: boolean;

  /** @param keys of the events that are no entities, in the order of their numbers; those follow on the entities */
  constructor(
    entities: number,
    keys: readonly string[],
    keyOf: (event: number) => string,
  ) {
    this.entities = entities;
    this.size = entities + keys.length;
    this.keyOf = keyOf;
    const sorted = [...keys.keys()].sort((a, b) =>
      compareText(keys[a], keys[b]),
    );
    this.others = sorted.map(other => entities + other);
    this.placeOfOther = new Int32Array(keys.length);
    sorted.forEach((other, place) => {
      this.placeOfOther[other] = place;
    });
    // Texts that begin alike stand side by side.
    this.isByLine = sorted.every((other, place) => {
      const [own, next] = [keys[other], keys[sorted[place + 1]] ?? ''];
      return !next.startsWith(own) || next.charCodeAt(own.length) > NEW_LINE;
    });
  }

  /** Places of some events, ascending. */
  places(events: readonly number[]): Int32Array {
    const places = new Int32Array(events.length);
    for (let i = 0; i < events.length; i++) places[i] = this.placeOf(events[i]);
    return places.sort();
  }

  eventAt(place: number): number {
    const { others } = this;
    return place < others.length ? others[place] : place - others.length;
  }

  /** As their keys compare, each on a line of its own. */
  compare(a: ArrayLike<number>, b: ArrayLike<number>): number {
    if (!this.isByLine) return compareText(this.textOf(a), this.textOf(b));
    const length = Math.min(a.length, b.length);
    for (let i = 0; i < length; i++) {
      if (a[i] !== b[i]) return a[i] - b[i];
    }
    return a.length - b.length;
  }

  private placeOf(event: number): number {
    const { entities, others, placeOfOther } = this;
    return event < entities
      ? others.length + event
      : placeOfOther[event - entities];
  }

  private textOf(places: ArrayLike<number>): string {
    return Array.from(places, place => this.keyOf(this.eventAt(place))).join(
      '\n',
    );
  }
}
