import { styled } from '@mui/material/styles';
import type { PolicyState } from '@posiwid/backstage-plugin-coupling-common';
import { Muted, Ruled, Section } from '../../components';
import { dayWords } from '../../decision/calendar';
import { Person } from '../../decision/Person';
import { day } from '../../time';
import { changesIn, STATE_WORDS } from './policyWords';

const Table = styled(Ruled)({
  tableLayout: 'fixed',
  '& td': { overflowWrap: 'anywhere' },
  '& .version': { width: 64 },
  '& .from': { width: 150 },
  '& .by': { width: 130 },
  '& ul': { margin: 0, padding: 0, listStyle: 'none' },
});

/** Every version that was set, the newest first, with what it changed and why. */
export function PolicyHistory(props: { state: PolicyState }) {
  const { versions, fields } = props.state;
  return (
    <Section title="Versions">
      {versions.length === 0 ? (
        <Muted>No version was set; app-config alone counts.</Muted>
      ) : (
        <Table aria-label="Versions">
          <thead>
            <tr>
              <th scope="col" className="version">
                Version
              </th>
              <th scope="col" className="from">
                Counts from
              </th>
              <th scope="col" className="by">
                Set by
              </th>
              <th scope="col">Why, and what it changed</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version, i) => {
              const changes = changesIn(version, versions[i + 1], fields);
              return (
                <tr key={version.version}>
                  <td className="version">{version.version}</td>
                  <td className="from">
                    {dayWords(version.countsFrom)}
                    <br />
                    <Muted>{STATE_WORDS[version.state]}</Muted>
                  </td>
                  <td className="by">
                    <Person entityRef={version.by} />
                    <br />
                    <Muted>{day(version.at)}</Muted>
                  </td>
                  <td>
                    {version.comment}
                    <ul>
                      {changes.map(change => (
                        <li key={change}>
                          <Muted>{change}</Muted>
                        </li>
                      ))}
                      {changes.length === 0 && (
                        <li>
                          <Muted>changes nothing</Muted>
                        </li>
                      )}
                    </ul>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
