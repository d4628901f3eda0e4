import { styled } from '@mui/material/styles';
import type { Finding } from '@posiwid/backstage-plugin-coupling-common';
import { DottedButton, SeverityMark } from '../components';
import { useOpenFinding } from '../components/FindingDrawer';

const List = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& li': {
    display: 'grid',
    gridTemplateColumns: '10px minmax(0, 1fr)',
    columnGap: 6,
    padding: '2px 0',
    overflowWrap: 'anywhere',
  },
});

/** Findings by severity and title; each opens the finding. */
export function FindingTitles(props: { findings: readonly Finding[] }) {
  const [, open] = useOpenFinding();
  return (
    <List>
      {props.findings.map(({ id, severity, title }) => (
        <li key={id}>
          <SeverityMark severity={severity} wordless />
          <span>
            <DottedButton type="button" onClick={() => open(id)}>
              {title}
            </DottedButton>
          </span>
        </li>
      ))}
    </List>
  );
}
