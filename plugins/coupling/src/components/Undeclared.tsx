import type { Finding } from '@posiwid/backstage-plugin-coupling-common';
import { ProposeYaml } from '../map/proposal';
import { Section } from './Section';

const RULE = 'undeclared-coupling';

/** The lines that would declare what a finding says nobody declares: its first subject is the target, the others call it. */
export function Undeclared(props: { finding: Finding }) {
  const { rule, subjects, status } = props.finding;
  const [target, ...callers] = subjects;
  if (rule !== RULE || status === 'resolved' || callers.length === 0) {
    return null;
  }
  return (
    <Section title="What would declare it">
      {callers.map(caller => (
        <div key={caller} style={{ padding: '2px 0' }}>
          <ProposeYaml from={caller} to={target} named />
        </div>
      ))}
    </Section>
  );
}
