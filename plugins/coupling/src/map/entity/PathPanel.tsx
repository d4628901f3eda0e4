import type { EntityMap } from '@posiwid/backstage-plugin-coupling-common';
import { EntityLink, Muted, Section } from '../../components';
import { FindingTitles } from '../../entity/FindingTitles';
import { count } from '../../words';

/** The path that was asked for, in words, and what findings say about it. */
export function PathPanel(props: {
  map: EntityMap;
  path: NonNullable<EntityMap['path']>;
}) {
  const { path } = props;
  const { edges } = props.map;
  if (path.refs.length === 0) {
    return (
      <Section title="Path shown">
        <Muted>
          No way from <EntityLink entityRef={path.from} /> to{' '}
          <EntityLink entityRef={path.to} /> over these couplings.
        </Muted>
      </Section>
    );
  }
  const steps = path.refs
    .slice(1)
    .map((to, i) =>
      edges.find(edge => edge.from === path.refs[i] && edge.to === to),
    );
  const soft = steps.filter(edge => edge?.strength === 'soft').length;
  const strengths = soft === 0 ? 'all hard' : `${soft} of them soft`;
  return (
    <Section title="Path shown">
      <div style={{ overflowWrap: 'anywhere' }}>
        {path.refs.map((ref, i) => (
          <span key={ref}>
            {i > 0 && ' → '}
            <EntityLink entityRef={ref} />
          </span>
        ))}
      </div>
      <Muted>
        {count(steps.length, 'coupling')}, {strengths}
        {path.teams && `, ${count(path.teams.length, 'team')}`}.
      </Muted>
      <FindingTitles findings={path.findings ?? []} />
    </Section>
  );
}
