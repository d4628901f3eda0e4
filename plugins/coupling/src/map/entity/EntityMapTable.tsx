import type {
  EntityMap,
  EntityMapEdge,
  EntityMapNode,
} from '@posiwid/backstage-plugin-coupling-common';
import { useMemo } from 'react';
import { EntityLink, GradeLine, Section, TeamLinks } from '../../components';
import { nameOf } from '../../refs';
import { ProposeYaml } from '../proposal';
import { SEEN_WORDS } from '../seenWords';
import { SortableTable, type TableColumn } from '../SortableTable';
import { day } from '../../time';
import { entityName, neededAnywayWords, STATE_WORDS } from './entityMapWords';

const nodeKey = (node: EntityMapNode) => `${node.side} ${node.entity.ref}`;
const edgeKey = (edge: EntityMapEdge) => `${edge.from} ${edge.to}`;

/** Everything that the picture shows: its entities, and the couplings between them. */
export function EntityMapTable(props: { map: EntityMap }) {
  const { map } = props;
  const focusName = entityName(map.focus);
  const nodes = useMemo(
    (): EntityMapNode[] => [
      { entity: map.focus, side: 'focus', distance: 0, state: 'fails' },
      ...map.nodes.filter(node => node.side !== 'focus'),
    ],
    [map],
  );
  const nodeColumns = useMemo((): TableColumn<EntityMapNode>[] => {
    const sides = {
      focus: 'the focus',
      'needs-focus': `needs ${focusName}`,
      needed: `${focusName} needs it`,
    };
    return [
      {
        id: 'entity',
        title: 'Entity',
        value: ({ entity }) => entityName(entity),
        render: ({ entity }) => (
          <EntityLink entityRef={entity.ref} title={entity.title} kind />
        ),
      },
      {
        id: 'team',
        title: 'Team',
        value: ({ entity }) => entity.teams[0]?.title ?? '',
        render: ({ entity }) => <TeamLinks teams={entity.teams} max={2} />,
      },
      { id: 'side', title: 'Side', value: ({ side }) => sides[side] },
      { id: 'distance', title: 'Steps', value: ({ distance }) => distance },
      {
        id: 'state',
        title: `If ${focusName} stops`,
        value: ({ state }) => STATE_WORDS[state],
      },
      {
        id: 'note',
        title: 'Shared anyway',
        value: node =>
          (node.side === 'needed' &&
            neededAnywayWords(node, map.fails + map.degrades, focusName)) ||
          '',
      },
    ];
  }, [map, focusName]);
  const edgeColumns = useMemo((): TableColumn<EntityMapEdge>[] => {
    const onPath = (edge: EntityMapEdge) => (edge.onPath ? 'yes' : '');
    return [
      {
        id: 'from',
        title: 'Who needs',
        value: edge => nameOf(edge.from),
        render: edge => <EntityLink entityRef={edge.from} kind />,
      },
      {
        id: 'to',
        title: 'What',
        value: edge => nameOf(edge.to),
        render: edge => <EntityLink entityRef={edge.to} kind />,
      },
      {
        id: 'strength',
        title: 'Strength',
        value: edge => edge.strength ?? 'not known',
      },
      {
        id: 'grade',
        title: 'Evidence',
        value: edge => edge.grade,
        render: edge => <GradeLine grade={edge.grade} />,
      },
      {
        id: 'seen',
        title: 'Declared, observed',
        value: edge => SEEN_WORDS[edge.seen],
        render: edge =>
          edge.seen === 'observed' ? (
            <>
              {SEEN_WORDS.observed}{' '}
              <ProposeYaml from={edge.from} to={edge.to} />
            </>
          ) : (
            SEEN_WORDS[edge.seen]
          ),
      },
      {
        id: 'requests',
        title: 'Requests',
        value: edge => edge.requests ?? 0,
        render: edge => edge.requests?.toLocaleString('en') ?? '',
      },
      {
        id: 'last',
        title: 'Last seen',
        value: edge => edge.lastSeen ?? '',
        render: edge => (edge.lastSeen ? day(edge.lastSeen) : ''),
      },
      { id: 'path', title: 'On the path', value: onPath },
    ];
  }, []);
  return (
    <>
      <Section title="Entities" aside={`${nodes.length}`}>
        <SortableTable
          label="Entities in the picture"
          rows={nodes}
          columns={nodeColumns}
          rowKey={nodeKey}
          sortedBy="side"
        />
      </Section>
      <Section title="Couplings" aside={`${map.edges.length}`}>
        <SortableTable
          label="Couplings in the picture"
          rows={map.edges}
          columns={edgeColumns}
          rowKey={edgeKey}
          sortedBy="from"
        />
      </Section>
    </>
  );
}
