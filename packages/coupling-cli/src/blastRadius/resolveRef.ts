import { nameOf, parseRef, type Model } from '@posiwid/coupling-engine';
import { UnusableError } from '../errors';
import { distance } from './distance';

const MAX_SUGGESTIONS = 3;
/** Beyond this many typing errors two names have nothing to do with each other. */
const MAX_DISTANCE = 3;

/**
 * The full ref of what REF names: an entity, or a system, domain or team, which stand for all that they hold. As in
 * Backstage a REF may leave out the namespace; it may leave out the kind, too, where only one thing bears the name.
 *
 * @throws UnusableError when nothing bears the name, or several things do.
 */
export function resolveRef(
  ref: string,
  { entities, teams, systems, domains }: Model,
): string {
  const parsed = parseRef(ref, { kind: 'component' });
  if ('expected' in parsed) {
    throw new UnusableError([`${ref}: not an entity ref: ${parsed.expected}`]);
  }
  const known = [...entities, ...systems, ...domains, ...teams].map(
    thing => thing.ref,
  );
  if (known.includes(parsed.ref)) return parsed.ref;
  if (!ref.includes(':')) {
    const named = known.filter(
      candidate => afterKind(candidate) === afterKind(parsed.ref),
    );
    if (named.length === 1) return named[0];
    if (named.length > 1) {
      throw new UnusableError([
        `${ref}: several things bear this name: ${named.join(', ')}`,
      ]);
    }
  }
  const near = suggestions(parsed.ref, known);
  const question = near.length > 0 ? `; did you mean ${near.join(', ')}?` : '';
  throw new UnusableError([`${parsed.ref}: not in this catalog${question}`]);
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
