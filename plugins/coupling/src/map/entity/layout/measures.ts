/** Lengths of the picture, px. */
export const LABEL_FONT = 13;
export const NOTE_FONT = 11.5;
export const TEAM_FONT = 12.5;
/** From the left of a node's mark to its name. */
export const LABEL_OFFSET = 20;
export const ROW_HEIGHT = 20;
/** A row whose node has a second line. */
export const NOTED_ROW_HEIGHT = 46;
export const LAYER_HEADING = 18;
export const BAND_GAP = 8;
export const TEAM_COLUMN = { min: 60, max: 124, gap: 12 };
/** Between two columns, and between a column and the focus: room for lines to bend. */
export const GUTTER = { min: 30, max: 72 };
export const FAN = { min: 48, max: 120 };
export const FOCUS = { minWidth: 100, maxWidth: 190, minHeight: 104, port: 19 };
/** Between a line and the node it meets. */
export const EDGE_CLEARANCE = 5;
