import type { EntityMap } from '@posiwid/backstage-plugin-coupling-common';
import { EntityLink, Muted, Section } from '../../components';
import { ProposeYaml } from '../proposal';
import { sightingWords } from '../seenWords';

/** Couplings that are told one by one; the table has all. */
const MAX_SHOWN = 8;

/** Couplings of the picture that were seen and that nobody declares, those of the focus first. */
export function UndeclaredPanel(props: { map: EntityMap }) {
  const { edges, focus } = props.map;
  const touches = (edge: (typeof edges)[number]) =>
    edge.from === focus.ref || edge.to === focus.ref;
  const found = edges
    .filter(({ seen }) => seen === 'observed')
    .sort(
      (a, b) =>
        Number(touches(b)) - Number(touches(a)) ||
        (b.requests ?? 0) - (a.requests ?? 0),
    );
  if (found.length === 0) {
    return null;
  }
  const now = new Date();
  const more = found.length - MAX_SHOWN;
  return (
    <Section title="Seen, not declared" aside={found.length}>
      {found.slice(0, MAX_SHOWN).map(edge => (
        <div key={`${edge.from} ${edge.to}`} style={{ padding: '3px 0' }}>
          <EntityLink entityRef={edge.from} /> →{' '}
          <EntityLink entityRef={edge.to} />
          <Muted> {sightingWords(edge, now)} </Muted>
          <ProposeYaml from={edge.from} to={edge.to} />
        </div>
      ))}
      {more > 0 && <Muted>and {more} more in the table</Muted>}
    </Section>
  );
}
