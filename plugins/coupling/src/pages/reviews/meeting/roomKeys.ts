import { useEffect, useRef } from 'react';

/** What a key does in the meeting, in the order of the help. */
export const KEYS = [
  ['A', 'accept until a day'],
  ['S', 'assign to a team'],
  ['P', 'plan the move'],
  ['D', 'put off'],
  ['R', 'no risk: dispute it, or agree with who did'],
  ['M', 'say that it is mended'],
  ['J', 'next item'],
  ['K', 'item before'],
  ['E', 'all evidence, or the first of it'],
  ['N', 'note'],
  ['X', 'dissent'],
  ['T', 'to the teams: here or absent'],
  ['F', 'whole screen, or not'],
  ['?', 'this help'],
  ['Esc', 'close a form'],
] as const;
export type RoomKey = (typeof KEYS)[number][0];

const OFF = 'coupling-keys-off';

/** Single keys can be switched off, for who speaks to the machine (WCAG 2.1.4). */
export function keysAreOff(): boolean {
  try {
    return window.localStorage.getItem(OFF) === '1';
  } catch {
    return false;
  }
}

export function switchKeys(off: boolean): void {
  try {
    if (off) window.localStorage.setItem(OFF, '1');
    else window.localStorage.removeItem(OFF);
  } catch {
    // Then they stay as they are.
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** Calls what a key stands for while nobody types; not while a dialog is open above the meeting. */
export function useRoomKeys(
  acts: Partial<Record<RoomKey, () => void>>,
  enabled: boolean,
): void {
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    if (!enabled) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key === 'Escape' ? 'Esc' : event.key.toUpperCase();
      const act = latest.current[key as RoomKey];
      if (!act) return;
      if (key !== 'Esc' && (isTyping(event.target) || keysAreOff())) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [enabled]);
}
