/** Whether the definition of an API is there to read. */
import type { ReadEntity } from './read-entity';

const PLACEHOLDER =
  /^(todo|tbd|tba|n\/?a|none|null|undefined|placeholder|\{\s*\}|\[\s*\])?$/i;

export function hasReadableDefinition(entity: ReadEntity): boolean {
  const { definition } = entity.spec;
  if (typeof definition === 'string')
    return !PLACEHOLDER.test(definition.trim());
  // `$text: ./openapi.yaml` in a file that was read without its neighbours: the definition is elsewhere, but stated.
  if (typeof definition === 'object' && definition !== null) {
    return ['$text', '$json', '$yaml', '$openapi', '$asyncapi'].some(
      key => key in definition,
    );
  }
  // A running catalog refuses an API without a definition, and a scan leaves the text out because it can be large.
  return definition === undefined && entity.relations !== undefined;
}
