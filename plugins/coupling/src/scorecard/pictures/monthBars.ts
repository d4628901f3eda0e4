/**
 * Where the bars and labels of minutes lost by month go. Pure geometry: px in a picture of a given width, y downwards.
 */
import type { Picture } from '@posiwid/backstage-plugin-coupling-common';
import { textWidth } from '../../map/textWidth';
import { shortDay } from '../scorecardWords';
import { BASE, FONT, GUTTER, HEIGHT, TOP, plotWidth } from './measures';

type Months = Extract<Picture, { kind: 'months' }>;

export interface MonthBar {
  month: string;
  letter: string;
  minutes?: number;
  x: number;
  width: number;
  y: number;
  height: number;
  over: boolean;
}

export interface Label {
  /** What is drawn. */
  words: string;
  /** What it is about. */
  text: string;
  x: number;
  y: number;
  anchor: 'start' | 'end';
}

export interface MonthBars {
  plot: number;
  bars: MonthBar[];
  limitY: number;
  labels: Label[];
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const LETTERS = 'JFMAMJJASOND';
/** Height of a line of text. */
const LINE = 13;
/** Between a bar and its label. */
const GAP = 5;

/** The initial of a month such as `2026-02`. */
export function monthLetter(month: string): string {
  return LETTERS[Number(month.slice(5, 7)) - 1] ?? '?';
}

/** The box of a label; `y` is its base line. */
export function boxOf({ words, x, y, anchor }: Label): Box {
  const width = textWidth(words, FONT);
  const left = anchor === 'end' ? x - width : x;
  return { left, right: left + width, top: y - LINE + 3, bottom: y + 3 };
}

export function overlap(a: Box, b: Box): boolean {
  return (
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
  );
}

function barBox(bar: MonthBar): Box {
  return {
    left: bar.x,
    right: bar.x + bar.width,
    top: bar.y,
    bottom: bar.y + bar.height,
  };
}

/** Places of one label, best first: beside its bar, in the margin. */
function candidates(
  bar: MonthBar,
  plot: number,
  words: string,
  text: string,
): Label[] {
  const near = Math.min(BASE - 6, Math.max(TOP + 9, bar.y + 9));
  const at = (x: number, y: number, anchor: Label['anchor']): Label => ({
    words,
    text,
    x,
    y,
    anchor,
  });
  const right = at(bar.x + bar.width + GAP, near, 'start');
  const left = at(bar.x - GAP, near, 'end');
  // The margin is left to the months that have no other place.
  const beside = boxOf(right).right > plot ? [left, right] : [right, left];
  return [
    ...beside,
    at(plot + 4, near, 'start'),
    at(plot + 4, TOP + 9, 'start'),
  ];
}

/**
 * Labels of the worst incidents, each where it hides no bar and no other label; one that fits nowhere is left out, its
 * numbers are in the words beside the picture all the same.
 */
function placeLabels(
  picture: Months,
  bars: readonly MonthBar[],
  plot: number,
  taken: Box[],
  width: number,
): Label[] {
  const placed: Label[] = [];
  for (const mark of [...picture.marks].sort((a, b) => b.minutes - a.minutes)) {
    const bar = bars.find(each => each.month === mark.at.slice(0, 7));
    const words = `${shortDay(mark.at)}: ${Math.round(mark.minutes)} min`;
    const free = (label: Label) => {
      const box = boxOf(label);
      return (
        box.left >= 0 &&
        box.right <= width &&
        bars.every(each => !overlap(barBox(each), box)) &&
        [...taken, ...placed.map(boxOf)].every(each => !overlap(each, box))
      );
    };
    const label =
      bar && candidates(bar, plot, words, mark.text).find(each => free(each));
    if (label) {
      placed.push(label);
    }
  }
  return placed;
}

/** Bars of the months, the line of the promise, and the labels of the worst. */
export function monthBars(picture: Months, width: number): MonthBars {
  const { months, promised } = picture;
  const plot = plotWidth(width);
  const most = Math.max(
    1,
    promised * 1.6,
    ...months.map(({ minutes }) => minutes ?? 0),
  );
  const y = (minutes: number) => BASE - (minutes / most) * (BASE - TOP);
  const pitch = plot / Math.max(1, months.length);
  const bars = months.map(({ month, minutes }, i) => ({
    month,
    letter: monthLetter(month),
    minutes,
    x: i * pitch + pitch * 0.18,
    width: pitch * 0.64,
    y: minutes === undefined ? TOP : Math.min(BASE, y(minutes)),
    height:
      minutes === undefined ? BASE - TOP : (minutes / most) * (BASE - TOP),
    over: minutes !== undefined && minutes > promised,
  }));
  const limitY = y(promised);
  const margin: Box[] = marginLabels(promised, limitY, plot).map(boxOf);
  return {
    plot,
    bars,
    limitY,
    labels: placeLabels(picture, bars, plot, margin, plot + GUTTER),
  };
}

/** What stands in the margin: the promise, and what is counted. */
export function marginLabels(
  promised: number,
  limitY: number,
  plot: number,
): Label[] {
  const at = (words: string, y: number): Label => ({
    words,
    text: words,
    x: plot + 4,
    y,
    anchor: 'start',
  });
  const promiseY = Math.min(HEIGHT - 24, Math.max(TOP + 9, limitY + 4));
  return [
    at(`promise: ${Math.round(promised)} min`, promiseY),
    at('lost each month', HEIGHT - 8),
  ];
}
