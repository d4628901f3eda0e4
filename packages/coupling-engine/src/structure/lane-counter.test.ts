import { LaneCounter } from './lane-counter';

describe('LaneCounter', () => {
  it('counts each lane on its own, across words and with weights', () => {
    const counter = new LaneCounter(2);
    const words = Int32Array.of(0b101, 1 << 31);
    counter.add(words, 0, 1);
    counter.add(words, 0, 6);
    counter.add(Int32Array.of(0, 0, 0b1, 0), 2, 100_000);
    const counts = counter.take(64);
    expect([counts[0], counts[1], counts[2], counts[63]]).toEqual([
      100_007, 0, 7, 7,
    ]);
  });

  it('starts afresh after the counts are taken', () => {
    const counter = new LaneCounter(1);
    counter.add(Int32Array.of(-1), 0, 5);
    counter.take(32);
    counter.add(Int32Array.of(1), 0, 1);
    expect([...counter.take(2)]).toEqual([1, 0]);
  });
});
