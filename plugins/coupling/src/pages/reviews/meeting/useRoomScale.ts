import { useEffect, useState, type CSSProperties } from 'react';

/** The screen that the room is drawn for; on a larger one all of it grows, so that it is read from as far away. */
const WIDTH = 1440;
const HEIGHT = 900;
const MOST = 3;

/** How much larger than drawn, never smaller: a small screen is folded and read from near. */
export function roomScale(width: number, height: number): number {
  const scale = Math.min(width / WIDTH, height / HEIGHT, MOST);
  return scale > 1 ? Math.round(scale * 100) / 100 : 1;
}

/** The style of a room that fills the window at its scale. */
export function useRoomScale(): CSSProperties {
  const [scale, setScale] = useState(() =>
    roomScale(window.innerWidth, window.innerHeight),
  );
  useEffect(() => {
    const onResize = () =>
      setScale(roomScale(window.innerWidth, window.innerHeight));
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, []);
  return scale === 1 ? {} : { zoom: scale, height: `${100 / scale}vh` };
}
