import { LineCounter, parseAllDocuments, type Document } from 'yaml';
import { reason } from '../errors';
import { text } from './content';
import type { Collector, Reader } from './types';

/** More expansions of an alias than any catalog file needs, fewer than a "billion laughs" file wants. */
const MAX_ALIASES = 1000;

/** YAML, several documents a file, read as Backstage's catalog reads it. A broken document costs that document only. */
export const readYaml: Reader = async (content, collector) => {
  const source = await text(content);
  const lineCounter = new LineCounter();
  const line = (offset: number) => lineCounter.linePos(offset).line;
  let documents: Document.Parsed[];
  try {
    const parsed = parseAllDocuments(source, {
      lineCounter,
      prettyErrors: false,
    });
    documents = Array.isArray(parsed) ? parsed : [];
  } catch (error) {
    collector.problem(`not readable as YAML: ${reason(error)}`, 1);
    return;
  }
  for (const document of documents) readDocument(document, line, collector);
};

function readDocument(
  document: Document.Parsed,
  line: (offset: number) => number,
  collector: Collector,
) {
  const [error] = document.errors;
  if (error) {
    collector.problem(`not valid YAML: ${reason(error)}`, line(error.pos[0]));
    return;
  }
  if (!document.contents) return;
  const start = line(document.contents.range[0]);
  let entity: unknown;
  try {
    entity = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (thrown) {
    collector.problem(`not readable as YAML: ${reason(thrown)}`, start);
    return;
  }
  if (entity !== null) collector.entity(entity, start);
}
