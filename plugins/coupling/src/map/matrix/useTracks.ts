import { useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useMemo, type RefObject } from 'react';

const OVERSCAN = 3;

/** The rows, or the columns, of the matrix that are in the page. */
export interface Tracks {
  /** Positions, ascending. */
  indexes: readonly number[];
  scrollTo: (index: number) => void;
}

/**
 * Which tracks of one direction to draw: all of a small matrix, otherwise those in view and the one that holds the focus,
 * so that the keyboard never loses its place.
 *
 * @param offsets - where each track starts, and at the end where the last one ends; px
 * @param header - px of the sticky headings that cover the start of the view
 */
export function useTracks(options: {
  offsets: readonly number[];
  header: number;
  horizontal: boolean;
  whole: boolean;
  active: number;
  scroller: RefObject<HTMLElement | null>;
}): Tracks {
  const { offsets, header, horizontal, whole, active, scroller } = options;
  const size = offsets.length - 1;
  const all = useMemo(() => Array.from({ length: size }, (_, i) => i), [size]);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const first = Math.max(0, range.startIndex - range.overscan);
      const last = Math.min(range.count - 1, range.endIndex + range.overscan);
      const visible = [];
      if (active >= 0 && active < first) {
        visible.push(active);
      }
      for (let index = first; index <= last; index++) {
        visible.push(index);
      }
      if (active > last && active < range.count) {
        visible.push(active);
      }
      return visible;
    },
    [active],
  );
  const virtualizer = useVirtualizer({
    count: size,
    enabled: !whole,
    horizontal,
    getScrollElement: () => scroller.current,
    estimateSize: index => offsets[index + 1] - offsets[index],
    paddingStart: header,
    scrollPaddingStart: header,
    overscan: OVERSCAN,
    rangeExtractor,
    // Rows and columns scroll together: one render for both, not two at once.
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  const visible = useMemo(() => items.map(({ index }) => index), [items]);
  return {
    indexes: whole ? all : visible,
    scrollTo: index => {
      if (!whole && index >= 0) {
        virtualizer.scrollToIndex(index);
      }
    },
  };
}
