import type { TextStyle } from '../format/findingText';
import { coloured, plain, readableWidth } from '../format/textLayout';
import type { Io } from '../io';

/** Colour only on a terminal, and not when NO_COLOR (no-color.org) asks for none. */
export function textStyle(
  io: Pick<Io, 'stdout' | 'env'>,
  toFile: boolean,
): TextStyle {
  const onTerminal = !toFile && io.stdout.isTTY === true;
  return {
    width: readableWidth(onTerminal ? io.stdout.columns : undefined),
    paint:
      onTerminal && !io.env.NO_COLOR && io.env.TERM !== 'dumb'
        ? coloured
        : plain,
  };
}
