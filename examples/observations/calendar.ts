/** Days, weeks and working hours, all of UTC. A day is its number since 1970. */
import type { Dice } from './chance';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** 1970-01-05, a Monday. */
const FIRST_MONDAY = 4;

/** When people deploy: more after stand-up and after lunch than in between. */
const HOURS = [8, 9, 10, 11, 12, 13, 14, 15];
const OF_HOURS = [0.6, 1.2, 1.5, 1.1, 0.5, 1, 1.3, 0.8];
/** Monday to Friday. */
const OF_DAYS = [0.95, 1.05, 1.1, 1.05, 0.85];
/** What is left of a Friday that people avoid. */
const AVOIDED = 0.05;

export interface Span {
  from: number;
  until: number;
}

/** Numbers of the blocks of so many days, counted from 1970, that touch a span. */
export function* blocks(days: number, { from, until }: Span) {
  const last = Math.floor((until - 1) / (days * DAY));
  for (let i = Math.floor(from / (days * DAY)); i <= last; i++) yield i;
}

/** Mondays at midnight, with the one before the span. */
export function* mondays(span: Span) {
  const shift = FIRST_MONDAY * DAY;
  const shifted = { from: span.from - shift, until: span.until - shift };
  for (const week of blocks(7, shifted)) yield week * 7 * DAY + shift;
}

const shapeOf = (weights: readonly number[]) => {
  const average = weights.reduce((sum, weight) => sum + weight, 0) / 5;
  return weights.map(weight => weight / average);
};
const USUAL = shapeOf(OF_DAYS);
const AVOIDING = shapeOf(OF_DAYS.map((w, i) => (i === 4 ? AVOIDED * w : w)));

/** How much of the week's work falls on a day, on average 1 of each of the five; nothing at weekends. */
export function workOn(day: number, avoidsFriday: boolean): number {
  const weekday = (day - FIRST_MONDAY) % 7;
  return (avoidsFriday ? AVOIDING : USUAL)[weekday] ?? 0;
}

/** A time of a working day. */
export function timeOn(day: number, dice: Dice): number {
  return day * DAY + HOURS[dice.weighted(OF_HOURS)] * HOUR + dice.next() * HOUR;
}

/** A working time within a block of days. */
export function timeWithin(
  block: number,
  days: number,
  dice: Dice,
  avoidsFriday: boolean,
): number {
  const weights = Array.from({ length: days }, (_, i) =>
    workOn(block * days + i, avoidsFriday),
  );
  return timeOn(block * days + dice.weighted(weights), dice);
}

export function iso(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

export function dateOf(ms: number): string {
  return iso(ms).slice(0, 10);
}
