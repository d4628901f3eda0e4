import { styled } from '@mui/material/styles';
import type { EntityView } from '@posiwid/backstage-plugin-coupling-common';
import { useState } from 'react';
import { LeverageLadder, Num, Ruled, Section } from '../components';
import { FindingLines } from '../components/FindingLines';
import { NamedText } from '../components/NamedText';
import { count } from '../words';

const Text = styled('p')({ margin: '2px 0 6px', overflowWrap: 'anywhere' });

/** The change that answers most of the findings here; nothing where none answers any. */
export function OneChange(props: { view: EntityView }) {
  const { findings, move } = props.view;
  const [open, setOpen] = useState(false);
  if (!move) {
    return null;
  }
  const answered = new Set(move.findings);
  const here = findings.filter(({ id }) => answered.has(id)).length;
  const which = (value: number) => (
    <Num
      value={value}
      onClick={value > 0 ? () => setOpen(!open) : undefined}
      expanded={open}
      label={`${count(value, 'finding')} that it answers`}
    />
  );
  return (
    <Section
      title="The one change that answers most"
      aside={<LeverageLadder leverage={move.leverage} />}
    >
      <Text>
        <NamedText text={move.text} entityRef={move.target} />
      </Text>
      <Ruled aria-label="Findings that it answers">
        <thead>
          <tr>
            <th scope="col">Findings</th>
            <th scope="col" className="n">
              open now
            </th>
            <th scope="col" className="n">
              it answers
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>here</td>
            <td className="n">{findings.length}</td>
            <td className="n">{which(here)}</td>
          </tr>
          {move.findings.length > here && (
            <tr>
              <td>elsewhere</td>
              <td className="n m">–</td>
              <td className="n">{which(move.findings.length - here)}</td>
            </tr>
          )}
        </tbody>
      </Ruled>
      {open && <FindingLines ids={move.findings} />}
    </Section>
  );
}
