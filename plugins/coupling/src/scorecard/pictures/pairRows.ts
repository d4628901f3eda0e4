/** Where the dots of two that are deployed go, one column an hour in which one of them was. Pure geometry. */
import type { Picture } from '@posiwid/backstage-plugin-coupling-common';
import { fitText, textWidth } from '../../map/textWidth';
import { FONT, LEAST } from './measures';

type Pair = Extract<Picture, { kind: 'pair' }>;

export interface PairColumn {
  at: string;
  x: number;
  one: boolean;
  other: boolean;
}

export interface PairRows {
  /** Names, cut to fit. */
  one: string;
  other: string;
  /** Where the first column may stand. */
  left: number;
  columns: PairColumn[];
  radius: number;
  together: number;
}

const MOST_NAME = 130;
/** Distance of columns: as wide as is readable, at most. */
const MOST_PITCH = 13;

export function pairRows(picture: Pair, width: number): PairRows {
  const room = Math.max(LEAST, width);
  const most = Math.min(MOST_NAME, room * 0.36);
  const one = fitText(picture.one, FONT, most);
  const other = fitText(picture.other, FONT, most);
  const left = Math.max(textWidth(one, FONT), textWidth(other, FONT)) + 12;
  const { hours } = picture;
  const pitch = Math.min(
    MOST_PITCH,
    (room - left - 8) / Math.max(1, hours.length),
  );
  return {
    one,
    other,
    left,
    columns: hours.map((hour, i) => ({ ...hour, x: left + pitch * (i + 0.5) })),
    radius: Math.max(1.5, Math.min(3.6, pitch * 0.36)),
    together: hours.filter(hour => hour.one && hour.other).length,
  };
}
