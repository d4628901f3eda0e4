import type {
  EntityMap,
  EntityMapEdge,
} from '@posiwid/backstage-plugin-coupling-common';
import { EntityLink, Muted, Section } from '../../components';
import { FindingTitles } from '../../entity/FindingTitles';
import { count } from '../../words';
import { ProposeYaml } from '../proposal';

/** `all hard`, `2 of them soft`, `1 of them seen and not declared`. */
function strengthWords(steps: (EntityMapEdge | undefined)[]): string {
  const soft = steps.filter(edge => edge?.strength === 'soft').length;
  const undeclared = steps.filter(edge => edge?.seen === 'observed').length;
  const words = [
    soft > 0 && `${soft} of them soft`,
    undeclared > 0 && `${undeclared} of them seen and not declared`,
  ].filter(Boolean);
  return words.length > 0 ? words.join(', ') : 'all hard';
}

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
  const undeclared = steps.flatMap(edge =>
    edge?.seen === 'observed' ? [edge] : [],
  );
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
        {count(steps.length, 'coupling')}, {strengthWords(steps)}
        {path.teams && `, ${count(path.teams.length, 'team')}`}.
      </Muted>
      {undeclared.map(({ from, to }) => (
        <div key={`${from} ${to}`}>
          <ProposeYaml from={from} to={to} named />
        </div>
      ))}
      <FindingTitles findings={path.findings ?? []} />
    </Section>
  );
}
