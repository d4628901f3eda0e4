import { text } from './content';
import { elementLines, firstError } from './jsonPositions';
import type { Reader } from './types';

/** JSON: an array of entities, an object with `items` (what a catalog API answers), or a single entity. */
export const readJson: Reader = async (content, collector) => {
  const json = await text(content);
  if (json.trim() === '') return;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    const { message, line } = firstError(json);
    collector.problem(`not valid JSON: ${message}`, line);
    return;
  }
  const items = entitiesOf(value);
  if (items === undefined) {
    collector.entity(value, 1);
    return;
  }
  const lines = elementLines(json);
  items.forEach((item, i) => collector.entity(item, lines[i]));
};

function entitiesOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const { items, kind } = value as { items?: unknown; kind?: unknown };
  return Array.isArray(items) && kind === undefined ? items : undefined;
}
