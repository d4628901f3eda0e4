import { styled } from '@mui/material/styles';
import { useSearchParams } from 'react-router-dom';
import { useFinding } from '../api/queries';
import { SeverityMark } from './SeverityMark';
import { DottedLink, Muted } from './styled';

const Lines = styled('ul')({
  listStyle: 'none',
  margin: '4px 0 0',
  padding: 0,
  '& li': { padding: '2px 0', overflowWrap: 'anywhere' },
  '& svg': { marginRight: 6 },
});

/** At most so many findings are read for one list. */
const MAX = 20;

function FindingLine(props: { id: string }) {
  const { data, isError } = useFinding(props.id);
  const [search] = useSearchParams();
  const to = new URLSearchParams(search);
  to.set('finding', props.id);
  if (isError) {
    return <Muted>A finding that you may not read</Muted>;
  }
  return (
    <>
      {data && <SeverityMark severity={data.severity} wordless />}
      <DottedLink to={`?${to}`}>{data?.title ?? '…'}</DottedLink>
    </>
  );
}

/** Findings by their ids, each opening in the drawer of the page. */
export function FindingLines(props: { ids: readonly string[] }) {
  const { ids } = props;
  return (
    <Lines>
      {ids.slice(0, MAX).map(id => (
        <li key={id}>
          <FindingLine id={id} />
        </li>
      ))}
      {ids.length > MAX && <li>and {ids.length - MAX} more</li>}
    </Lines>
  );
}
