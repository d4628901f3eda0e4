import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { Act } from '../components/styled';

/** Characters that are shown at first: a reason may be as long as a book. */
const SHOWN = 400;

const Text = styled('span')({
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  // A character that turns the direction round stays within the text that has it.
  unicodeBidi: 'isolate',
});

/** What somebody wrote, as text whatever it holds, cut where it is long. */
export function LongText(props: { text: string }) {
  const { text } = props;
  const [whole, setWhole] = useState(false);
  const isCut = text.length > SHOWN && !whole;
  return (
    <>
      <Text>{isCut ? `${text.slice(0, SHOWN)}…` : text}</Text>
      {isCut && (
        <>
          {' '}
          <Act type="button" onClick={() => setWhole(true)}>
            All of it
          </Act>
        </>
      )}
    </>
  );
}
