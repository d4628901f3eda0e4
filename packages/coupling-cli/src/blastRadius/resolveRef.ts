import { nameOf, parseRef, type Model } from '@posiwid/coupling-engine';
import { distance } from './distance';
import { UnusableError } from '../errors';

const MAX_SUGGESTIONS = 3;
/** Beyond this many typing errors two names have nothing to do with each other. */
const MAX_DISTANCE = 3;

/**
 * Position of the entity that REF names. As in Backstage a REF may leave out the namespace; it may leave out the kind, too,
 * where only one entity bears the name.
 *
 * @throws UnusableError when there is no such entity, or several.
 */
export function resolveRef(
  ref: string,
  { entities, teams, systems, domains }: Model,
): number {
  const parsed = parseRef(ref, { kind: 'component' });
  if ('expected' in parsed) {
    throw new UnusableError([`${ref}: not an entity ref: ${parsed.expected}`]);
  }
  const exact = entities.findIndex(entity => entity.ref === parsed.ref);
  if (exact !== -1) return exact;
  if (!ref.includes(':')) {
    const path = afterKind(parsed.ref);
    const named = entities.flatMap((entity, i) =>
      afterKind(entity.ref) === path ? [i] : [],
    );
    if (named.length === 1) return named[0];
    if (named.length > 1) {
      const refs = named.map(i => entities[i].ref).join(', ');
      throw new UnusableError([
        `${ref}: several entities bear this name: ${refs}`,
      ]);
    }
  }
  if (
    [...teams, ...systems, ...domains].some(known => known.ref === parsed.ref)
  ) {
    throw new UnusableError([
      `${parsed.ref}: does not fail by itself; give a component, resource or API of it`,
    ]);
  }
  const near = suggestions(
    parsed.ref,
    entities.map(entity => entity.ref),
  );
  throw new UnusableError([
    `${parsed.ref}: no such entity in this catalog${
      near.length > 0 ? `; did you mean ${near.join(', ')}?` : ''
    }`,
  ]);
}

function afterKind(ref: string): string {
  return ref.slice(ref.indexOf(':') + 1);
}

function suggestions(ref: string, refs: string[]): string[] {
  const name = nameOf(ref);
  return refs
    .map(candidate => ({
      candidate,
      away: distance(name, nameOf(candidate), MAX_DISTANCE),
    }))
    .filter(({ away }) => away <= Math.min(MAX_DISTANCE, name.length - 1))
    .sort((a, b) => a.away - b.away)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ candidate }) => candidate);
}
