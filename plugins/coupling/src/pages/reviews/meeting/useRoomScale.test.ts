import { roomScale } from './useRoomScale';

describe('the room on a larger screen', () => {
  it.each([
    [1440, 900, 1],
    [1920, 1080, 1.2],
    [3840, 2160, 2.4],
    // As wide as a wall, and no higher than a laptop.
    [5120, 900, 1],
    [768, 1024, 1],
    [15360, 8640, 3],
  ])('%d by %d is %d times as large', (width, height, scale) => {
    expect(roomScale(width, height)).toBe(scale);
  });
});
