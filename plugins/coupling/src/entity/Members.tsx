import { styled } from '@mui/material/styles';
import type { EntityView } from '@posiwid/backstage-plugin-coupling-common';
import { useState } from 'react';
import { Act, EntityLink, Num, Ruled, Section } from '../components';
import { ReachBar } from '../components/ReachBar';
import { useCouplingPaths } from '../url/paths';

const SHOWN = 12;

const Table = styled(Ruled)({
  tableLayout: 'fixed',
  fontSize: 12.5,
  '& td': { overflowWrap: 'anywhere' },
  '& .bar': { width: '34%', verticalAlign: 'middle' },
  '& .n': { width: 72 },
});

/** What a system, domain or team holds, by how much falls with each. */
export function Members(props: { view: EntityView }) {
  const { view } = props;
  const paths = useCouplingPaths();
  const [all, setAll] = useState(false);
  const shown = all ? view.members : view.members.slice(0, SHOWN);
  if (view.members.length === 0) {
    return null;
  }
  return (
    <Section
      title={view.kind === 'team' ? 'What it owns' : 'What it holds'}
      aside="widest reach first"
    >
      <Table aria-label="What falls with each member">
        <thead>
          <tr>
            <th scope="col">Entity</th>
            <th scope="col" className="bar">
              Falls with it
            </th>
            <th scope="col" className="n">
              Fail
            </th>
            <th scope="col" className="n">
              Degrade
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ entity, fails, degrades }) => (
            <tr key={entity.ref}>
              <td>
                <EntityLink entityRef={entity.ref} title={entity.title} kind />
              </td>
              <td className="bar">
                <ReachBar
                  fails={fails}
                  degrades={degrades}
                  of={view.ofEntities}
                  by="failure"
                />
              </td>
              <td className="n">
                <Num
                  value={fails}
                  to={paths.entityMap(entity.ref)}
                  label={`${fails} entities fail with ${entity.name}`}
                />
              </td>
              <td className="n">{degrades.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {view.members.length > shown.length && (
        <Act type="button" onClick={() => setAll(true)}>
          {view.members.length - shown.length} more
        </Act>
      )}
    </Section>
  );
}
